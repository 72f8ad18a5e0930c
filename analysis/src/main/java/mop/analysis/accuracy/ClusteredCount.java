package mop.analysis.accuracy;

import java.util.Arrays;

/**
 * Weighted events by minute, where events of one trace come together: {@code square} sums the
 * square of each trace's weight in the minute, so that ten calls of one trace are one observation
 * and not ten.
 */
final class ClusteredCount {
  final double[] sum;
  final double[] square;
  private int runMinute;
  private int runTrace;
  private double run;

  ClusteredCount(int minutes) {
    sum = new double[minutes];
    square = new double[minutes];
    clear();
  }

  void clear() {
    Arrays.fill(sum, 0);
    Arrays.fill(square, 0);
    runMinute = -1;
    runTrace = -1;
    run = 0;
  }

  /** Adds an event; events of a minute come trace by trace. */
  void add(int minute, int trace, double weight) {
    if (minute != runMinute || trace != runTrace) {
      run = 0;
      runMinute = minute;
      runTrace = trace;
    }
    // (a + w)² − a² = w (2a + w)
    square[minute] += weight * (2 * run + weight);
    sum[minute] += weight;
    run += weight;
  }
}
