package mop.stack.sampling;

/** Binary logarithm to 1/500, quick and equal on every machine. */
final class Log2 {
  private static final int BITS = 8;
  private static final double[] MANTISSA = new double[1 << BITS];

  static {
    for (int i = 0; i < MANTISSA.length; i++) {
      MANTISSA[i] = StrictMath.log(1 + (i + 0.5) / MANTISSA.length) / StrictMath.log(2);
    }
  }

  private Log2() {}

  /** The logarithm of a number that is at least 1. */
  static double of(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >>> 52) - 1023;
    return exponent + MANTISSA[(int) (bits >>> (52 - BITS)) & (MANTISSA.length - 1)];
  }
}
