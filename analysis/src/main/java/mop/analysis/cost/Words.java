package mop.analysis.cost;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import mop.analysis.result.Provenance;

/** Numbers and words for people, the same in every locale. */
public final class Words {
  private Words() {}

  /** A number with grouping and at most six decimals. */
  public static String of(double number) {
    return format("#,##0.######").format(number);
  }

  /** A number with so many significant digits. */
  public static String of(double number, int digits) {
    return of(
        new BigDecimal(number)
            .round(new MathContext(digits, RoundingMode.HALF_EVEN))
            .doubleValue());
  }

  /** A number with three significant digits. */
  static String rough(double number) {
    return of(number, 3);
  }

  /** An amount of money, rounded half-even to cents: {@code 1,234.50 USD}. */
  public static String money(BigDecimal amount, String currency) {
    return money(amount) + " " + currency;
  }

  /** The same without the currency, for tables that name it once. */
  public static String money(BigDecimal amount) {
    return format("#,##0.00").format(amount.setScale(2, RoundingMode.HALF_EVEN));
  }

  /** A word as it is written in scenarios and results. */
  public static String of(Provenance provenance) {
    return provenance.name().toLowerCase(Locale.ROOT);
  }

  /** A sentence that goes on after a colon. */
  static String lower(String sentence) {
    return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
  }

  private static DecimalFormat format(String pattern) {
    DecimalFormat format =
        new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setRoundingMode(RoundingMode.HALF_EVEN);
    return format;
  }
}
