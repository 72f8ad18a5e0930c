package mop.stack.logs.chunk;

import java.nio.charset.StandardCharsets;
import mop.stack.labels.Labels;

/** Entries in memory, in the order of time. */
@SuppressWarnings("ArrayRecordComponent") // private to this package, never changed
record Entries(long[] times, byte[][] lines, int[][] symbols, Symbols.Table table) {
  int count() {
    return times.length;
  }

  String line(int i) {
    return new String(lines[i], StandardCharsets.UTF_8);
  }

  Labels metadata(int i) {
    return table.labels(symbols[i]);
  }
}
