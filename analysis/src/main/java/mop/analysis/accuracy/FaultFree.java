package mop.analysis.accuracy;

import java.util.BitSet;

/**
 * The operation-minutes in which no fault can show: where false alarms are counted. The same for
 * the full and for the kept data.
 */
final class FaultFree {
  private final int minutes;
  private final BitSet cells = new BitSet();
  private final int operations;

  FaultFree(Watched watched, FaultScope scope) {
    minutes = scope.minutes();
    operations = watched.count();
    for (int place = 0; place < operations; place++) {
      BitSet free = scope.faultFree(watched.operation(place));
      for (int m = free.nextSetBit(0); m >= 0; m = free.nextSetBit(m + 1)) {
        cells.set(place * minutes + m);
      }
    }
  }

  /** Operation-minutes, as {@code place × minutes + minute}, places as in {@link Watched}. */
  BitSet cells() {
    return cells;
  }

  /** How many whole minutes, all watched operations together, the cells are worth. */
  int minutesWorth() {
    return operations == 0 ? 0 : cells.cardinality() / operations;
  }

  /** How many cells may exceed a level that is exceeded {@code perMinute} times a minute. */
  int allowed(double perMinute) {
    int count = cells.cardinality();
    int share = operations == 0 ? 0 : (int) Math.floor(perMinute * count / operations + 1e-9);
    return Math.min(count - 1, share);
  }

  /**
   * Alarms expected in a further fault-free minute from a threshold that {@code exceeded} of the n
   * cells exceed: (k + 1) / (n + 1) a cell, whatever the distribution of the scores.
   */
  double expectedPerMinute(int exceeded) {
    return Math.min(1, operations * (exceeded + 1.0) / (cells.cardinality() + 1.0));
  }
}
