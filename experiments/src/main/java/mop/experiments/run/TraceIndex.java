package mop.experiments.run;

import java.util.Arrays;
import mop.analysis.telemetry.TraceTable;

/** Trace id → index in a {@link TraceTable}; open addressing over primitives. */
final class TraceIndex {
  /** No such trace. */
  static final int ABSENT = -1;

  private final TraceTable table;
  private final int[] slots;
  private final int mask;

  TraceIndex(TraceTable table) {
    this.table = table;
    int capacity = Integer.highestOneBit(Math.max(2, table.traces())) * 4;
    slots = new int[capacity];
    mask = capacity - 1;
    Arrays.fill(slots, ABSENT);
    for (int trace = 0; trace < table.traces(); trace++) {
      int slot = slot(table.traceIdHigh(trace), table.traceIdLow(trace));
      while (slots[slot] != ABSENT) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = trace;
    }
  }

  int of(long idHigh, long idLow) {
    int slot = slot(idHigh, idLow);
    while (slots[slot] != ABSENT) {
      int trace = slots[slot];
      if (table.traceIdHigh(trace) == idHigh && table.traceIdLow(trace) == idLow) {
        return trace;
      }
      slot = (slot + 1) & mask;
    }
    return ABSENT;
  }

  private int slot(long idHigh, long idLow) {
    long mixed = (idHigh ^ idLow * 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
    return (int) (mixed >>> 32) & mask;
  }
}
