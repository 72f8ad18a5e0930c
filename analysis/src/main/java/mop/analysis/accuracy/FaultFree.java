package mop.analysis.accuracy;

import java.util.BitSet;

/**
 * The operation-minutes in which no fault can show: where false alarms are counted. The same for
 * the full and for the kept data. An operation near every fault has few of them, one far from all
 * has many; each cell therefore weighs as many minutes as it stands for, so that every operation
 * weighs all judged minutes.
 */
final class FaultFree {
  private final int judged;
  private final BitSet[] free;

  FaultFree(Watched watched, FaultScope scope) {
    judged = Math.max(0, scope.minutes() - scope.firstJudged());
    free = new BitSet[watched.count()];
    for (int place = 0; place < free.length; place++) {
      free[place] = scope.faultFree(watched.operation(place));
    }
  }

  /** Minutes with enough history to be judged, fault-free or not. */
  int judgedMinutes() {
    return judged;
  }

  /** Whether the operation has a minute to learn from what is usual; else it cannot be watched. */
  boolean calibrates(int place) {
    return !free[place].isEmpty();
  }

  boolean at(int place, int minute) {
    return free[place].get(minute);
  }

  /** Minutes that a fault-free minute of the operation stands for; at least 1. */
  double weight(int place) {
    return (double) judged / free[place].cardinality();
  }

  /**
   * How many whole minutes, all operations together, the weighted cells are worth: (Σw)² / Σw²
   * cells (Kish, Survey Sampling, 1965, §11.7) over the number of operations.
   */
  double minutesWorth() {
    double sum = 0;
    double squares = 0;
    int operations = 0;
    for (int place = 0; place < free.length; place++) {
      if (calibrates(place)) {
        sum += judged;
        squares += judged * weight(place);
        operations++;
      }
    }
    return operations == 0 ? 0 : sum * sum / squares / operations;
  }
}
