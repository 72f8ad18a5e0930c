package mop.stack.promql;

/**
 * Functions of Go's {@code math} where Java's have other values at the edges, or none. Elsewhere
 * the two differ by the last bit at most.
 */
final class GoMath {
  private static final double LN2 = Math.log(2);
  private static final double LOG2_OF_E = 1.4426950408889634;
  private static final double LOG10_OF_2 = 0.3010299956639812;

  private GoMath() {}

  /** Unlike Java: 1 to any power is 1, NaN and infinities too, and −1 to ±∞. */
  static double pow(double x, double y) {
    if (x == 1 || (x == -1 && Double.isInfinite(y))) {
      return 1;
    }
    return Math.pow(x, y);
  }

  /** Exact for powers of two. */
  static double log2(double x) {
    if (!(x > 0) || Double.isInfinite(x)) {
      return Math.log(x);
    }
    int exponent = Math.getExponent(x);
    double scaled = x;
    if (exponent < Double.MIN_EXPONENT) {
      scaled = x * 0x1p54;
      exponent = Math.getExponent(scaled) - 54;
    }
    double fraction = Math.scalb(scaled, -Math.getExponent(scaled) - 1);
    return fraction == 0.5 ? exponent : Math.log(fraction) * LOG2_OF_E + (exponent + 1);
  }

  static double log10(double x) {
    return log2(x) * LOG10_OF_2;
  }

  /** Unlike Java's: +∞ even against NaN. */
  static double max(double a, double b) {
    boolean infinite = a == Double.POSITIVE_INFINITY || b == Double.POSITIVE_INFINITY;
    return infinite ? Double.POSITIVE_INFINITY : Math.max(a, b);
  }

  /** Unlike Java's: −∞ even against NaN. */
  static double min(double a, double b) {
    boolean infinite = a == Double.NEGATIVE_INFINITY || b == Double.NEGATIVE_INFINITY;
    return infinite ? Double.NEGATIVE_INFINITY : Math.min(a, b);
  }

  static double sign(double x) {
    return x < 0 ? -1 : x > 0 ? 1 : x;
  }

  /** By cases of size, as in FreeBSD's {@code s_asinh.c}, against cancellation. */
  static double asinh(double x) {
    if (Double.isNaN(x) || Double.isInfinite(x) || x == 0) {
      return x;
    }
    double a = Math.abs(x);
    double y;
    if (a > 0x1p28) {
      y = Math.log(a) + LN2;
    } else if (a > 2) {
      y = Math.log(2 * a + 1 / (Math.sqrt(a * a + 1) + a));
    } else if (a < 0x1p-28) {
      y = a;
    } else {
      y = Math.log1p(a + a * a / (1 + Math.sqrt(1 + a * a)));
    }
    return Math.copySign(y, x);
  }

  /** By cases of size, as in FreeBSD's {@code e_acosh.c}. */
  static double acosh(double x) {
    if (x < 1 || Double.isNaN(x)) {
      return Double.NaN;
    }
    if (x >= 0x1p28) {
      return Math.log(x) + LN2;
    }
    if (x > 2) {
      return Math.log(2 * x - 1 / (x + Math.sqrt(x * x - 1)));
    }
    double t = x - 1;
    return Math.log1p(t + Math.sqrt(2 * t + t * t));
  }

  /** By cases of size, as in FreeBSD's {@code e_atanh.c}. */
  static double atanh(double x) {
    double a = Math.abs(x);
    if (!(a <= 1)) {
      return Double.NaN;
    }
    if (a < 0x1p-28) {
      return x;
    }
    double t = a + a;
    double y = a < 0.5 ? 0.5 * Math.log1p(t + t * a / (1 - a)) : 0.5 * Math.log1p(t / (1 - a));
    return Math.copySign(y, x);
  }

  /** As the conversion to {@code int64} on amd64: what does not fit is the least number. */
  static long toLong(double x) {
    return x >= -0x1p63 && x < 0x1p63 ? (long) x : Long.MIN_VALUE;
  }
}
