package mop.reports.words;

import java.util.Locale;
import mop.analysis.result.Estimate;

/** The unit of an outcome, and how its figures are written. */
public sealed interface Unit {

  /** What stands in place of the interval of a figure that rests on a single unit. */
  String NO_INTERVAL = "[no interval]";

  /** A share between 0 and 1, shown in per cent; its changes in percentage points. */
  record Share() implements Unit {}

  /** Bytes, shown with decimal prefixes. */
  record Bytes() implements Unit {}

  /**
   * Money.
   *
   * @param currency ISO 4217 code
   */
  record Money(String currency) implements Unit {}

  /** Anything else, shown with its own name. */
  record Named(String name) implements Unit {}

  /**
   * The unit that an outcome names.
   *
   * @param name as in the result: {@code fraction}, {@code bytes}, {@code USD/month}, {@code s} …
   * @param currency ISO 4217 code of the run's bill
   */
  static Unit of(String name, String currency) {
    String word = name.toLowerCase(Locale.ROOT).strip();
    return switch (word) {
      case "fraction", "proportion", "share", "ratio" -> new Share();
      case "bytes", "byte", "by", "b" -> new Bytes();
      default ->
          word.startsWith(currency.toLowerCase(Locale.ROOT)) || word.startsWith("$")
              ? new Money(currency)
              : new Named(name);
    };
  }

  /** A level of this unit with its interval, for example {@code 96.5 % [95.1, 97.6]}. */
  default Shown value(Estimate e) {
    return show(e, false);
  }

  /** A difference of two levels with its interval and sign, for example {@code −0.4 pp […]}. */
  default Shown difference(Estimate e) {
    return show(e, true);
  }

  /** A relative change with its interval, for example {@code −57 % [−59, −55]}. */
  static Shown change(Estimate e) {
    return interval(e, 100, percentDecimals(e), true, "", "%");
  }

  /** A relative amount without a sign of its own, for what a sentence calls less or more. */
  static Shown lessened(Estimate e) {
    return interval(e, 100, percentDecimals(e), false, "", "%");
  }

  private Shown show(Estimate e, boolean signed) {
    return switch (this) {
      case Share() -> interval(e, 100, percentDecimals(e), signed, "", signed ? "pp" : "%");
      case Bytes() -> {
        int step = Numbers.prefix(e.estimate());
        double scale = Math.pow(1000, -step);
        int decimals = step == 0 ? 0 : Numbers.decimals(scale * halfWidth(e), 1, 3);
        yield interval(e, scale, decimals, signed, "", Numbers.prefixName(step) + "B");
      }
      case Money(String currency) -> {
        int decimals = Math.abs(e.estimate()) < 100 && halfWidth(e) < 5 ? 2 : 0;
        yield interval(e, 1, decimals, signed, symbol(currency), "");
      }
      case Named(String name) -> {
        int decimals = e.low() == e.high() ? wholeOr(e, 2) : digits(e);
        yield interval(e, 1, decimals, signed, "", name);
      }
    };
  }

  /** The sign of a currency where it is common, else its code and a space. */
  static String symbol(String currency) {
    return switch (currency) {
      case "USD" -> "$";
      case "EUR" -> "€";
      case "GBP" -> "£";
      default -> currency + " ";
    };
  }

  /** One decimal for all per cents and points; two where the interval is narrower than its step. */
  private static int percentDecimals(Estimate e) {
    boolean point = e.low() == e.high();
    return !point && 100 * (e.high() - e.low()) < 0.1 ? 2 : 1;
  }

  private static int digits(Estimate e) {
    return Numbers.decimals(halfWidth(e) / 2, 0, 4);
  }

  private static int wholeOr(Estimate e, int decimals) {
    return e.estimate() == Math.rint(e.estimate()) ? 0 : decimals;
  }

  private static double halfWidth(Estimate e) {
    return (e.high() - e.low()) / 2;
  }

  private static Shown interval(
      Estimate e, double scale, int decimals, boolean signed, String prefix, String unit) {
    String point = number(scale * e.estimate(), decimals, signed);
    String low = number(scale * e.low(), decimals, signed);
    String high = number(scale * e.high(), decimals, signed);
    String interval = e.level() == 0 ? NO_INTERVAL : "[" + low + ", " + high + "]";
    return new Shown(point, prefix, unit, interval);
  }

  private static String number(double value, int decimals, boolean signed) {
    return signed ? Numbers.signed(value, decimals) : Numbers.fixed(value, decimals);
  }
}
