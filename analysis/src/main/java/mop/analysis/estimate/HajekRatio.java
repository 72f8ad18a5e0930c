package mop.analysis.estimate;

import mop.analysis.inference.Interval;
import mop.analysis.inference.Normal;
import mop.analysis.inference.Wilson;
import mop.analysis.result.Estimate;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A ratio of two totals, (Σ y / π) / (Σ x / π) (Hájek, in Foundations of Statistical Inference,
 * 1971), with the variance of its linearisation, Σ (1 − π) (y − R̂ x)² / π² over X̂² (Särndal,
 * Swensson and Wretman, 1992, §5.6). Consistent, with a bias of order 1 / n.
 */
public final class HajekRatio {
  static final String SHARE = "Hájek, Wilson interval at the effective sample size";
  static final String MEAN = "Hájek, linearised variance";

  private HajekRatio() {}

  /**
   * A share: y of each cluster is a part of its x. Wilson's interval at the effective sample size
   * R̂ (1 − R̂) / V̂ (z / t)² (Korn and Graubard, Survey Methodology 24, 1998, who take Clopper and
   * Pearson's with it). The degrees of freedom of t are Satterthwaite's (Biometrics Bulletin 2,
   * 1946), 2 V̂² / Σ (1 − π) aᵢ² with V̂ = Σ aᵢ: where V̂ rests on a few heavy traces it is not
   * well known itself. Where V̂ is 0 because no cluster differs, at X̂² / Σ (1 − π) x² / π².
   *
   * @param level two-sided, in (0, 1)
   * @throws IllegalArgumentException when the sample is empty or all its x are 0
   */
  public static Estimate share(ClusterSample sample, double level) {
    Sums sums = Sums.of(sample);
    double ratio = Math.clamp(sums.ratio(), 0, 1);
    double size =
        sums.variance() > 0 && ratio > 0 && ratio < 1
            ? ratio * (1 - ratio) / sums.variance() * sums.known(level)
            : sums.effectiveSize();
    if (Double.isInfinite(size)) {
      return new Estimate(ratio, ratio, ratio, level, SHARE, sample.size());
    }
    Interval interval = Wilson.interval(ratio, size, level);
    return new Estimate(ratio, interval.low(), interval.high(), level, SHARE, sample.size());
  }

  /**
   * Any ratio, such as spans a trace or a mean duration.
   *
   * @param level two-sided, in (0, 1)
   * @throws IllegalArgumentException when the sample is empty or all its x are 0
   */
  public static Estimate mean(ClusterSample sample, double level) {
    Sums sums = Sums.of(sample);
    double n = sample.size();
    double half =
        n < 2 && sums.variance() > 0
            ? Double.POSITIVE_INFINITY
            : Normal.twoSided(level) * Math.sqrt(sums.variance() * (n < 2 ? 1 : n / (n - 1)));
    return new Estimate(
        sums.ratio(), sums.ratio() - half, sums.ratio() + half, level, MEAN, sample.size());
  }

  /** What both kinds of ratio rest on. */
  private record Sums(double ratio, double variance, double freedom, double effectiveSize) {

    /** (z / t)²: how well the variance is known. */
    double known(double level) {
      double t = TDistribution.of(freedom).inverseSurvivalProbability((1 - level) / 2);
      return Math.pow(Normal.twoSided(level) / t, 2);
    }

    static Sums of(ClusterSample sample) {
      double y = 0;
      double x = 0;
      for (int i = 0; i < sample.size(); i++) {
        y += sample.weight(i) * sample.y(i);
        x += sample.weight(i) * sample.x(i);
      }
      if (x == 0) {
        throw new IllegalArgumentException("a ratio over nothing");
      }
      double ratio = y / x;
      double residuals = 0;
      double sizes = 0;
      double fourth = 0;
      for (int i = 0; i < sample.size(); i++) {
        double residual = sample.y(i) - ratio * sample.x(i);
        double part = sample.spread(i) * residual * residual;
        residuals += part;
        fourth += (1 - 1 / sample.weight(i)) * part * part;
        sizes += sample.spread(i) * sample.x(i) * sample.x(i);
      }
      return new Sums(
          ratio,
          residuals / (x * x),
          fourth == 0 ? Double.MAX_VALUE : Math.max(1, 2 * residuals * residuals / fourth),
          sizes == 0 ? Double.POSITIVE_INFINITY : x * x / sizes);
    }
  }
}
