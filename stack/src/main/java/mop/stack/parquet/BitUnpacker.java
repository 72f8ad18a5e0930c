package mop.stack.parquet;

/** Reads values of a fixed number of bits, least significant bit first. */
final class BitUnpacker {
  /** Widest values that one eight-byte load holds wherever they begin in a byte. */
  private static final int MAX_LOAD = 57;

  private final byte[] bytes;
  private final long firstBit;
  private final int end;

  /**
   * @param end behind the last byte that may be read
   */
  BitUnpacker(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.firstBit = (long) from * 8;
    this.end = end;
    if (from > end) {
      throw new CorruptParquet("packed values end early");
    }
  }

  /** Refuses to read so many values unless the bytes hold them. */
  void need(long count, int width) {
    if (firstBit + count * width > end * 8L) {
      throw new CorruptParquet("packed values end early");
    }
  }

  /**
   * Value {@code i}; {@link #need} must have allowed it.
   *
   * @param width 0 to 64
   */
  long get(int i, int width) {
    long bit = firstBit + (long) i * width;
    int at = (int) (bit >>> 3);
    int shift = (int) (bit & 7);
    if (at + 8 > end || width > MAX_LOAD) {
      return slow(at, shift, width);
    }
    return ByteSink.longAt(bytes, at) >>> shift & (1L << width) - 1;
  }

  /**
   * Eight values from value {@code i} on, a multiple of eight, side by side.
   *
   * @param width 1 to 8
   */
  long eight(int i, int width) {
    int at = (int) (firstBit >>> 3) + (i >>> 3) * width;
    return at + 8 > end ? slow(at, 0, 8 * width) : ByteSink.longAt(bytes, at);
  }

  /** Byte by byte, near the end or across more than eight bytes. */
  private long slow(int at, int shift, int width) {
    long value = 0;
    int have = -shift;
    for (int k = at; have < width; k++, have += 8) {
      long b = bytes[k] & 0xffL;
      value |= have < 0 ? b >>> -have : b << have;
    }
    return width == 64 ? value : value & (1L << width) - 1;
  }
}
