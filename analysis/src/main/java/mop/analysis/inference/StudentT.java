package mop.analysis.inference;

import org.apache.commons.statistics.distribution.TDistribution;

/** Student's one-sample t; on differences by block it is the paired t. */
final class StudentT {
  private StudentT() {}

  /**
   * @param values at least two
   */
  static Interval interval(double[] values, double level) {
    Moments moments = Moments.of(values);
    double t = TDistribution.of(values.length - 1.0).inverseSurvivalProbability((1 - level) / 2);
    double half = t * moments.standardError();
    return new Interval(moments.mean() - half, moments.mean() + half);
  }

  /**
   * Two-sided p of the hypothesis that the mean is 0; values without any spread decide by sight.
   */
  static double p(double[] values) {
    Moments moments = Moments.of(values);
    if (moments.standardError() == 0) {
      return moments.mean() == 0 ? 1 : 0;
    }
    double t = Math.abs(moments.mean() / moments.standardError());
    return Math.min(1, 2 * TDistribution.of(values.length - 1.0).survivalProbability(t));
  }
}
