package mop.analysis.claims;

import mop.analysis.result.Estimate;

/** How a published figure is meant. */
public enum Comparison {
  AT_LEAST("at-least", "at least"),
  AT_MOST("at-most", "at most"),
  ABOUT("about", "about");

  private final String key;
  private final String words;

  Comparison(String key, String words) {
    this.key = key;
    this.words = words;
  }

  String key() {
    return key;
  }

  String words() {
    return words;
  }

  /** The verdict that an interval gives on a figure, widened by its tolerance. */
  ClaimVerdict judge(Estimate interval, double figure, double tolerance) {
    double least = figure - tolerance;
    double most = figure + tolerance;
    boolean enough = this == AT_MOST || interval.low() >= least;
    boolean notTooMuch = this == AT_LEAST || interval.high() <= most;
    if (enough && notTooMuch) {
      return ClaimVerdict.REPRODUCED;
    }
    boolean below = this != AT_MOST && interval.high() < least;
    boolean above = this != AT_LEAST && interval.low() > most;
    return below || above ? ClaimVerdict.NOT_REPRODUCED : ClaimVerdict.INCONCLUSIVE;
  }

  /**
   * What an interval of a part says of the whole, when the other parts can only add to it: enough
   * in the part is enough, too much in the part is too much, and nothing else is known.
   */
  ClaimVerdict judgePart(Estimate interval, double figure, double tolerance) {
    if (this == AT_LEAST && interval.low() >= figure - tolerance) {
      return ClaimVerdict.REPRODUCED;
    }
    if (this != AT_LEAST && interval.low() > figure + tolerance) {
      return ClaimVerdict.NOT_REPRODUCED;
    }
    return ClaimVerdict.NOT_TESTABLE;
  }
}
