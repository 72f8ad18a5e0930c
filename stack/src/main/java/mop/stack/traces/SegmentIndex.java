package mop.stack.traces;

import java.util.Arrays;

/** Where the traces of a log segment lie, by id. */
final class SegmentIndex {
  private long[] high = new long[256];
  private long[] low = new long[256];
  private long[] position = new long[256];
  private int size;

  int size() {
    return size;
  }

  void add(long idHigh, long idLow, long at) {
    if (size == high.length) {
      high = Arrays.copyOf(high, size * 2);
      low = Arrays.copyOf(low, size * 2);
      position = Arrays.copyOf(position, size * 2);
    }
    high[size] = idHigh;
    low[size] = idLow;
    position[size++] = at;
  }

  long high(int i) {
    return high[i];
  }

  long low(int i) {
    return low[i];
  }

  long position(int i) {
    return position[i];
  }

  boolean sameId(int i, int j) {
    return high[i] == high[j] && low[i] == low[j];
  }

  void clear() {
    size = 0;
  }

  /** Entries by id, those of one id in order of arrival: a merge sort from below. */
  int[] sorted() {
    int[] from = new int[size];
    int[] to = new int[size];
    for (int i = 0; i < size; i++) {
      from[i] = i;
    }
    for (int run = 1; run < size; run *= 2) {
      for (int start = 0; start < size; start += 2 * run) {
        int middle = Math.min(start + run, size);
        merge(from, to, start, middle, Math.min(middle + run, size));
      }
      int[] swap = from;
      from = to;
      to = swap;
    }
    return from;
  }

  private void merge(int[] from, int[] to, int start, int middle, int end) {
    int a = start;
    int b = middle;
    for (int i = start; i < end; i++) {
      if (a < middle && (b == end || compare(from[a], from[b]) <= 0)) {
        to[i] = from[a++];
      } else {
        to[i] = from[b++];
      }
    }
  }

  private int compare(int i, int j) {
    int c = Long.compareUnsigned(high[i], high[j]);
    return c != 0 ? c : Long.compareUnsigned(low[i], low[j]);
  }
}
