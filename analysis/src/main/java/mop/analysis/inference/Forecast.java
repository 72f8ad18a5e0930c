package mop.analysis.inference;

import java.util.OptionalInt;
import java.util.function.IntPredicate;

/** After how many blocks a run that looks after each of them will probably know enough. */
public final class Forecast {
  private Forecast() {}

  /**
   * Blocks until the confidence sequence of a relative change is as narrow as wanted, if the blocks
   * scatter just as assumed.
   *
   * @param half wanted half-width, as a fraction of the baseline
   * @param most blocks after which the search ends
   * @return empty when {@code most} blocks are not enough
   */
  public static OptionalInt blocks(
      Assumption.LogRatio assumed, double half, double level, int most) {
    return first(
        most,
        n -> {
          double logs =
              ConfidenceSequence.halfWidth(n, level, BlockSequence.SCALE) * assumed.deviation();
          return (1 + assumed.change()) * Math.sinh(logs) <= half;
        });
  }

  /**
   * The same for the difference of the shares of matched events that are found.
   *
   * @param assumed its events are those of {@code blocks} blocks
   * @param blocks at least 1
   * @param half wanted half-width, as a fraction
   */
  public static OptionalInt blocks(
      Assumption.MatchedShare assumed, int blocks, double half, double level, int most) {
    double events = (double) assumed.events() / blocks;
    double gain = (assumed.discordant() + assumed.difference()) / 2;
    double loss = assumed.discordant() - gain;
    return first(
        most,
        n -> {
          int losses = (int) Math.round(n * events * loss);
          int gains = (int) Math.round(n * events * gain);
          int same = Math.max(0, (int) Math.round(n * events) - losses - gains);
          Interval interval =
              BettingSequence.difference(new MatchedEvents(same, losses, gains, 0), level);
          return (interval.high() - interval.low()) / 2 <= half;
        });
  }

  /** The first n that is enough; widths fall with n but for rounding. */
  private static OptionalInt first(int most, IntPredicate enough) {
    if (!enough.test(most)) {
      return OptionalInt.empty();
    }
    int low = 0;
    int high = most;
    while (high - low > 1) {
      int middle = (low + high) / 2;
      if (enough.test(middle)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return OptionalInt.of(high);
  }
}
