package mop.analysis.inference;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/** The bias-corrected and accelerated bootstrap interval of a mean (B. Efron, JASA 82, 1987). */
public final class Bca {
  /** Draws of the bootstrap distribution. */
  public static final int DRAWS = 10_000;

  /** From so many values on resamples are weighted: several times faster, and as good there. */
  static final int WEIGHTED_FROM = 1_000;

  private Bca() {}

  /**
   * Percentiles α₁, α₂ of the bootstrap means with αᵢ = Φ(z₀ + (z₀ + zᵢ) / (1 − a (z₀ + zᵢ))); z₀
   * from the share of bootstrap means below the mean, a = Σ dᵢ³ / (6 (Σ dᵢ²)^1.5) from the
   * jackknife, where for a mean dᵢ = xᵢ − x̄ up to a factor.
   *
   * @param values one per block, at least two
   * @param seed of the draws; the same seed gives the same interval
   */
  public static Interval interval(double[] values, double level, long seed) {
    return between(values, Normal.twoSided(level), DRAWS, seed);
  }

  /**
   * The same at an expanded level, as few values need: bootstrap draws vary by (n − 1) / n too
   * little and know no degrees of freedom, so the plain interval covers 92.9 % at n = 20. zᵢ is
   * replaced by √(n / (n − 1)) tᵢ with t on n − 1 degrees of freedom (the expanded percentile
   * interval of T. Hesterberg, The American Statistician 69, 2015, here in BCa).
   */
  public static Interval expanded(double[] values, double level, long seed) {
    return expanded(values, level, DRAWS, seed);
  }

  static Interval expanded(double[] values, double level, int draws, long seed) {
    double n = values.length;
    double t = TDistribution.of(n - 1).inverseSurvivalProbability((1 - level) / 2);
    return between(values, Math.sqrt(n / (n - 1)) * t, draws, seed);
  }

  private static Interval between(double[] values, double z, int draws, long seed) {
    Moments moments = Moments.of(values);
    if (moments.deviation() == 0) {
      return new Interval(moments.mean(), moments.mean());
    }
    double[] means = means(values, draws, seed);
    int below = 0;
    int same = 0;
    for (double mean : means) {
      below += mean < moments.mean() ? 1 : 0;
      same += mean == moments.mean() ? 1 : 0;
    }
    double share = (below + same / 2.0) / means.length;
    double z0 = Normal.quantile(Math.clamp(share, 1.0 / means.length, 1 - 1.0 / means.length));
    double acceleration = moments.skewness() / (6 * Math.sqrt(values.length));
    return new Interval(
        quantile(means, adjusted(z0, acceleration, -z)),
        quantile(means, adjusted(z0, acceleration, z)));
  }

  private static double[] means(double[] values, int draws, long seed) {
    double[] means =
        values.length < WEIGHTED_FROM
            ? MeanBootstrap.means(values, draws, seed)
            : PoissonBootstrap.means(values, draws, seed);
    Arrays.sort(means);
    return means;
  }

  private static double adjusted(double z0, double acceleration, double z) {
    return Normal.below(z0 + (z0 + z) / (1 - acceleration * (z0 + z)));
  }

  /** Between the order statistics around (B + 1) α, in proportion to their normal quantiles. */
  private static double quantile(double[] ascending, double alpha) {
    double position = (ascending.length + 1) * alpha;
    int lower = (int) Math.floor(position);
    if (lower < 1) {
      return ascending[0];
    }
    if (lower >= ascending.length) {
      return ascending[ascending.length - 1];
    }
    double at = Normal.quantile(alpha);
    double from = Normal.quantile(lower / (ascending.length + 1.0));
    double to = Normal.quantile((lower + 1) / (ascending.length + 1.0));
    double share = (at - from) / (to - from);
    return ascending[lower - 1] + share * (ascending[lower] - ascending[lower - 1]);
  }
}
