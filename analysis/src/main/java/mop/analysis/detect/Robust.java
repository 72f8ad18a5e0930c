package mop.analysis.detect;

import java.util.Arrays;

/** Median and median absolute deviation. */
final class Robust {
  /** Makes the median absolute deviation of normal values their standard deviation. */
  private static final double NORMAL = 1.4826;

  private Robust() {}

  /** The median of the first {@code count}, which are left sorted. */
  static double median(double[] values, int count) {
    Arrays.sort(values, 0, count);
    return count % 2 == 1 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
  }

  /** 1.4826 × the median distance of the first {@code count} from a centre; overwrites them. */
  static double scale(double[] values, int count, double centre) {
    for (int i = 0; i < count; i++) {
      values[i] = Math.abs(values[i] - centre);
    }
    return NORMAL * median(values, count);
  }

  /** A scale that can be divided by: a constant history makes any change odd, not infinitely so. */
  static double atLeast(double scale, double least, double centre) {
    return Math.max(Math.max(scale, least), 1e-9 * (1 + Math.abs(centre)));
  }
}
