package mop.stack.promql.syntax;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as Go's {@code strconv} reads and writes them, which is what a Prometheus query and its
 * answer contain.
 */
public final class Numbers {
  private static final Pattern NUMBER =
      Pattern.compile(
          "0[xX]_?[0-9a-fA-F]+(_[0-9a-fA-F]+)*"
              + "|(\\d+(_\\d+)*(\\.(\\d+(_\\d+)*)?)?|\\.\\d+(_\\d+)*)([eE][+-]?\\d+(_\\d+)*)?");
  private static final Pattern OCTAL = Pattern.compile("0[0-7_]+");
  private static final Pattern FLOAT =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

  private Numbers() {}

  /** Whether a word is a number without sign, in decimal, octal or hexadecimal digits. */
  static boolean isNumber(String word) {
    return NUMBER.matcher(word).matches();
  }

  /** The value of such a word; as in Prometheus, whole numbers from {@code 0} on are octal. */
  static double parse(String word) {
    String lower = word.toLowerCase(Locale.ROOT).replace("_", "");
    if (lower.equals("inf")) {
      return Double.POSITIVE_INFINITY;
    }
    if (lower.equals("nan")) {
      return Double.NaN;
    }
    if (lower.startsWith("0x")) {
      return wholeNumber(lower.substring(2), 16, lower);
    }
    if (OCTAL.matcher(lower).matches()) {
      return wholeNumber(lower, 8, lower);
    }
    return Double.parseDouble(lower);
  }

  private static double wholeNumber(String digits, int radix, String word) {
    BigInteger n = new BigInteger(digits, radix);
    // Go falls back to its reading as a float when the number does not fit, which for octal digits
    // is a decimal number; a hexadecimal one without exponent is none.
    if (n.bitLength() <= 63) {
      return (double) n.longValue();
    }
    return radix == 8 ? Double.parseDouble(word) : n.doubleValue();
  }

  /**
   * The bound of a histogram's bucket as its label has it: decimal, {@code Inf} or {@code NaN} with
   * a sign.
   *
   * @return null when it is no number
   */
  public static @Nullable Double bound(String label) {
    String lower = label.toLowerCase(Locale.ROOT);
    String unsigned = lower.startsWith("+") || lower.startsWith("-") ? lower.substring(1) : lower;
    if (unsigned.equals("inf") || unsigned.equals("infinity")) {
      return lower.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    if (lower.equals("nan")) {
      return Double.NaN;
    }
    return FLOAT.matcher(lower).matches() ? Double.valueOf(lower) : null;
  }

  /**
   * The shortest decimal digits that give the value back, without exponent: Go's format {@code 'f'}
   * with precision −1.
   */
  public static String print(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    long whole = (long) value;
    if (whole == value && Math.abs(whole) < 1L << 53 && whole != 0) {
      return Long.toString(whole);
    }
    String text = Double.toString(value);
    if (text.indexOf('E') < 0) {
      return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
    return (value < 0 ? "-" : "") + Decimal.shortest(Math.abs(value)).plain();
  }

  /**
   * As the HTTP API writes a sample's value: like {@link #print}, with exponent below 1e-6 and from
   * 1e21 on.
   */
  public static String printSample(double value) {
    double size = Math.abs(value);
    if (size == 0 || (size >= 1e-6 && size < 1e21) || !Double.isFinite(value)) {
      return print(value);
    }
    return withExponent(value);
  }

  /** As Go's {@code %g}, in messages: with exponent below 1e-4 and from 1e6 on. */
  public static String printGeneral(double value) {
    double size = Math.abs(value);
    if (size == 0 || (size >= 1e-4 && size < 1e6) || !Double.isFinite(value)) {
      return print(value);
    }
    return withExponent(value);
  }

  private static String withExponent(double value) {
    return (value < 0 ? "-" : "") + Decimal.shortest(Math.abs(value)).scientific();
  }
}
