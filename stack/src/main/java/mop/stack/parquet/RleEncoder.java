package mop.stack.parquet;

/**
 * The hybrid of run lengths and bit packing, cut into runs as parquet-go cuts them: groups of eight
 * equal values become runs, all others are packed (of levels also a group of equal ones, unless it
 * repeats the value that the group before it began with), a rest of fewer than eight becomes runs.
 */
final class RleEncoder {
  private static final long ONES = 0x0101010101010101L;

  private RleEncoder() {}

  /**
   * @param width bits of the highest level, 1 to 8
   */
  static void levels(byte[] v, int from, int to, int width, ByteSink out) {
    int end = from + (to - from) / 8 * 8;
    int i = from;
    while (i < end) {
      long pattern = (v[i] & 0xffL) * ONES;
      int j = i;
      while (j < end && ByteSink.longAt(v, j) == pattern) {
        j += 8;
      }
      if (j > i) {
        run(out, j - i, v[i], 1);
      } else {
        j += 8;
        while (j < end && ByteSink.longAt(v, j) != (v[j - 8] & 0xffL) * ONES) {
          j += 8;
        }
        pack(v, i, j, width, out);
      }
      i = j;
    }
    while (i < to) {
      int j = i + 1;
      while (j < to && v[j] == v[i]) {
        j++;
      }
      run(out, j - i, v[i], 1);
      i = j;
    }
  }

  private static void pack(byte[] v, int from, int to, int width, ByteSink out) {
    int groups = (to - from) / 8;
    out.putVarint((long) groups << 1 | 1);
    byte[] into = out.reserve(groups * width + 8);
    int at = out.size();
    for (int i = from; i < to; i += 8) {
      long w = ByteSink.longAt(v, i);
      long packed = 0;
      for (int k = 0; k < 8; k++) {
        packed |= (w >>> (8 * k) & 0xff) << (k * width);
      }
      ByteSink.longInto(into, at, packed);
      at += width;
    }
    out.advance(groups * width);
  }

  private static void run(ByteSink out, int count, int value, int bytes) {
    out.putVarint((long) count << 1);
    for (int b = 0; b < bytes; b++) {
      out.put(value >>> (8 * b));
    }
  }

  /** Dictionary indexes: the bit width in a byte, then the runs. */
  static void indexes(int[] v, int from, int to, ByteSink out) {
    int all = 0;
    for (int i = from; i < to; i++) {
      all |= v[i];
    }
    int width = 32 - Integer.numberOfLeadingZeros(all);
    out.put(width);
    if (width == 0) {
      if (to > from) {
        out.putVarint((long) (to - from) << 1);
      }
      return;
    }
    runs(v, from, to, width, out);
  }

  private static void runs(int[] v, int from, int to, int width, ByteSink out) {
    int end = from + (to - from) / 8 * 8;
    int bytes = (width + 7) / 8;
    int i = from;
    while (i < end) {
      int j = i;
      while (j < end && eightOf(v, j, v[i])) {
        j += 8;
      }
      if (j > i) {
        run(out, j - i, v[i], bytes);
      } else {
        j += 8;
        while (j < end && !eightOf(v, j, v[j])) {
          j += 8;
        }
        out.putVarint((long) ((j - i) / 8) << 1 | 1);
        BitPacker.pack(v, i, j, width, out);
      }
      i = j;
    }
    while (i < to) {
      int j = i + 1;
      while (j < to && v[j] == v[i]) {
        j++;
      }
      run(out, j - i, v[i], bytes);
      i = j;
    }
  }

  private static boolean eightOf(int[] v, int i, int x) {
    return ((v[i] ^ x)
            | (v[i + 1] ^ x)
            | (v[i + 2] ^ x)
            | (v[i + 3] ^ x)
            | (v[i + 4] ^ x)
            | (v[i + 5] ^ x)
            | (v[i + 6] ^ x)
            | (v[i + 7] ^ x))
        == 0;
  }
}
