package mop.analysis.accuracy;

import java.util.Arrays;

/**
 * Spread of the last residuals as 1.4826 × their median absolute value (the MAD of residuals about
 * zero, which is the standard deviation when they are normal), never below 1: residuals are in
 * units of the noise that the counts alone explain, so a quiet history cannot claim less.
 */
final class TrailingScale {
  private static final double NORMAL = 1.4826;
  private static final double UNIT = 1 / NORMAL;

  private final double[] ring;
  private final double[] scratch;
  private int size;
  private int next;
  private int wide;

  TrailingScale(int capacity) {
    ring = new double[capacity];
    scratch = new double[capacity];
  }

  void clear() {
    size = 0;
    next = 0;
    wide = 0;
  }

  void add(double residual) {
    double absolute = Math.abs(residual);
    if (size == ring.length) {
      wide -= ring[next] > UNIT ? 1 : 0;
    } else {
      size++;
    }
    ring[next] = absolute;
    wide += absolute > UNIT ? 1 : 0;
    next = (next + 1) % ring.length;
  }

  double scale() {
    // The median exceeds the unit only when more than half of the residuals do.
    if (wide * 2 <= size) {
      return 1;
    }
    System.arraycopy(ring, 0, scratch, 0, size);
    Arrays.sort(scratch, 0, size);
    return Math.max(1, NORMAL * scratch[size / 2]);
  }
}
