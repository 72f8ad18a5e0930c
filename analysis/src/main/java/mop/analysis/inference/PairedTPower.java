package mop.analysis.inference;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** Power of the paired t: how likely its interval excludes 0 on the side of the true change. */
final class PairedTPower {
  private static final int STEPS = 400;
  private static final double TAIL = 1e-12;

  private PairedTPower() {}

  /**
   * P(T &gt; t) for the noncentral t with n − 1 degrees of freedom and noncentrality √n × effect:
   * with V = (n − 1) s² / σ² chi-squared, ∫ Φ(√n effect − t √(v / (n − 1))) f(v) dv, by Simpson's
   * rule over the chi-squared quantiles that matter.
   *
   * @param n blocks, at least 2
   * @param effect true mean change / standard deviation of changes between blocks, at least 0
   * @param level two-sided
   */
  static double power(int n, double effect, double level) {
    int freedom = n - 1;
    double critical = TDistribution.of(freedom).inverseSurvivalProbability((1 - level) / 2);
    ChiSquaredDistribution chi = ChiSquaredDistribution.of(freedom);
    // In s = √v the density has no singularity, even with one degree of freedom.
    double from = Math.sqrt(chi.inverseCumulativeProbability(TAIL));
    double to = Math.sqrt(chi.inverseSurvivalProbability(TAIL));
    double width = (to - from) / STEPS;
    double sum = 0;
    for (int i = 0; i <= STEPS; i++) {
      double s = from + i * width;
      double density = chi.density(s * s) * 2 * s;
      double value =
          Normal.below(Math.sqrt(n) * effect - critical * s / Math.sqrt(freedom)) * density;
      int weight = i == 0 || i == STEPS ? 1 : i % 2 == 1 ? 4 : 2;
      sum += weight * value;
    }
    return Math.clamp(sum * width / 3, 0, 1);
  }

  /** The smallest effect (in standard deviations) that is decided with this power. */
  static double detectable(int n, double level, double power) {
    double low = 0;
    double high = 1;
    while (power(n, high, level) < power) {
      high *= 2;
    }
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (power(n, middle, level) < power) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
