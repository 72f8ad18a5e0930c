package mop.analysis.inference;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** Power of the paired t: how likely its interval lies where it decides. */
final class PairedTPower {
  private static final int STEPS = 400;
  private static final double TAIL = 1e-12;

  private PairedTPower() {}

  /**
   * How likely the interval excludes 0 on the side of the true change: P(T &gt; t) for the
   * noncentral t with n − 1 degrees of freedom and noncentrality √n × effect.
   *
   * @param n blocks, at least 2
   * @param effect true mean change / standard deviation of changes between blocks, at least 0
   * @param level two-sided
   */
  static double power(int n, double effect, double level) {
    return power(n, effect, half(n, level));
  }

  /** The same of an interval whose half width is so many seen standard deviations. */
  private static double power(int n, double effect, Half half) {
    return overDeviations(
        n, width -> Normal.below(Math.sqrt(n) * (effect - width)), half.deviations());
  }

  /** The same of the confidence sequence of {@link BlockSequence} after n blocks. */
  static double sequence(int n, double effect, double level) {
    Half half = new Half(ConfidenceSequence.halfWidth(n, level, BlockSequence.SCALE));
    return Double.isInfinite(half.deviations()) ? 0 : power(n, effect, half);
  }

  /** Half the width of an interval, in seen standard deviations of changes between blocks. */
  private record Half(double deviations) {}

  private static Half half(int n, double level) {
    double t = TDistribution.of(n - 1.0).inverseSurvivalProbability((1 - level) / 2);
    return new Half(t / Math.sqrt(n));
  }

  /**
   * How likely the interval lies inside ±margin when nothing changes, as two one-sided tests need
   * it.
   *
   * @param margin in standard deviations of changes between blocks, above 0
   */
  static double equivalence(int n, double margin, double level) {
    return overDeviations(
        n,
        width -> Math.max(0, 1 - 2 * Normal.above(Math.sqrt(n) * (margin - width))),
        half(n, level).deviations());
  }

  /**
   * The mean of a probability over the half width of the interval, in true standard deviations:
   * with V = (n − 1) s² / σ² chi-squared, ∫ p(h √(v / (n − 1))) f(v) dv, by Simpson's rule over the
   * chi-squared quantiles that matter.
   *
   * @param half h, half the width in seen standard deviations
   */
  private static double overDeviations(int n, DoubleUnaryOperator probability, double half) {
    int freedom = n - 1;
    ChiSquaredDistribution chi = ChiSquaredDistribution.of(freedom);
    // In s = √v the density has no singularity, even with one degree of freedom.
    double from = Math.sqrt(chi.inverseCumulativeProbability(TAIL));
    double to = Math.sqrt(chi.inverseSurvivalProbability(TAIL));
    double step = (to - from) / STEPS;
    double sum = 0;
    for (int i = 0; i <= STEPS; i++) {
      double s = from + i * step;
      double density = chi.density(s * s) * 2 * s;
      double width = half * s / Math.sqrt(freedom);
      int weight = i == 0 || i == STEPS ? 1 : i % 2 == 1 ? 4 : 2;
      sum += weight * probability.applyAsDouble(width) * density;
    }
    return Math.clamp(sum * step / 3, 0, 1);
  }

  /** The smallest effect (in standard deviations) that is decided with this power. */
  static double detectable(int n, double level, double power) {
    return smallest(effect -> power(n, effect, level), power);
  }

  /** The same of the confidence sequence; infinite where so few blocks can show nothing. */
  static double sequenceDetectable(int n, double level, double power) {
    return sequence(n, 0, level) == 0
        ? Double.POSITIVE_INFINITY
        : smallest(effect -> sequence(n, effect, level), power);
  }

  /** The smallest margin (in standard deviations) inside which no change is shown so often. */
  static double equivalenceMargin(int n, double level, double power) {
    return smallest(margin -> equivalence(n, margin, level), power);
  }

  private static double smallest(DoubleUnaryOperator powerAt, double power) {
    double low = 0;
    double high = 1;
    while (powerAt.applyAsDouble(high) < power) {
      high *= 2;
    }
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (powerAt.applyAsDouble(middle) < power) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
