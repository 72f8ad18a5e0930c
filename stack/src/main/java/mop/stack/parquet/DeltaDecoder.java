package mop.stack.parquet;

/** Decodes DELTA_BINARY_PACKED. */
final class DeltaDecoder {
  private static final int MAX_BLOCK = 1 << 16;

  private final byte[] bytes;
  private final int end;
  private int at;

  DeltaDecoder(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  /** Where the encoded values end; valid after {@link #decode}. */
  int position() {
    return at;
  }

  /** Exactly {@code count} values. */
  long[] decode(int count, boolean wrapAt32Bits) {
    int block = (int) varint();
    int miniblocks = (int) varint();
    long total = varint();
    long value = zigzag();
    if (total != count) {
      throw new CorruptParquet("page has " + total + " values instead of " + count);
    }
    if (block <= 0 || block > MAX_BLOCK || miniblocks <= 0 || block % (miniblocks * 8) != 0) {
      throw new CorruptParquet("delta block of " + block + " in " + miniblocks + " miniblocks");
    }
    long[] into = new long[count];
    int n = 0;
    if (count > 0) {
      into[n++] = value;
    }
    while (n < count) {
      long min = zigzag();
      int widths = at;
      move(miniblocks);
      for (int m = 0; m < miniblocks && n < count; m++) {
        n = miniblock(into, n, block / miniblocks, bytes[widths + m] & 0xff, min, wrapAt32Bits);
      }
    }
    return into;
  }

  private int miniblock(long[] into, int from, int size, int width, long min, boolean wrap) {
    if (width > 64) {
      throw new CorruptParquet("bit width " + width);
    }
    int start = at;
    int n = Math.min(size, into.length - from);
    BitUnpacker bits = new BitUnpacker(bytes, start, end);
    bits.need(n, width);
    long value = into[from - 1];
    if (width == 0) {
      for (int i = 0; i < n; i++) {
        value = wrap ? (int) (value + min) : value + min;
        into[from + i] = value;
      }
    } else {
      for (int i = 0; i < n; i++) {
        long sum = value + min + bits.get(i, width);
        value = wrap ? (int) sum : sum;
        into[from + i] = value;
      }
    }
    at = Math.min(end, start + size / 8 * width);
    return from + n;
  }

  private void move(int n) {
    if (n > end - at) {
      throw new CorruptParquet("delta values end early");
    }
    at += n;
  }

  private long zigzag() {
    long v = varint();
    return (v >>> 1) ^ -(v & 1);
  }

  private long varint() {
    long v = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      move(1);
      int b = bytes[at - 1];
      v |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return v;
      }
    }
    throw new CorruptParquet("integer is too long");
  }
}
