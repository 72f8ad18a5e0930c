package mop.analysis.inference;

/**
 * Intervals that hold at every number of blocks at once, so that one may look after each block and
 * stop whenever one likes: P(the truth ever leaves the sequence) ≤ α. They are wider than intervals
 * for a fixed number of blocks, which is what looking costs.
 */
public final class ConfidenceSequence {
  private ConfidenceSequence() {}

  /**
   * Mean of normal values of unknown variance: all μ with B(μ) &lt; 1 / α, B the Bayes factor of
   * the t statistic with effect sizes N(0, 1 / scale²) and the right Haar prior on σ, which is a
   * test martingale (H. Wang and A. Ramdas, Anytime-valid t-tests and confidence sequences for
   * Gaussian means with unknown variance, Sequential Analysis 43, 2024, theorem 4.2; T. L. Lai,
   * Annals of Statistics 4, 1976). With c = scale² / (n + scale²):
   *
   * <p>B = √c ((1 + T² / (n − 1)) / (1 + c T² / (n − 1)))^(n / 2)
   *
   * @param values one a block, in the order in which they came
   * @param level 1 − α, in (0, 1)
   * @param scale expected effects are of the order of 1 / scale standard deviations; positive
   * @return unbounded while there are too few values to exclude anything
   */
  public static Interval normal(double[] values, double level, double scale) {
    double times = halfWidth(values.length, level, scale);
    if (times == Double.POSITIVE_INFINITY) {
      return new Interval(Double.NEGATIVE_INFINITY, times);
    }
    Moments moments = Moments.of(values);
    double half = times * moments.deviation();
    return new Interval(moments.mean() - half, moments.mean() + half);
  }

  /** Half the width of {@link #normal} after n values whose standard deviation is 1. */
  static double halfWidth(int n, double level, double scale) {
    double c = share(n, scale);
    double most = Math.pow((1 - level) * (1 - level) * c, -1.0 / Math.max(1, n));
    if (n < 2 || most * c >= 1) {
      return Double.POSITIVE_INFINITY;
    }
    return Math.sqrt((n - 1) * (most - 1) / (1 - most * c) / n);
  }

  private static double share(int n, double scale) {
    return scale * scale / (n + scale * scale);
  }

  /**
   * Two-sided p, valid whenever one stops, of the hypothesis that the mean is 0: 1 / B(0).
   *
   * @param values one a block
   * @param scale as of {@link #normal}
   */
  public static double p(double[] values, double scale) {
    int n = values.length;
    if (n < 2) {
      return 1;
    }
    Moments moments = Moments.of(values);
    double c = share(n, scale);
    double spread = (n - 1) * moments.deviation() * moments.deviation();
    double signal = n * moments.mean() * moments.mean();
    if (signal == 0) {
      return 1;
    }
    double ratio = (spread + signal) / (spread + c * signal);
    return Math.min(1, Math.pow(ratio, -n / 2.0) / Math.sqrt(c));
  }

  /**
   * Mean of values that are sub-Gaussian with a known σ, by Robbins' normal mixture (Annals of
   * Mathematical Statistics 41, 1970; S. Howard and others, Annals of Statistics 49, 2021, eq. 14):
   * x̄ ± σ √(2 (n ρ² + 1) / (n² ρ²) ln(√(n ρ² + 1) / α)), narrowest near {@code tightAt} values.
   *
   * @param sigma upper bound of the sub-Gaussian scale; half the range of bounded values, for which
   *     {@link BettingSequence} is narrower
   * @param tightAt number of values at which the width matters most, at least 1
   */
  public static Interval subGaussian(double[] values, double sigma, double level, int tightAt) {
    double alpha = 1 - level;
    double n = values.length;
    // Nearly the ρ² of the least width at tightAt values (Waudby-Smith and others, 2021, eq. 24).
    double rho2 = (-2 * Math.log(alpha) + Math.log(-2 * Math.log(alpha)) + 1) / tightAt;
    double v = n * rho2 + 1;
    double half = sigma * Math.sqrt(2 * v / (n * n * rho2) * Math.log(Math.sqrt(v) / alpha));
    double mean = Moments.of(values).mean();
    return new Interval(mean - half, mean + half);
  }
}
