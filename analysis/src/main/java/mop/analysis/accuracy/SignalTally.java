package mop.analysis.accuracy;

import java.util.Arrays;
import mop.analysis.estimate.WeightedQuantiles;
import mop.analysis.inference.Interval;

/** Errors and intervals of one signal over the cells of a block. */
final class SignalTally {
  private final int cells;
  private final double[] errors;
  private int estimates;
  private int empty;
  private int intervals;
  private int covering;

  /**
   * @param cells to be judged
   */
  SignalTally(int cells) {
    this.cells = cells;
    errors = new double[cells];
  }

  /** Nothing was kept in a cell. */
  void empty() {
    empty++;
  }

  /**
   * @param truth what the full data says, positive
   */
  void estimate(double estimate, double truth) {
    errors[estimates++] = Math.abs(estimate - truth) / truth;
  }

  void interval(Interval interval, double truth) {
    intervals++;
    // A sum of weights is rounded where a count is not.
    double hair = truth * 1e-9;
    covering += interval.low() <= truth + hair && truth - hair <= interval.high() ? 1 : 0;
  }

  TrialEvidence.SignalErrors summarise(String signal, String noCells) {
    if (estimates == 0) {
      String why = empty > 0 ? "nothing was kept in any cell" : noCells;
      return new TrialEvidence.SignalErrors(signal, null, null, cells, empty, 0, 0, why);
    }
    Arrays.sort(errors, 0, estimates);
    double[] ones = new double[estimates];
    Arrays.fill(ones, 1);
    double[] quantiles = WeightedQuantiles.of(errors, ones, estimates, 0.5, 0.9);
    return new TrialEvidence.SignalErrors(
        signal, quantiles[0], quantiles[1], cells, empty, intervals, covering, null);
  }
}
