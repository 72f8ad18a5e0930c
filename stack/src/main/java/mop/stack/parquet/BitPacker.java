package mop.stack.parquet;

/** Packs values of a fixed number of bits, least significant bit first. */
final class BitPacker {
  private BitPacker() {}

  /**
   * @param to so that {@code (to - from) * width} is a multiple of 8
   */
  static void pack(int[] v, int from, int to, int width, ByteSink out) {
    byte[] into = out.reserve((int) (((long) to - from) * width / 8) + 8);
    int at = out.size();
    int start = at;
    long word = 0;
    int bits = 0;
    for (int i = from; i < to; i++) {
      word |= (v[i] & 0xffffffffL) << bits;
      bits += width;
      if (bits >= 32) {
        ByteSink.longInto(into, at, word);
        at += 4;
        bits -= 32;
        word >>>= 32;
      }
    }
    ByteSink.longInto(into, at, word);
    out.advance(at + (bits + 7) / 8 - start);
  }

  /** Packs 32 values of up to 64 bits. */
  static void pack32(long[] v, int from, int width, ByteSink out) {
    byte[] into = out.reserve(4 * width + 8);
    int at = out.size();
    long word = 0;
    int bits = 0;
    for (int i = from; i < from + 32; i++) {
      word |= v[i] << bits;
      bits += width;
      if (bits >= 64) {
        ByteSink.longInto(into, at, word);
        at += 8;
        bits -= 64;
        word = bits == 0 ? 0 : v[i] >>> (width - bits);
      }
    }
    ByteSink.longInto(into, at, word);
    out.advance(4 * width);
  }
}
