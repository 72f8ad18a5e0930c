package mop.stack.parquet;

/** Decodes the hybrid of run lengths and bit packing. */
final class RleDecoder {
  private final byte[] bytes;
  private final int end;
  private int at;

  private RleDecoder(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  /** Exactly {@code count} levels of at most {@code maxLevel}. */
  static byte[] levels(byte[] from, int offset, int length, int maxLevel, int count) {
    byte[] into = new byte[count];
    if (maxLevel > 0) {
      int[] all =
          new RleDecoder(from, offset, offset + length)
              .decode(32 - Integer.numberOfLeadingZeros(maxLevel), count);
      for (int i = 0; i < count; i++) {
        if (all[i] > maxLevel) {
          throw new CorruptParquet("level " + all[i] + " above " + maxLevel);
        }
        into[i] = (byte) all[i];
      }
    }
    return into;
  }

  /** Exactly {@code count} dictionary indexes; the first byte is the bit width. */
  static int[] indexes(byte[] from, int offset, int end, int count) {
    if (count == 0) {
      return new int[0];
    }
    if (offset >= end) {
      throw new CorruptParquet("page without dictionary indexes");
    }
    return new RleDecoder(from, offset + 1, end).decode(from[offset] & 0xff, count);
  }

  private int[] decode(int width, int count) {
    if (width > 32) {
      throw new CorruptParquet("bit width " + width);
    }
    int[] into = new int[count];
    int n = 0;
    while (n < count) {
      long head = varint();
      long run = head >>> 1;
      if ((head & 1) == 1) {
        n += unpack(into, n, run * 8, width);
      } else {
        int value = 0;
        for (int b = 0; b < (width + 7) / 8; b++) {
          value |= u8() << (8 * b);
        }
        int stop = (int) Math.min(count, n + run);
        if (run <= 0) {
          throw new CorruptParquet("run of " + run + " values");
        }
        java.util.Arrays.fill(into, n, stop, value);
        n = stop;
      }
    }
    return into;
  }

  private int unpack(int[] into, int n, long packed, int width) {
    long length = packed * width / 8;
    if (packed <= 0 || length > end - at) {
      throw new CorruptParquet("packed run of " + packed + " values in " + (end - at) + " bytes");
    }
    int count = (int) Math.min(packed, into.length - n);
    BitUnpacker bits = new BitUnpacker(bytes, at, end);
    for (int i = 0; i < count; i++) {
      into[n + i] = (int) bits.next(width);
    }
    at += (int) length;
    return count;
  }

  private long varint() {
    long v = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int b = u8();
      v |= (long) (b & 0x7f) << shift;
      if (b < 0x80) {
        return v;
      }
    }
    throw new CorruptParquet("run header is too long");
  }

  private int u8() {
    if (at >= end) {
      throw new CorruptParquet("runs end early");
    }
    return bytes[at++] & 0xff;
  }
}
