package mop.stack.parquet;

/** Reads values of a fixed number of bits, least significant bit first. */
final class BitUnpacker {
  private final byte[] bytes;
  private final int end;
  private int at;
  private long word;
  private int bits;

  BitUnpacker(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  /**
   * @param width 0 to 64
   */
  long next(int width) {
    if (width > 32) {
      long low = next(32);
      return low | next(width - 32) << 32;
    }
    while (bits < width) {
      if (at >= end) {
        throw new CorruptParquet("packed values end early");
      }
      word |= (bytes[at++] & 0xffL) << bits;
      bits += 8;
    }
    long v = word & (1L << width) - 1;
    word >>>= width;
    bits -= width;
    return v;
  }
}
