package mop.analysis.history;

import mop.analysis.result.Estimate;

/**
 * Whether a change is worse than allowed, beyond noise: the whole interval has to lie on one side
 * of the margin. A point estimate beyond the margin with a wide interval is no failure, and one
 * inside it with a wide interval is no pass.
 */
public final class RegressionGate {
  private RegressionGate() {}

  /** What a gate says. */
  public enum Answer {
    /** Not worse than the margin allows. */
    PASS,
    /** Worse than the margin allows. */
    FAIL,
    /** The interval holds both. */
    INCONCLUSIVE
  }

  /**
   * @param change of the outcome, in the unit of the margin
   * @param margin largest acceptable change for the worse, not negative
   * @param lowerIsBetter whether a rise is the worse
   */
  public static Answer judge(Estimate change, double margin, boolean lowerIsBetter) {
    if (!(margin >= 0)) {
      throw new IllegalArgumentException("a margin must not be negative, got " + margin);
    }
    double least = lowerIsBetter ? change.low() : -change.high();
    double most = lowerIsBetter ? change.high() : -change.low();
    if (change.level() == 0) {
      return Answer.INCONCLUSIVE;
    }
    return most <= margin ? Answer.PASS : least > margin ? Answer.FAIL : Answer.INCONCLUSIVE;
  }
}
