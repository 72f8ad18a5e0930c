package mop.stack.traces;

import java.util.Arrays;

/** Where the traces of a log segment lie, by id, and when their spans began and ended. */
final class SegmentIndex {
  private long[] high = new long[256];
  private long[] low = new long[256];
  private long[] position = new long[256];
  private int[] bytes = new int[256];
  private long[] start = new long[256];
  private long[] end = new long[256];
  private int size;

  int size() {
    return size;
  }

  /**
   * Adds a trace, or a piece of one.
   *
   * @param at where its frame begins
   * @param length of the frame
   * @param first earliest start of a span, unsigned Unix nanoseconds
   * @param last latest end of a span, unsigned Unix nanoseconds
   */
  void add(long idHigh, long idLow, long at, int length, long first, long last) {
    if (size == high.length) {
      high = Arrays.copyOf(high, size * 2);
      low = Arrays.copyOf(low, size * 2);
      position = Arrays.copyOf(position, size * 2);
      bytes = Arrays.copyOf(bytes, size * 2);
      start = Arrays.copyOf(start, size * 2);
      end = Arrays.copyOf(end, size * 2);
    }
    high[size] = idHigh;
    low[size] = idLow;
    position[size] = at;
    bytes[size] = length;
    start[size] = first;
    end[size++] = last;
  }

  /** The entries that there are now; entries added or cut off later do not change it. */
  SegmentIndex snapshot() {
    SegmentIndex copy = new SegmentIndex();
    copy.high = Arrays.copyOf(high, Math.max(1, size));
    copy.low = Arrays.copyOf(low, Math.max(1, size));
    copy.position = Arrays.copyOf(position, Math.max(1, size));
    copy.bytes = Arrays.copyOf(bytes, Math.max(1, size));
    copy.start = Arrays.copyOf(start, Math.max(1, size));
    copy.end = Arrays.copyOf(end, Math.max(1, size));
    copy.size = size;
    return copy;
  }

  void truncate(int entries) {
    size = Math.min(size, entries);
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

  int bytes(int i) {
    return bytes[i];
  }

  long start(int i) {
    return start[i];
  }

  long end(int i) {
    return end[i];
  }

  boolean sameId(int i, int j) {
    return high[i] == high[j] && low[i] == low[j];
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
