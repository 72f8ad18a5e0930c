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

  FaultFree(Reference reference, FaultScope scope) {
    minutes = scope.minutes();
    int watched = 0;
    for (int operation = 0; operation < reference.table().operations().size(); operation++) {
      if (reference.watched(operation)) {
        watched++;
        BitSet free = scope.faultFree(operation);
        for (int m = free.nextSetBit(0); m >= 0; m = free.nextSetBit(m + 1)) {
          cells.set(operation * minutes + m);
        }
      }
    }
    operations = watched;
  }

  /** Operation-minutes, as {@code operation × minutes + minute}. */
  BitSet cells() {
    return cells;
  }

  /** How many whole minutes, all watched operations together, the cells are worth. */
  int minutesWorth() {
    return operations == 0 ? 0 : cells.cardinality() / operations;
  }

  boolean contains(int operation, int minute) {
    return cells.get(operation * minutes + minute);
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
