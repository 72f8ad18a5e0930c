package mop.analysis.inference;

import java.util.List;
import mop.analysis.result.Estimate;

/** The mean of a figure that comes once a block. */
public final class BlockMean {
  private BlockMean() {}

  /**
   * With a t interval over blocks; one block gives its value without an interval, level 0.
   *
   * @param byBlock one value a block, at least one
   * @param level two-sided, in (0, 1)
   */
  public static Estimate of(List<Double> byBlock, double level) {
    return of(
        byBlock.stream().mapToDouble(Double::doubleValue).toArray(), level, "mean over blocks");
  }

  /** The same with its interval cut at values that the figure cannot take. */
  public static Estimate within(Estimate mean, double least, double most) {
    return new Estimate(
        mean.estimate(),
        Math.max(least, mean.low()),
        Math.min(most, mean.high()),
        mean.level(),
        mean.method(),
        mean.n());
  }

  static Estimate of(double[] byBlock, double level, String what) {
    double mean = Moments.of(byBlock).mean();
    if (byBlock.length < 2) {
      return new Estimate(mean, mean, mean, 0, "one block, so no interval", byBlock.length);
    }
    Interval interval = StudentT.interval(byBlock, level);
    return new Estimate(
        mean, interval.low(), interval.high(), level, what + ", t interval", byBlock.length);
  }
}
