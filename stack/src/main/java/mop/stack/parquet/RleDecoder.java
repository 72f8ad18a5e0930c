package mop.stack.parquet;

import java.util.Arrays;

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
      int width = 32 - Integer.numberOfLeadingZeros(maxLevel);
      new RleDecoder(from, offset, offset + length).decode(width, count, new Levels(into));
      int highest = 0;
      for (byte level : into) {
        highest = Math.max(highest, level);
      }
      if (highest > maxLevel) {
        throw new CorruptParquet("level " + highest + " above " + maxLevel);
      }
    }
    return into;
  }

  /** Takes values as they are decoded. */
  private sealed interface Sink {
    void fill(int from, int to, int value);

    void unpack(int from, int to, BitUnpacker bits, int width);
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared, only carried
  private record Levels(byte[] into) implements Sink {
    @Override
    public void fill(int from, int to, int value) {
      Arrays.fill(into, from, to, (byte) value);
    }

    @Override
    public void unpack(int from, int to, BitUnpacker bits, int width) {
      int mask = (1 << width) - 1;
      int i = from;
      for (; i + 8 <= to; i += 8) {
        long eight = bits.eight(i - from, width);
        for (int k = 0; k < 8; k++) {
          into[i + k] = (byte) (eight & mask);
          eight >>>= width;
        }
      }
      for (; i < to; i++) {
        into[i] = (byte) bits.get(i - from, width);
      }
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared, only carried
  private record Indexes(int[] into) implements Sink {
    @Override
    public void fill(int from, int to, int value) {
      Arrays.fill(into, from, to, value);
    }

    @Override
    public void unpack(int from, int to, BitUnpacker bits, int width) {
      for (int i = from; i < to; i++) {
        into[i] = (int) bits.get(i - from, width);
      }
    }
  }

  /** Exactly {@code count} dictionary indexes; the first byte is the bit width. */
  static int[] indexes(byte[] from, int offset, int end, int count) {
    if (count == 0) {
      return new int[0];
    }
    if (offset >= end) {
      throw new CorruptParquet("page without dictionary indexes");
    }
    int[] into = new int[count];
    new RleDecoder(from, offset + 1, end).decode(from[offset] & 0xff, count, new Indexes(into));
    return into;
  }

  private void decode(int width, int count, Sink into) {
    if (width > 32) {
      throw new CorruptParquet("bit width " + width);
    }
    int n = 0;
    while (n < count) {
      long head = varint();
      long run = head >>> 1;
      if (run <= 0) {
        throw new CorruptParquet("run of " + run + " values");
      }
      if ((head & 1) == 1) {
        int stop = (int) Math.min(count, n + run * 8);
        unpack(into, n, stop, run * 8, width);
        n = stop;
      } else {
        int value = 0;
        for (int b = 0; b < (width + 7) / 8; b++) {
          value |= u8() << (8 * b);
        }
        int stop = (int) Math.min(count, n + run);
        into.fill(n, stop, value);
        n = stop;
      }
    }
  }

  private void unpack(Sink into, int from, int to, long packed, int width) {
    long length = packed * width / 8;
    if (length > end - at) {
      throw new CorruptParquet("packed run of " + packed + " values in " + (end - at) + " bytes");
    }
    into.unpack(from, to, new BitUnpacker(bytes, at, end), width);
    at += (int) length;
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
