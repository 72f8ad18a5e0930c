package mop.analysis.inference;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * The lower end of the interval that belongs to the sign-flip test: the means of subsets of the
 * changes are typical values of their centre, which lies below the k-th smallest of M of them with
 * probability k / (M + 1) (J. A. Hartigan, JASA 64, 1969).
 */
final class TypicalValues {
  /** Up to so many changes all 2ⁿ − 1 subsets are taken, above as many subsets drawn by lot. */
  private static final int MOST_FOR_ALL = 11;

  private TypicalValues() {}

  /**
   * The largest shift of the changes to below that the one-sided sign-flip test at (1 − level) / 2
   * still rejects; −∞ when so few changes can reject nothing.
   *
   * @param changes at least one
   * @param level two-sided
   * @param random picks the subsets where there are too many
   */
  static double low(double[] changes, double level, UniformRandomProvider random) {
    int n = changes.length;
    int subsets = (1 << Math.min(n, MOST_FOR_ALL)) - 1;
    int k = (int) Math.floor((subsets + 1) * (1 - level) / 2 + 1e-9);
    if (k < 1) {
      return Double.NEGATIVE_INFINITY;
    }
    double[] means = new double[subsets];
    for (int i = 0; i < subsets; i++) {
      means[i] = mean(changes, n <= MOST_FOR_ALL ? i + 1L : drawn(n, random));
    }
    return OrderStatistic.select(means, k);
  }

  private static long drawn(int n, UniformRandomProvider random) {
    long members = 0;
    while (members == 0) {
      members = random.nextLong() >>> (Long.SIZE - n);
    }
    return members;
  }

  private static double mean(double[] changes, long members) {
    double sum = 0;
    for (long rest = members; rest != 0; rest &= rest - 1) {
      sum += changes[Long.numberOfTrailingZeros(rest)];
    }
    return sum / Long.bitCount(members);
  }
}
