package mop.analysis.inference;

import mop.analysis.result.Estimate;

/** The mean of a figure that comes once a block, where one looks after each block. */
final class BlockSequence {
  /**
   * Changes of two thirds of a standard deviation between blocks are what the sequence is tuned to;
   * with it the sequence is nearly as narrow as it can be from 10 to 50 blocks.
   */
  static final double SCALE = 1.5;

  private BlockSequence() {}

  /** With its confidence sequence; level 0 while there are too few blocks for any interval. */
  static Estimate of(double[] byBlock, double level, String what) {
    double mean = Moments.of(byBlock).mean();
    Interval interval = ConfidenceSequence.normal(byBlock, level, SCALE);
    if (Double.isInfinite(interval.high())) {
      return new Estimate(
          mean, mean, mean, 0, "too few blocks for a confidence sequence", byBlock.length);
    }
    return new Estimate(
        mean,
        interval.low(),
        interval.high(),
        level,
        what + ", confidence sequence",
        byBlock.length);
  }
}
