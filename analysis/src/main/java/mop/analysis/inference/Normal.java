package mop.analysis.inference;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** The standard normal distribution. */
public final class Normal {
  private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

  private Normal() {}

  /** The quantile that leaves half of what is outside a two-sided level above it. */
  public static double twoSided(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("a confidence level must be in (0, 1), got " + level);
    }
    return STANDARD.inverseSurvivalProbability((1 - level) / 2);
  }

  static double above(double z) {
    return STANDARD.survivalProbability(z);
  }

  static double below(double z) {
    return STANDARD.cumulativeProbability(z);
  }

  static double quantile(double p) {
    return STANDARD.inverseCumulativeProbability(p);
  }
}
