package mop.analysis.history;

import mop.analysis.result.Estimate;

/**
 * The difference of two estimates from their intervals alone, which may lean to one side: the
 * method of variance estimates recovery (G. Zou and A. Donner, Statistics in Medicine 27, 2008; for
 * proportions method 10 of R. Newcombe, Statistics in Medicine 17, 1998). It takes the two to be
 * independent; where they share blocks the interval is wider than it need be.
 */
final class EstimateDifference {
  private EstimateDifference() {}

  /**
   * {@code newest − earlier}; without an interval of the newest there is none of the difference.
   */
  static Estimate of(Estimate newest, Estimate earlier) {
    double difference = newest.estimate() - earlier.estimate();
    if (newest.level() == 0) {
      return new Estimate(difference, difference, difference, 0, newest.method(), newest.n());
    }
    return new Estimate(
        difference,
        difference
            - Math.hypot(newest.estimate() - newest.low(), earlier.high() - earlier.estimate()),
        difference
            + Math.hypot(newest.high() - newest.estimate(), earlier.estimate() - earlier.low()),
        newest.level(),
        "difference from the two intervals",
        newest.n());
  }

  /** The same divided by a scale above 0. */
  static Estimate scaled(Estimate estimate, double scale) {
    return new Estimate(
        estimate.estimate() / scale,
        estimate.low() / scale,
        estimate.high() / scale,
        estimate.level(),
        estimate.method(),
        estimate.n());
  }
}
