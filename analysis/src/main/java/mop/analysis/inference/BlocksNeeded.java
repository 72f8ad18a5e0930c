package mop.analysis.inference;

import java.util.OptionalInt;
import java.util.function.IntPredicate;

/**
 * How many blocks would probably decide, if the blocks to come are like those that were seen. The
 * level is that of the hardest step of Holm's correction, as in {@link PowerAnalysis}.
 */
final class BlocksNeeded {
  private static final double POWER = 0.8;
  private static final int MOST = 1_000;

  private BlocksNeeded() {}

  /** The fewest blocks at which the seen mean change would be told from 0 with power 0.8. */
  static OptionalInt toExcludeZero(double[] changes, double level) {
    Moments seen = Moments.of(changes);
    if (seen.mean() == 0 || seen.deviation() == 0) {
      return OptionalInt.empty();
    }
    double effect = Math.abs(seen.mean()) / seen.deviation();
    IntPredicate told = n -> PairedTPower.power(n, effect, level) >= POWER;
    return told.test(MOST) ? OptionalInt.of(fewest(told, seen.n())) : OptionalInt.empty();
  }

  /**
   * The fewest blocks at which non-inferiority would be shown with power 0.8, over all tables that
   * matter, if the seen difference and share of discordant events are the true ones.
   */
  static OptionalInt toShowNonInferiority(
      MatchedEvents seen, int blocks, double margin, double level) {
    double delta = seen.difference();
    if (seen.n() == 0 || margin + delta <= 0) {
      return OptionalInt.empty();
    }
    // Half an event more, for none seen is not none to come.
    double discordant =
        Math.min(1, (seen.onlyBaseline() + seen.onlyTreatment() + 0.5) / (seen.n() + 0.5));
    IntPredicate shown =
        n ->
            TangoPower.power(
                    Math.round((float) n * seen.n() / blocks), discordant, delta, margin, level)
                >= POWER;
    return shown.test(MOST) ? OptionalInt.of(fewest(shown, blocks)) : OptionalInt.empty();
  }

  /** The fewest blocks, more than {@code blocks}, that suffice; power rises with their number. */
  private static int fewest(IntPredicate enough, int blocks) {
    int low = Math.max(1, blocks);
    int high = MOST;
    while (high - low > 1) {
      int middle = (low + high) / 2;
      if (enough.test(middle)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }
}
