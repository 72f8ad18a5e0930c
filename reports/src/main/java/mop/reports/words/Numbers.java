package mop.reports.words;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers in figures: comma grouping, a real minus sign, digits that the figure can carry. */
public final class Numbers {

  /** What stands for a number that is not one. */
  public static final String UNKNOWN = "unknown";

  private static final String[] PREFIXES = {"", "k", "M", "G", "T", "P"};

  private Numbers() {}

  /** With exactly {@code decimals} decimals; zero never carries a sign. */
  public static String fixed(double value, int decimals) {
    if (Double.isNaN(value)) {
      return UNKNOWN;
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "−∞";
    }
    String digits = String.format(Locale.ROOT, "%,." + decimals + "f", Math.abs(value));
    boolean zero = digits.chars().allMatch(c -> c == '0' || c == '.');
    return value < 0 && !zero ? "−" + digits : digits;
  }

  /** As {@link #fixed}, with a plus sign before what is above zero. */
  public static String signed(double value, int decimals) {
    String text = fixed(value, decimals);
    boolean above = value > 0 && text.chars().anyMatch(c -> (c >= '1' && c <= '9') || c == '∞');
    return above ? "+" + text : text;
  }

  /** With three significant digits, all of them before the point where the number is large. */
  public static String significant(double value) {
    if (!Double.isFinite(value) || value == 0) {
      return fixed(value, 0);
    }
    int magnitude = (int) Math.floor(Math.log10(Math.abs(value)));
    String text = fixed(value, Math.clamp(2 - magnitude, 0, 12));
    return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
  }

  /** A count with grouping. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value).replace('-', '−');
  }

  /** An exact decimal with grouping and without trailing zeros, as prices are quoted. */
  public static String exact(BigDecimal value) {
    BigDecimal plain = value.stripTrailingZeros();
    return fixedExact(plain, Math.max(0, plain.scale()));
  }

  /** An amount of money in cents; amounts below half a cent say so. */
  public static String cents(BigDecimal value) {
    boolean dust = value.signum() != 0 && value.abs().compareTo(new BigDecimal("0.005")) < 0;
    return dust ? "< 0.01" : fixedExact(value.setScale(2, RoundingMode.HALF_EVEN), 2);
  }

  /** A fraction as per cent with one decimal, as everywhere. */
  public static String percent(double fraction) {
    return fixed(100 * fraction, 1) + " %";
  }

  /** Rounded up to so many significant digits, for amounts that are known roughly. */
  static double roundedUp(double value, int digits) {
    if (value == 0 || !Double.isFinite(value)) {
      return value;
    }
    double step = Math.pow(10, Math.floor(Math.log10(Math.abs(value))) + 1 - digits);
    return step < 1 ? Math.ceil(value) : Math.ceil(value / step) * step;
  }

  /** Bytes with a decimal prefix. */
  public static String bytes(long bytes) {
    int step = prefix((double) bytes);
    return significant((double) bytes / Math.pow(1000, step)) + " " + PREFIXES[step] + "B";
  }

  /** How many decimals an interval of this half-width can carry: one or two digits of it. */
  static int decimals(double halfWidth, int least, int most) {
    if (!(halfWidth > 0) || Double.isInfinite(halfWidth)) {
      return least;
    }
    return Math.clamp((int) -Math.floor(Math.log10(halfWidth)), least, most);
  }

  /** The power of 1000 that leaves at least one digit before the point. */
  static int prefix(double value) {
    double size = Math.abs(value);
    int step = 0;
    while (size >= 1000 && step < PREFIXES.length - 1) {
      size /= 1000;
      step++;
    }
    return step;
  }

  static String prefixName(int step) {
    return PREFIXES[step];
  }

  private static String fixedExact(BigDecimal value, int decimals) {
    String digits = String.format(Locale.ROOT, "%,." + decimals + "f", value.abs());
    return value.signum() < 0 ? "−" + digits : digits;
  }
}
