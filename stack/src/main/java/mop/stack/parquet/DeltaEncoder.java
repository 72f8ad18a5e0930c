package mop.stack.parquet;

/**
 * DELTA_BINARY_PACKED: blocks of 128 deltas in four miniblocks of 32, as parquet-go writes them.
 * Not thread-safe.
 */
final class DeltaEncoder {
  private static final int BLOCK = 128;
  private static final int MINIBLOCKS = 4;

  private final long[] deltas = new long[BLOCK];
  private final int[] widths = new int[MINIBLOCKS];

  void encode(long[] v, int from, int to, ByteSink out) {
    header(to - from, from < to ? v[from] : 0, out);
    for (int i = from + 1; i < to; i += BLOCK) {
      int n = Math.min(BLOCK, to - i);
      long min = Long.MAX_VALUE;
      for (int k = 0; k < n; k++) {
        long d = v[i + k] - v[i + k - 1];
        deltas[k] = d;
        min = Math.min(min, d);
      }
      for (int k = 0; k < n; k++) {
        deltas[k] -= min;
      }
      block(n, min, out);
    }
  }

  /** The 32-bit form: differences wrap at 32 bits. */
  void encode(int[] v, int from, int to, ByteSink out) {
    header(to - from, from < to ? v[from] : 0, out);
    for (int i = from + 1; i < to; i += BLOCK) {
      int n = Math.min(BLOCK, to - i);
      int min = Integer.MAX_VALUE;
      for (int k = 0; k < n; k++) {
        min = Math.min(min, v[i + k] - v[i + k - 1]);
      }
      for (int k = 0; k < n; k++) {
        deltas[k] = v[i + k] - v[i + k - 1] - min & 0xffffffffL;
      }
      block(n, min, out);
    }
  }

  /** As {@link #encode} writes so many equal values. */
  static void constant(long value, int count, ByteSink out) {
    header(count, count > 0 ? value : 0, out);
    for (int i = 1; i < count; i += BLOCK) {
      out.put(0);
      out.putInt(0);
    }
  }

  private static void header(int count, long first, ByteSink out) {
    out.putVarint(BLOCK);
    out.putVarint(MINIBLOCKS);
    out.putVarint(count);
    out.putZigzag(first);
  }

  private void block(int n, long min, ByteSink out) {
    for (int k = n; k < BLOCK; k++) {
      deltas[k] = 0;
    }
    out.putZigzag(min);
    for (int m = 0; m < MINIBLOCKS; m++) {
      long all = 0;
      for (int k = 32 * m; k < 32 * m + 32; k++) {
        all |= deltas[k];
      }
      widths[m] = 64 - Long.numberOfLeadingZeros(all);
      out.put(widths[m]);
    }
    for (int m = 0; m < MINIBLOCKS; m++) {
      if (widths[m] > 0) {
        BitPacker.pack32(deltas, 32 * m, widths[m], out);
      }
    }
  }
}
