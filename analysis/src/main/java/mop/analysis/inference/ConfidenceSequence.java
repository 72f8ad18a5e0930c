package mop.analysis.inference;

import java.util.Arrays;

/**
 * Intervals that hold at every number of blocks at once, so that one may look after each block and
 * stop whenever one likes: P(the truth ever leaves the sequence) ≤ α. They are wider than intervals
 * for a fixed number of blocks, which is what looking costs.
 */
public final class ConfidenceSequence {
  private static final int GRID = 2_000;

  /**
   * Share of the betting fraction that is at most put at risk, so that no single value ruins it.
   */
  private static final double MOST_AT_RISK = 0.75;

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
    int n = values.length;
    double c = scale * scale / (n + scale * scale);
    double most = Math.pow((1 - level) * (1 - level) * c, -1.0 / Math.max(1, n));
    if (n < 2 || most * c >= 1) {
      return new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
    Moments moments = Moments.of(values);
    double t = Math.sqrt((n - 1) * (most - 1) / (1 - most * c));
    double half = t * moments.standardError();
    return new Interval(moments.mean() - half, moments.mean() + half);
  }

  /**
   * Mean of values that are sub-Gaussian with a known σ, by Robbins' normal mixture (Annals of
   * Mathematical Statistics 41, 1970; S. Howard and others, Annals of Statistics 49, 2021, eq. 14):
   * x̄ ± σ √(2 (n ρ² + 1) / (n² ρ²) ln(√(n ρ² + 1) / α)), narrowest near {@code tightAt} values.
   *
   * @param sigma upper bound of the sub-Gaussian scale; half the range of bounded values
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

  /**
   * Mean of values in [0, 1], whatever their distribution, by betting: all m against which neither
   * a bet on more nor one on less has ever made the stake 2 / α fold (I. Waudby-Smith and A.
   * Ramdas, Estimating means of bounded random variables by betting, JRSS B 86, 2024, the hedged
   * capital with predictable plug-in bets). Resolved to 1 / {@value #GRID}.
   *
   * @param values in the order in which they came
   */
  public static Interval bounded(double[] values, double level) {
    double alpha = 1 - level;
    double[] bets = bets(values, alpha);
    double low = 1;
    double high = 0;
    for (int i = 0; i <= GRID; i++) {
      double m = (double) i / GRID;
      if (survives(values, bets, m, 2 / alpha)) {
        low = Math.min(low, m);
        high = Math.max(high, m);
      }
    }
    double step = 1.0 / GRID;
    double mean = values.length == 0 ? 0.5 : Moments.of(values).mean();
    return low > high
        ? new Interval(mean, mean)
        : new Interval(Math.max(0, low - step), Math.min(1, high + step));
  }

  /** λₜ = √(2 ln(2/α) / (σ̂²ₜ₋₁ t ln(1 + t))), from the values before t only. */
  private static double[] bets(double[] values, double alpha) {
    double[] bets = new double[values.length];
    double sum = 0.5;
    double squares = 0.25;
    for (int t = 1; t <= values.length; t++) {
      double variance = squares / t;
      bets[t - 1] = Math.sqrt(2 * Math.log(2 / alpha) / (variance * t * Math.log1p(t)));
      sum += values[t - 1];
      double mean = sum / (t + 1);
      squares += (values[t - 1] - mean) * (values[t - 1] - mean);
    }
    return bets;
  }

  private static boolean survives(double[] values, double[] bets, double m, double limit) {
    double more = 0;
    double less = 0;
    double most = Math.log(limit);
    for (int t = 0; t < values.length; t++) {
      double up = Math.min(bets[t], MOST_AT_RISK / m);
      double down = Math.min(bets[t], MOST_AT_RISK / (1 - m));
      more += Math.log1p(up * (values[t] - m));
      less += Math.log1p(-down * (values[t] - m));
      if (Math.max(more, less) >= most) {
        return false;
      }
    }
    return true;
  }

  /** The part that all intervals so far have in common: once excluded is excluded for good. */
  public static Interval running(Interval... soFar) {
    double low = Arrays.stream(soFar).mapToDouble(Interval::low).max().orElseThrow();
    double high = Arrays.stream(soFar).mapToDouble(Interval::high).min().orElseThrow();
    return low <= high ? new Interval(low, high) : soFar[soFar.length - 1];
  }
}
