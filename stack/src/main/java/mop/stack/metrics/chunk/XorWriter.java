package mop.stack.metrics.chunk;

/**
 * Writes a chunk of floats as Prometheus does (tsdb/docs/format/chunks.md, "XOR chunk data"): times
 * as differences of differences, values by XOR with the one before. Not thread-safe; a snapshot may
 * be taken between any two samples.
 */
public final class XorWriter {
  /** Samples that the header can count. */
  public static final int MAX_SAMPLES = 0xffff;

  /** No window of meaningful bits was written yet. */
  private static final int NO_WINDOW = 0xff;

  private final BitWriter out = new BitWriter(2, 160);
  private final ValueWriter values = new ValueWriter(out);
  private int count;
  private long minTime;
  private long time;
  private long delta;

  /**
   * Appends a sample; its time must be later than the last one's.
   *
   * @throws IllegalStateException when the time is not later, or the chunk holds all it can
   */
  public void append(long millis, double value) {
    if (count == MAX_SAMPLES || (count > 0 && millis <= time)) {
      throw new IllegalStateException(
          "sample at " + millis + " behind " + count + " samples up to " + time);
    }
    if (count == 0) {
      minTime = millis;
      time = millis;
      out.varint(millis);
      values.first(value);
      count = 1;
    } else {
      step(millis - time, value);
    }
  }

  private void step(long step, double value) {
    if (count == 1) {
      out.uvarint(step);
    } else {
      timeStep(step - delta);
    }
    delta = step;
    values.next(value);
    time += step;
    count++;
  }

  /**
   * Appends another value of the last sample's time, as Thanos ends its counters; a cursor gives
   * both.
   *
   * @throws IllegalStateException when there is no sample
   */
  public void appendAgain(double value) {
    if (count == 0 || count == MAX_SAMPLES) {
      throw new IllegalStateException("no time to repeat behind " + count + " samples");
    }
    step(0, value);
  }

  /** Prefix codes of 1 to 4 bits say how many bits follow: 0, 14, 17, 20 or 64. */
  private void timeStep(long change) {
    if (change == 0) {
      out.bit(0);
    } else if (fits(change, 14)) {
      out.bits((0b10L << 14) | (change & 0x3fff), 16);
    } else if (fits(change, 17)) {
      out.bits((0b110L << 17) | (change & 0x1ffff), 20);
    } else if (fits(change, 20)) {
      out.bits((0b1110L << 20) | (change & 0xfffff), 24);
    } else {
      out.bits(0b1111, 4);
      out.bits(change, 64);
    }
  }

  /** The range is not two's complement's: it reaches from −2ⁿ⁻¹+1 to 2ⁿ⁻¹. */
  private static boolean fits(long v, int bits) {
    return v > -(1L << (bits - 1)) && v <= 1L << (bits - 1);
  }

  /** Samples so far. */
  public int count() {
    return count;
  }

  /** Time of the first sample; 0 before it. */
  public long minTime() {
    return minTime;
  }

  /** Time of the last sample; 0 before the first. */
  public long maxTime() {
    return time;
  }

  /** The last value; 0 before the first. */
  public double lastValue() {
    return Double.longBitsToDouble(values.bits);
  }

  /** Bytes so far, with the header of two. */
  public int size() {
    return out.size();
  }

  /**
   * What has been written so far, as a chunk of its own. Writing may go on.
   *
   * @throws IllegalArgumentException when there is no sample
   */
  public Chunk chunk() {
    if (count == 0) {
      throw new IllegalArgumentException("a chunk without samples");
    }
    out.header(0, count >> 8);
    out.header(1, count);
    return new Chunk(minTime, time, ChunkEncoding.XOR, out.toByteArray());
  }

  /** Floats, each by XOR with the one before; also the sums of histograms are written so. */
  static final class ValueWriter {
    private final BitWriter out;
    private int leading = NO_WINDOW;
    private int trailing;
    long bits;

    ValueWriter(BitWriter out) {
      this.out = out;
    }

    void first(double value) {
      bits = Double.doubleToRawLongBits(value);
      out.bits(bits, 64);
    }

    void next(double value) {
      long raw = Double.doubleToRawLongBits(value);
      long xor = raw ^ bits;
      bits = raw;
      if (xor == 0) {
        out.bit(0);
        return;
      }
      // The count of leading zeros has five bits.
      int lead = Math.min(Long.numberOfLeadingZeros(xor), 31);
      int trail = Long.numberOfTrailingZeros(xor);
      if (leading != NO_WINDOW && lead >= leading && trail >= trailing) {
        out.bits(0b10, 2);
        out.bits(xor >>> trailing, 64 - leading - trailing);
        return;
      }
      leading = lead;
      trailing = trail;
      int meaningful = 64 - lead - trail;
      // 64 meaningful bits are written as 0, which cannot occur otherwise.
      out.bits((0b11L << 11) | ((long) lead << 6) | (meaningful & 0x3f), 13);
      out.bits(xor >>> trail, meaningful);
    }
  }
}
