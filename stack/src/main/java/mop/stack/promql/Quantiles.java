package mop.stack.promql;

import java.util.Arrays;

/** The quantile of values, NaN being the least of them, with linear interpolation. */
final class Quantiles {
  private double[] sorted = new double[64];

  /**
   * @param q 0 to 1; outside −∞ or +∞, as in Prometheus
   */
  double of(double q, double[] values, int from, int to) {
    int n = to - from;
    if (n == 0 || Double.isNaN(q)) {
      return Double.NaN;
    }
    if (q < 0 || q > 1) {
      return q < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    if (sorted.length < n) {
      sorted = new double[2 * n];
    }
    System.arraycopy(values, from, sorted, 0, n);
    Arrays.sort(sorted, 0, n);
    int nans = 0;
    while (nans < n && Double.isNaN(sorted[n - 1 - nans])) {
      nans++;
    }
    double rank = q * (n - 1);
    int lower = (int) Math.max(0, Math.floor(rank));
    int upper = Math.min(n - 1, lower + 1);
    double weight = rank - Math.floor(rank);
    return ranked(lower, nans) * (1 - weight) + ranked(upper, nans) * weight;
  }

  /** Java sorts NaN behind all else. */
  private double ranked(int i, int nans) {
    return i < nans ? Double.NaN : sorted[i - nans];
  }
}
