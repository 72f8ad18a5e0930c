package mop.analysis.inference;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Two one-sided tests (D. J. Schuirmann, Journal of Pharmacokinetics and Biopharmaceutics 15, 1987)
 * on changes by block, each the paired t.
 */
public final class Equivalence {
  private Equivalence() {}

  /**
   * p of «the mean change lies at or beyond a margin»: the larger of the two one-sided p. Below α
   * exactly when the two-sided 1 − 2α t interval lies inside the margins.
   *
   * @param changes at least two
   * @param low lower margin, below {@code high}
   */
  public static double p(double[] changes, double low, double high) {
    return Math.max(pAbove(changes, low), pBelow(changes, high));
  }

  /** One-sided p of «the mean change is at or below {@code margin}»: small is non-inferior. */
  public static double pAbove(double[] changes, double margin) {
    Moments moments = Moments.of(changes);
    double distance = moments.mean() - margin;
    if (moments.standardError() == 0) {
      return distance > 0 ? 0 : 1;
    }
    return TDistribution.of(changes.length - 1.0)
        .survivalProbability(distance / moments.standardError());
  }

  /** One-sided p of «the mean change is at or above {@code margin}». */
  public static double pBelow(double[] changes, double margin) {
    double[] reversed = new double[changes.length];
    for (int i = 0; i < changes.length; i++) {
      reversed[i] = -changes[i];
    }
    return pAbove(reversed, -margin);
  }
}
