package mop.analysis.claims.arithmetic;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mop.analysis.claims.arithmetic.Finding.Outcome;

/**
 * What an investment returns, for an even saving s a month over a number of years, judged by the
 * definitions of any textbook of finance:
 *
 * <ul>
 *   <li>payback = investment ÷ s, in months
 *   <li>return on investment = 12 s ÷ investment a year, or that less 1 where the investment itself
 *       is deducted
 *   <li>net present value = Σ 12 s ÷ (1 + d)ᵗ − investment, t = 1 … years, at the discount rate d
 *   <li>internal rate of return = the d at which that is 0
 * </ul>
 *
 * <p>A net present value without a published discount rate is held against the rate that it
 * implies; without any discount it is a sum, not a present value.
 */
record Investment(
    Amount invested,
    Amount monthlySaving,
    Optional<Integer> years,
    Optional<Amount> discountPercent,
    Optional<Amount> paybackMonths,
    Optional<Amount> roiPercent,
    Optional<Amount> irrPercent,
    Optional<Amount> npv)
    implements Relation {
  private static final BigDecimal MONTHS = new BigDecimal(12);

  @Override
  public List<Finding> check(Figures figures) {
    List<Finding> findings = new ArrayList<>();
    paybackMonths.ifPresent(published -> findings.add(payback(figures, published)));
    roiPercent.ifPresent(published -> findings.add(roi(figures, published)));
    irrPercent.ifPresent(published -> findings.add(irr(figures, published)));
    npv.ifPresent(published -> findings.add(npv(figures, published)));
    return List.copyOf(findings);
  }

  private Finding payback(Figures figures, Amount published) {
    Quantity computed = both((invested, saving) -> invested.divide(saving, MathContext.DECIMAL64));
    String sum = invested.shown(figures) + " ÷ " + Percent.bracketed(monthlySaving, figures);
    return new Balance(figures, published, computed, "payback is", sum)
        .finding("payback", Optional.empty());
  }

  private Finding roi(Figures figures, Amount published) {
    Balance gross = yearlyReturn(figures, published);
    Balance net =
        new Balance(
            figures,
            published,
            both((invested, saving) -> simple(invested, saving).subtract(Percent.HUNDRED)),
            "yearly return less the investment is",
            gross.sum() + " − 1");
    return (net.holds() ? net : gross).finding("roi", Optional.empty());
  }

  private Balance yearlyReturn(Figures figures, Amount published) {
    String sum =
        "12 × " + Percent.bracketed(monthlySaving, figures) + " ÷ " + invested.shown(figures);
    return new Balance(figures, published, both(Investment::simple), "yearly return is", sum);
  }

  private Finding irr(Figures figures, Amount published) {
    int over = years.orElseThrow();
    Quantity computed =
        both((invested, saving) ->
            Percent.HUNDRED.multiply(Rate.internal(invested, MONTHS.multiply(saving), over)));
    String sum =
        "rate at which "
            + over
            + " years of 12 × "
            + Percent.bracketed(monthlySaving, figures)
            + " are worth "
            + invested.shown(figures);
    boolean isSimple = yearlyReturn(figures, published).holds();
    return new Balance(figures, published, computed, "internal rate of return is", sum)
        .finding(
            "irr",
            isSimple
                ? Optional.of(
                    "that is the yearly return 12 × saving ÷ investment, no rate of return")
                : Optional.empty());
  }

  private Finding npv(Figures figures, Amount published) {
    int over = years.orElseThrow();
    String yearly = over + " × 12 × " + Percent.bracketed(monthlySaving, figures);
    String less = " − " + invested.shown(figures);
    Balance undiscounted = present(figures, published, Optional.empty(), yearly + less);
    if (discountPercent.isPresent()) {
      String sum = yearly + " at " + discountPercent.get().shown(figures) + " %" + less;
      return present(figures, published, discountPercent, sum)
          .finding(
              "npv",
              undiscounted.holds()
                  ? Optional.of("that is the sum without any discount")
                  : Optional.empty());
    }
    Finding sum = undiscounted.finding("npv", Optional.empty());
    return undiscounted.holds() || isAbove(undiscounted)
        ? new Finding(
            "npv",
            sum.published(),
            sum.computed(),
            sum.sum(),
            Outcome.INCONSISTENT,
            undiscounted.holds()
                ? "that is " + sum.sum() + ", a sum without discount, no present value"
                : "above even the sum without discount, " + sum.computed(),
            sum.figures())
        : new Finding(
            "npv",
            sum.published(),
            "",
            sum.sum(),
            Outcome.NOT_TESTABLE,
            "no discount rate is published; the sum without discount is " + sum.computed(),
            sum.figures());
  }

  private static boolean isAbove(Balance balance) {
    return Leeway.of(balance.computed().minus(Quantity.of(balance.published())), balance.figures())
            .high()
            .signum()
        < 0;
  }

  private Balance present(
      Figures figures, Amount published, Optional<Amount> discount, String sum) {
    List<Amount> amounts = new ArrayList<>(List.of(invested, monthlySaving));
    discount.ifPresent(amounts::add);
    Quantity computed =
        Quantity.of(
            amounts,
            values ->
                Rate.presentValue(
                        MONTHS.multiply(values.get(1)),
                        values.size() > 2 ? values.get(2).movePointLeft(2) : BigDecimal.ZERO,
                        years.orElseThrow())
                    .subtract(values.get(0)));
    return new Balance(figures, published, computed, "net present value is", sum);
  }

  private interface Rule {
    BigDecimal of(BigDecimal invested, BigDecimal saving);
  }

  private Quantity both(Rule rule) {
    return Quantity.of(
        List.of(invested, monthlySaving), values -> rule.of(values.get(0), values.get(1)));
  }

  /** {@code 100 × 12 s ÷ investment}, per cent a year. */
  private static BigDecimal simple(BigDecimal invested, BigDecimal saving) {
    return Percent.HUNDRED
        .multiply(MONTHS)
        .multiply(saving)
        .divide(invested, MathContext.DECIMAL64);
  }
}
