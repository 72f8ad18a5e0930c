package mop.analysis.estimate;

/** Quantiles of weighted observations, by the inverse of the weighted distribution function. */
public final class WeightedQuantiles {
  private WeightedQuantiles() {}

  /**
   * For each level the smallest value whose cumulated weight reaches that share of the total: the
   * Hájek estimate of a quantile. Equal weights give the type 1 quantile of Hyndman and Fan (1996).
   *
   * @param ascending values in ascending order
   * @param weights positive weight of each value
   * @param count how many leading entries of both arrays are used, at least 1
   * @param levels ascending shares in (0, 1]
   */
  public static double[] of(double[] ascending, double[] weights, int count, double... levels) {
    if (count < 1) {
      throw new IllegalArgumentException("quantiles need at least one value");
    }
    double total = 0;
    for (int i = 0; i < count; i++) {
      total += weights[i];
    }
    double[] quantiles = new double[levels.length];
    double sum = weights[0];
    int at = 0;
    for (int level = 0; level < levels.length; level++) {
      // A relative hair below the target, so that rounding of sums does not skip a value.
      double target = levels[level] * total * (1 - 1e-12);
      while (sum < target && at < count - 1) {
        sum += weights[++at];
      }
      quantiles[level] = ascending[at];
    }
    return quantiles;
  }
}
