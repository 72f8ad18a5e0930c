package mop.reports.plot;

import mop.analysis.result.Estimate;
import mop.reports.words.Standing;

/**
 * A treatment in a plot.
 *
 * @param cost monthly, with interval
 * @param accuracy level of the primary accuracy, with interval
 */
record Mark(String name, Standing standing, Estimate cost, Estimate accuracy) {

  /** Those that matter for the decision are labelled first. */
  int rank() {
    return switch (standing) {
      case Standing.Adopted a -> 0;
      case Standing.Baseline b -> 1;
      case Standing.Qualifies q -> 2;
      case Standing.Undecided u -> 3;
      case Standing.TooLossy t -> 4;
      case Standing.NoSaving n -> 5;
      case Standing.Invalid i -> 6;
    };
  }

  boolean drawable() {
    return Double.isFinite(cost.estimate() + cost.low() + cost.high())
        && Double.isFinite(accuracy.estimate() + accuracy.low() + accuracy.high());
  }
}
