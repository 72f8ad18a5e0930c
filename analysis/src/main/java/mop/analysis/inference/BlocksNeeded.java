package mop.analysis.inference;

import java.util.OptionalInt;

/** How many blocks would probably decide, if the blocks to come are like those that were seen. */
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
    if (PairedTPower.power(MOST, effect, level) < POWER) {
      return OptionalInt.empty();
    }
    // Power rises with the number of blocks.
    int low = Math.max(1, seen.n());
    int high = MOST;
    while (high - low > 1) {
      int middle = (low + high) / 2;
      if (PairedTPower.power(middle, effect, level) < POWER) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return OptionalInt.of(high);
  }

  /**
   * The fewest blocks at which non-inferiority would be shown with power 0.8 if the seen difference
   * and share of discordant events are the true ones: n events with (z₁ + z₂)² (ψ − δ²) / (margin +
   * δ)² ≤ n.
   */
  static OptionalInt toShowNonInferiority(
      MatchedEvents seen, int blocks, double margin, double level) {
    double delta = seen.difference();
    if (seen.n() == 0 || blocks == 0 || margin + delta <= 0) {
      return OptionalInt.empty();
    }
    // Half an event more, for none seen is not none to come.
    double discordant = (seen.onlyBaseline() + seen.onlyTreatment() + 0.5) / (seen.n() + 0.5);
    double z = Normal.twoSided(level) + Normal.quantile(POWER);
    double events = z * z * (discordant - delta * delta) / ((margin + delta) * (margin + delta));
    double needed = Math.ceil(events * blocks / seen.n());
    return needed > blocks && needed <= MOST ? OptionalInt.of((int) needed) : OptionalInt.empty();
  }
}
