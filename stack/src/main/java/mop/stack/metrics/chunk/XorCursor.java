package mop.stack.metrics.chunk;

/**
 * Reads chunks of floats; one cursor reads any number of chunks after another. What is no such
 * chunk is a {@link CorruptChunk}.
 */
public final class XorCursor implements ChunkCursor {
  private final BitReader in = new BitReader();
  private int total;
  private int read;
  private long time;
  private long delta;
  private long bits;
  private int trailing;

  /** Meaningful bits of the window in use. */
  private int window;

  /**
   * Starts over before the first sample of a chunk.
   *
   * @param bytes that hold the chunk, which are copied
   */
  public XorCursor reset(byte[] bytes, int offset, int length) {
    if (length < 2) {
      throw new CorruptChunk("chunk of " + length + " bytes");
    }
    in.reset(bytes, offset, length);
    total = (int) in.bits(16);
    read = 0;
    time = 0;
    trailing = 0;
    window = 64;
    return this;
  }

  /** Samples of the chunk. */
  public int count() {
    return total;
  }

  @Override
  public Kind next() {
    if (read >= total) {
      read = total + 1;
      return Kind.END;
    }
    if (read > 1) {
      long w = in.peek();
      if (w >= 0) {
        in.at++;
        time += delta;
        nextValue(w << 1, BitReader.PEEKED - 1);
      } else {
        delta += timeStep(w);
        time += delta;
        nextValue(in.peek(), BitReader.PEEKED);
      }
    } else {
      start();
    }
    if (in.overrun()) {
      throw new CorruptChunk("chunk ends within sample " + (read + 1) + " of " + total);
    }
    read++;
    return Kind.FLOAT;
  }

  /** The first two samples are written otherwise than those behind. */
  private void start() {
    if (read == 0) {
      time = in.varint();
      bits = in.bits(64);
    } else {
      delta = in.uvarint();
      time += delta;
      nextValue(in.peek(), BitReader.PEEKED);
    }
  }

  private long timeStep(long w) {
    int prefix = Math.min(Long.numberOfLeadingZeros(~w), 4);
    if (prefix == 4) {
      in.at += 4;
      return in.bits(64);
    }
    int n = prefix == 1 ? 14 : prefix == 2 ? 17 : 20;
    long v = (w << (prefix + 1)) >>> (64 - n);
    in.at += prefix + 1 + n;
    // Above half the range stand the negative numbers; half itself is positive.
    return v > 1L << (n - 1) ? v - (1L << n) : v;
  }

  /**
   * @param w the next bits at the upper end of a word
   * @param known how many of them are right
   */
  private void nextValue(long w, int known) {
    if (w >= 0) {
      in.at++;
      return;
    }
    int used = 2;
    if ((w & (1L << 62)) != 0) {
      int leading = (int) (w >>> 57) & 0x1f;
      int meaningful = (int) (w >>> 51) & 0x3f;
      used = 13;
      window = meaningful == 0 ? 64 : meaningful;
      trailing = 64 - leading - window;
      if (trailing < 0) {
        throw new CorruptChunk("value of " + window + " bits behind " + leading + " zeros");
      }
    }
    int n = window;
    in.at += used;
    if (used + n <= known) {
      in.at += n;
      bits ^= ((w << used) >>> (64 - n)) << trailing;
    } else {
      bits ^= in.bits(n) << trailing;
    }
  }

  @Override
  public Kind seek(long millis) {
    while (read == 0 || (read <= total && time < millis)) {
      next();
    }
    return read > total ? Kind.END : Kind.FLOAT;
  }

  @Override
  public long timestamp() {
    return time;
  }

  @Override
  public double value() {
    return Double.longBitsToDouble(bits);
  }

  @Override
  public Histogram histogram() {
    throw new IllegalStateException("a float is no histogram");
  }
}
