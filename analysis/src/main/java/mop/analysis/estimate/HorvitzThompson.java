package mop.analysis.estimate;

import mop.analysis.inference.Normal;
import mop.analysis.result.Estimate;

/**
 * The unbiased estimator of a total, Σ y / π (Horvitz and Thompson, JASA 47, 1952), with the
 * variance of Poisson sampling, Σ (1 − π) y² / π² (Särndal, Swensson and Wretman, Model Assisted
 * Survey Sampling, 1992, §3.5).
 */
public final class HorvitzThompson {
  static final String METHOD = "Horvitz-Thompson, score interval";

  private HorvitzThompson() {}

  /**
   * The total of {@code y} over all clusters, kept or not, of a quantity that is never negative.
   * The interval solves |T̂ − T| = z √(k T) with k = V̂ / T̂, the variance that a unit of the total
   * brings: that of a count is proportional to the count, and a plain ± z √V̂ is too short below
   * and too long above. What was kept is there, so the lower end is never below it.
   *
   * @param level two-sided, in (0, 1)
   */
  public static Estimate total(ClusterSample sample, double level) {
    double total = 0;
    double variance = 0;
    double seen = 0;
    for (int i = 0; i < sample.size(); i++) {
      double y = sample.y(i);
      if (y < 0) {
        throw new IllegalArgumentException("a negative value in a total of counts: " + y);
      }
      total += sample.weight(i) * y;
      variance += sample.spread(i) * y * y;
      seen += y;
    }
    if (variance == 0) {
      return new Estimate(total, total, total, level, METHOD, sample.size());
    }
    double z = Normal.twoSided(level);
    double shift = z * z * variance / total / 2;
    double half = Math.sqrt(z * z * variance + shift * shift);
    return new Estimate(
        total,
        Math.max(seen, total + shift - half),
        total + shift + half,
        level,
        METHOD,
        sample.size());
  }
}
