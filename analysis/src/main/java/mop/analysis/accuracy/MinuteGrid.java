package mop.analysis.accuracy;

import java.util.Arrays;
import mop.analysis.telemetry.Fault;
import mop.analysis.telemetry.TraceTable;

/**
 * The minutes of a block in which any span of the full data starts, numbered from 0 in order of
 * time. Minutes without any telemetry are holes in the recording, not silence of the services: they
 * are no part of the grid. Kept data is judged on the grid of the full data.
 */
final class MinuteGrid {
  static final long MINUTE = 60_000_000_000L;

  /** Epoch minute by index, ascending. */
  private final long[] minutes;

  /** Minute index by span. */
  private final int[] ofSpan;

  /** Share of each minute that the recording covers; below 1 only at the rims of holes. */
  private final double[] covered;

  MinuteGrid(TraceTable table) {
    LongIndex seen = new LongIndex();
    int[] raw = new int[table.spans()];
    for (int span = 0; span < raw.length; span++) {
      raw[span] = seen.indexOf(Math.floorDiv(table.startNanos(span), MINUTE));
    }
    minutes = new long[seen.size()];
    for (int i = 0; i < minutes.length; i++) {
      minutes[i] = seen.key(i);
    }
    Arrays.sort(minutes);
    int[] sortedIndex = new int[minutes.length];
    for (int i = 0; i < minutes.length; i++) {
      sortedIndex[i] = Arrays.binarySearch(minutes, seen.key(i));
    }
    for (int span = 0; span < raw.length; span++) {
      raw[span] = sortedIndex[raw[span]];
    }
    ofSpan = raw;
    covered = coverage(table);
  }

  private double[] coverage(TraceTable table) {
    long[] first = new long[minutes.length];
    long[] last = new long[minutes.length];
    Arrays.fill(first, MINUTE);
    for (int span = 0; span < ofSpan.length; span++) {
      int minute = ofSpan[span];
      long offset = table.startNanos(span) - minutes[minute] * MINUTE;
      first[minute] = Math.min(first[minute], offset);
      last[minute] = Math.max(last[minute], offset);
    }
    double[] share = new double[minutes.length];
    for (int m = 0; m < share.length; m++) {
      boolean afterHole = m == 0 || minutes[m - 1] != minutes[m] - 1;
      boolean beforeHole = m == share.length - 1 || minutes[m + 1] != minutes[m] + 1;
      long begin = afterHole ? first[m] : 0;
      long end = beforeHole ? last[m] : MINUTE;
      share[m] = Math.max(0.02, (end - begin) / (double) MINUTE);
    }
    return share;
  }

  int size() {
    return minutes.length;
  }

  int ofSpan(int span) {
    return ofSpan[span];
  }

  /** Share of the minute that the recording covers, in (0, 1]. */
  double covered(int minute) {
    return covered[minute];
  }

  long startNanos(int minute) {
    return minutes[minute] * MINUTE;
  }

  long endNanos(int minute) {
    return (minutes[minute] + 1) * MINUTE;
  }

  /** Nanoseconds of the minute that lie in the fault's window, grace included. */
  long overlap(int minute, Fault fault, long graceNanos) {
    long from = Math.max(startNanos(minute), fault.startNanos());
    long to = Math.min(endNanos(minute), fault.endNanos() + graceNanos);
    return Math.max(0, to - from);
  }
}
