package mop.analysis.cost;

import java.util.List;

/**
 * Trials at other sizes than the measured blocks', from which the growth of every amount is fitted.
 *
 * @param blockSeconds mean event time of a block, above 0: turns traces into a rate
 * @param trials of other sizes; none where the exponent 1 is assumed
 * @param seed of the draws that show what the fitted laws leave open
 */
public record SizeStudy(double blockSeconds, List<SizedUsage> trials, long seed) {
  public SizeStudy {
    if (!(blockSeconds > 0 && Double.isFinite(blockSeconds))) {
      throw new IllegalArgumentException("a block needs seconds above 0, got " + blockSeconds);
    }
    trials = List.copyOf(trials);
  }

  /** No trial of another size: amounts grow in proportion, which is assumed and said. */
  public static SizeStudy none(double blockSeconds) {
    return new SizeStudy(blockSeconds, List.of(), 0);
  }
}
