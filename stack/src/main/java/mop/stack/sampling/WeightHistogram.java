package mop.stack.sampling;

import java.util.Arrays;

/**
 * Bytes by weight over the recent past, in quarter octaves, and the factor that turns weights into
 * probabilities of a wanted sum.
 */
final class WeightHistogram {
  private static final int PER_OCTAVE = 4;
  private static final int OFFSET = 120;
  private static final int BUCKETS = 160;
  private static final double[] WEIGHT = new double[BUCKETS];

  static {
    Arrays.setAll(WEIGHT, i -> StrictMath.pow(2, (i + 0.5 - OFFSET) / PER_OCTAVE));
  }

  private final double[] bytes = new double[BUCKETS];
  private double total;

  void forget(double factor) {
    for (int i = 0; i < BUCKETS; i++) {
      bytes[i] *= factor;
    }
    total *= factor;
  }

  void add(double weight, double size) {
    double octaves =
        weight >= 1 ? Log2.of(weight) : -Log2.of(1 / Math.max(weight, Double.MIN_NORMAL));
    int bucket = (int) Math.floor(octaves * PER_OCTAVE) + OFFSET;
    bytes[Math.clamp(bucket, 0, BUCKETS - 1)] += size;
    total += size;
  }

  /** All bytes. */
  double total() {
    return total;
  }

  /**
   * The factor at which probabilities factor · weight, held between {@code floor} and 1, keep
   * {@code wanted} bytes; by bisection over 80 octaves.
   */
  double factor(double wanted, double floor) {
    double low = -40;
    double high = 40;
    for (int i = 0; i < 24; i++) {
      double middle = (low + high) / 2;
      if (kept(StrictMath.pow(2, middle), floor) > wanted) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return StrictMath.pow(2, low);
  }

  private double kept(double factor, double floor) {
    double sum = 0;
    for (int i = 0; i < BUCKETS; i++) {
      if (bytes[i] > 0) {
        sum += bytes[i] * Math.clamp(factor * WEIGHT[i], floor, 1);
      }
    }
    return sum;
  }
}
