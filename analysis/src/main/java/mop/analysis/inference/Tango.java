package mop.analysis.inference;

/**
 * Tango's score interval and test for the difference of two proportions of matched events (T.
 * Tango, Statistics in Medicine 17, 1998). It has width even where no event is discordant, and
 * keeps its level at the small discordant counts that a good treatment leaves.
 */
public final class Tango {
  private static final int BISECTIONS = 200;

  private Tango() {}

  /**
   * The score of the hypothesis that treatment − baseline is {@code delta}: with c and b the events
   * found only with treatment and only with baseline,
   *
   * <p>T(Δ) = (c − b − n Δ) / √(n (2 q + Δ (1 − Δ)))
   *
   * <p>where q is the maximum likelihood estimate of the probability of «only baseline» under the
   * hypothesis: the larger root of 2n q² + (−b − c + (2n − c + b) Δ) q − b Δ (1 − Δ) = 0.
   *
   * @param delta in [−1, 1]
   */
  static double score(MatchedEvents events, double delta) {
    double n = events.n();
    double b = events.onlyBaseline();
    double c = events.onlyTreatment();
    double linear = -b - c + (2 * n - c + b) * delta;
    double constant = -b * delta * (1 - delta);
    double root = Math.sqrt(Math.max(0, linear * linear - 8 * n * constant));
    double q = (root - linear) / (4 * n);
    double variance = n * (2 * q + delta * (1 - delta));
    double distance = c - b - n * delta;
    if (variance <= 0) {
      return distance == 0 ? 0 : Math.copySign(Double.POSITIVE_INFINITY, distance);
    }
    return distance / Math.sqrt(variance);
  }

  /**
   * All differences that the score test does not reject.
   *
   * @param events at least one
   * @param level two-sided, in (0, 1)
   */
  public static Interval interval(MatchedEvents events, double level) {
    if (events.n() == 0) {
      throw new IllegalArgumentException("no matched events, so no interval");
    }
    double z = Normal.twoSided(level);
    double estimate = events.difference();
    return new Interval(end(events, estimate, -1, z), end(events, estimate, 1, -z));
  }

  /**
   * The score falls as Δ rises; finds where it crosses {@code z} between the estimate and a rim.
   */
  private static double end(MatchedEvents events, double estimate, double rim, double z) {
    double inside = estimate;
    double outside = rim;
    for (int i = 0; i < BISECTIONS && inside != outside; i++) {
      double middle = (inside + outside) / 2;
      if (Math.abs(score(events, middle)) <= Math.abs(z)) {
        inside = middle;
      } else {
        outside = middle;
      }
    }
    return inside;
  }

  /**
   * One-sided p of the hypothesis that the treatment finds at least {@code margin} less than the
   * baseline; a small p establishes non-inferiority.
   *
   * @param margin in [0, 1)
   */
  public static double pNonInferior(MatchedEvents events, double margin) {
    if (events.n() == 0) {
      throw new IllegalArgumentException("no matched events, so no test");
    }
    return Normal.above(score(events, -margin));
  }
}
