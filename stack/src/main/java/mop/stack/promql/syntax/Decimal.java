package mop.stack.promql.syntax;

/**
 * A positive number in decimal digits.
 *
 * @param digits the first and the last of them no zeros
 * @param exponent of ten by which the first digit counts
 */
record Decimal(String digits, int exponent) {
  /** The fewest digits that give the value back, as Go and, but for one case, Java find them. */
  static Decimal shortest(double value) {
    Decimal found = parse(Double.toString(value));
    // Java never looks for less than two digits, so that the second may be another than 0 where
    // one alone would give the value back too.
    if (found.digits.length() == 2) {
      Decimal one = found.rounded();
      return one.value() == value ? one : found;
    }
    return found;
  }

  /** To one digit. */
  private Decimal rounded() {
    int first = digits.charAt(0) - '0' + (digits.charAt(1) >= '5' ? 1 : 0);
    return first == 10
        ? new Decimal("1", exponent + 1)
        : new Decimal(String.valueOf(first), exponent);
  }

  private double value() {
    return Double.parseDouble(digits + "E" + (exponent - digits.length() + 1));
  }

  private static Decimal parse(String text) {
    int e = text.indexOf('E');
    int point = text.indexOf('.');
    int mantissaEnd = e < 0 ? text.length() : e;
    String all = text.substring(0, point) + text.substring(point + 1, mantissaEnd);
    int start = 0;
    while (all.charAt(start) == '0') {
      start++;
    }
    int end = all.length();
    while (all.charAt(end - 1) == '0') {
      end--;
    }
    int exponent = e < 0 ? 0 : Integer.parseInt(text.substring(e + 1));
    return new Decimal(all.substring(start, end), exponent + point - 1 - start);
  }

  /** Without exponent. */
  String plain() {
    int whole = exponent + 1;
    if (whole <= 0) {
      return "0." + "0".repeat(-whole) + digits;
    }
    return digits.length() <= whole
        ? digits + "0".repeat(whole - digits.length())
        : digits.substring(0, whole) + "." + digits.substring(whole);
  }

  /** With an exponent of at least two digits, as Go writes it. */
  String scientific() {
    String rest = digits.length() == 1 ? "" : "." + digits.substring(1);
    String power = (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    return digits.charAt(0) + rest + (exponent < 0 ? "e-" : "e+") + power;
  }
}
