package mop.analysis.inference;

import java.util.Locale;
import mop.analysis.result.Estimate;

/** Numbers as the reasons of verdicts say them. */
final class Words {
  private Words() {}

  static String number(double value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }

  /** A fraction as percent with sign: {@code -12.3 %}. */
  static String percent(double fraction) {
    return String.format(Locale.ROOT, "%+.1f %%", 100 * fraction);
  }

  /** A difference of shares in percentage points with sign: {@code -0.4 pp}. */
  static String points(double fraction) {
    return String.format(Locale.ROOT, "%+.1f pp", 100 * fraction);
  }

  static String percentInterval(Estimate e) {
    return percent(e.estimate())
        + String.format(Locale.ROOT, " [%+.1f, %+.1f]", 100 * e.low(), 100 * e.high());
  }

  static String pointsInterval(Estimate e) {
    return points(e.estimate())
        + String.format(Locale.ROOT, " [%+.1f, %+.1f]", 100 * e.low(), 100 * e.high());
  }

  static String interval(Estimate e) {
    return number(e.estimate()) + " [" + number(e.low()) + ", " + number(e.high()) + "]";
  }

  static String p(double p) {
    return p < 0.0001 ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", p);
  }
}
