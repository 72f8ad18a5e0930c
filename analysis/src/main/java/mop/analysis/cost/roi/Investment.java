package mop.analysis.cost.roi;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * What is paid and what is hoped for. Months end with a saving less running costs; a saving that
 * grows does so by compounding month by month at the twelfth root of the yearly growth.
 *
 * @param name what it is, for people
 * @param currency ISO 4217
 * @param investment paid now, above 0
 * @param monthlySaving money saved each month once it works
 * @param monthlyCost money that running it costs each month, 0 when nothing
 * @param months months that are counted, 1 to 600
 * @param discountRate a year, effective: 0.08 for 8 %
 * @param savingGrowth a year: −0.1 when a tenth of the saving is lost each year
 * @param rampMonths months until the whole saving is there, growing in equal steps; 0 at once
 */
public record Investment(
    String name,
    String currency,
    Uncertain investment,
    Uncertain monthlySaving,
    Uncertain monthlyCost,
    int months,
    Uncertain discountRate,
    Uncertain savingGrowth,
    Uncertain rampMonths) {

  /** One value for each of the uncertain numbers. */
  record Values(
      BigDecimal investment,
      BigDecimal monthlySaving,
      BigDecimal monthlyCost,
      double discountRate,
      double savingGrowth,
      double rampMonths) {}

  Values likely() {
    return new Values(
        investment.decimal(),
        monthlySaving.decimal(),
        monthlyCost.decimal(),
        discountRate.likely(),
        savingGrowth.likely(),
        rampMonths.likely());
  }

  /** The months of one set of values. */
  CashFlows flows(Values values) {
    List<BigDecimal> flows = new ArrayList<>();
    flows.add(values.investment.negate());
    for (int month = 1; month <= months; month++) {
      flows.add(saving(values, month).subtract(values.monthlyCost));
    }
    return CashFlows.of(flows);
  }

  private static BigDecimal saving(Values values, int month) {
    BigDecimal saving = values.monthlySaving;
    if (month < values.rampMonths + 1) {
      saving =
          saving
              .multiply(BigDecimal.valueOf(month))
              .divide(BigDecimal.valueOf(values.rampMonths + 1), MathContext.DECIMAL128);
    }
    if (values.savingGrowth != 0) {
      double factor = Math.pow(1 + values.savingGrowth, (month - 1) / 12.0);
      saving = saving.multiply(BigDecimal.valueOf(factor), MathContext.DECIMAL128);
    }
    return saving;
  }

  /** The rate of a month that compounds to a rate of a year: (1 + r)^(1/12) − 1. */
  static double monthly(double yearly) {
    return Math.pow(1 + yearly, 1 / 12.0) - 1;
  }

  /** The rate of a year that a rate of a month compounds to: (1 + r)^12 − 1. */
  static double yearly(double monthly) {
    return Math.pow(1 + monthly, 12) - 1;
  }

  BigDecimal npv(Values values) {
    return flows(values).npv(monthly(values.discountRate));
  }

  /**
   * The monthly saving at which the net present value is 0. Linear in the saving, so two values
   * tell: s = −npv(0) / (npv(1) − npv(0)).
   */
  BigDecimal breakEvenSaving(Values values) {
    BigDecimal none = npv(withSaving(values, BigDecimal.ZERO));
    BigDecimal each = npv(withSaving(values, BigDecimal.ONE)).subtract(none);
    return none.negate().divide(each, MathContext.DECIMAL128);
  }

  private static Values withSaving(Values values, BigDecimal saving) {
    return new Values(
        values.investment,
        saving,
        values.monthlyCost,
        values.discountRate,
        values.savingGrowth,
        values.rampMonths);
  }

  static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_EVEN);
  }
}
