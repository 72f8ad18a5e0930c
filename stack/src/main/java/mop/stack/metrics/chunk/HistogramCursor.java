package mop.stack.metrics.chunk;

import java.util.Arrays;
import mop.stack.metrics.chunk.Histogram.Layout;
import mop.stack.metrics.chunk.Histogram.Reset;

/** Reads chunks of native histograms. What is no such chunk is a {@link CorruptChunk}. */
public final class HistogramCursor implements ChunkCursor {
  private static final int HEADER = 3;

  private final BitReader in = new BitReader();
  private boolean whole;
  private Reset header = Reset.UNKNOWN;
  private int total;
  private int read;
  private long time;
  private long timeDelta;
  private Layout layout = Layout.NONE;

  /** Count, zero count, buckets; of whole counts buckets stand as differences. */
  private long[] values = {};

  private long[] deltas = {};
  private long sum;

  /** Windows of meaningful bits: the upper byte has their count, the lower the trailing zeros. */
  private short[] windows = {};

  private short sumWindow;

  /** In what the value read last differs from the one before. */
  private long change;

  /** Starts over before the first sample of a chunk; the bytes are copied. */
  public HistogramCursor reset(ChunkEncoding encoding, byte[] bytes, int offset, int length) {
    if (length < HEADER) {
      throw new CorruptChunk("chunk of " + length + " bytes");
    }
    in.reset(bytes, offset, length);
    whole = encoding == ChunkEncoding.HISTOGRAM;
    total = (int) in.bits(16);
    header = Reset.ofHeader((int) in.bits(8));
    read = 0;
    time = 0;
    timeDelta = 0;
    return this;
  }

  /** What the chunk says of the counter before it. */
  public Reset header() {
    return header;
  }

  @Override
  public Kind next() {
    if (read >= total) {
      read = total + 1;
      return Kind.END;
    }
    if (read == 0) {
      first();
    } else {
      long step = HistogramLayout.signed(in);
      timeDelta += step;
      time += timeDelta;
      if (whole) {
        nextWhole();
      } else {
        nextFloats();
      }
    }
    check();
    read++;
    return Kind.HISTOGRAM;
  }

  private void check() {
    if (in.overrun()) {
      throw new CorruptChunk("chunk ends within histogram " + (read + 1) + " of " + total);
    }
  }

  private void first() {
    layout = HistogramLayout.read(in);
    time = HistogramLayout.signed(in);
    check();
    int n = 2 + layout.positive().length + layout.negative().length;
    if (n - 2 > in.left()) {
      throw new CorruptChunk(n + " buckets in " + in.left() + " bits");
    }
    values = new long[n];
    deltas = new long[whole ? n : 0];
    windows = new short[whole ? 0 : n];
    Arrays.fill(windows, (short) (64 << 8));
    sumWindow = 64 << 8;
    for (int i = 0; i < n; i++) {
      if (i == 2) {
        sum = in.bits(64);
      }
      if (whole) {
        values[i] = i < 2 ? HistogramLayout.unsigned(in) : HistogramLayout.signed(in);
      } else {
        values[i] = in.bits(64);
      }
      check();
    }
    if (n == 2) {
      sum = in.bits(64);
    }
  }

  private void nextWhole() {
    wholeStep(0);
    wholeStep(1);
    nextSum();
    if (!isStale()) {
      for (int i = 2; i < values.length; i++) {
        wholeStep(i);
        check();
      }
    }
  }

  private void wholeStep(int i) {
    deltas[i] += HistogramLayout.signed(in);
    values[i] += deltas[i];
  }

  private void nextFloats() {
    floatStep(0);
    floatStep(1);
    nextSum();
    if (!isStale()) {
      for (int i = 2; i < values.length; i++) {
        floatStep(i);
        check();
      }
    }
  }

  private void floatStep(int i) {
    windows[i] = window(windows[i]);
    values[i] ^= change;
  }

  private void nextSum() {
    sumWindow = window(sumWindow);
    sum ^= change;
  }

  /** Reads the change of a value, given the window in use; returns the one used from now on. */
  private short window(short used) {
    long w = in.peek();
    if (w >= 0) {
      in.at++;
      change = 0;
      return used;
    }
    in.at += 2;
    int bits = used >>> 8;
    int trailing = used & 0xff;
    if ((w & (1L << 62)) != 0) {
      int leading = (int) (w >>> 57) & 0x1f;
      int meaningful = (int) (w >>> 51) & 0x3f;
      in.at += 11;
      bits = meaningful == 0 ? 64 : meaningful;
      trailing = 64 - leading - bits;
      if (trailing < 0) {
        throw new CorruptChunk("value of " + bits + " bits behind " + leading + " zeros");
      }
    }
    change = in.bits(bits) << trailing;
    return (short) ((bits << 8) | trailing);
  }

  private boolean isStale() {
    return sum == STALE_BITS;
  }

  @Override
  public Kind seek(long millis) {
    while (read == 0 || (read <= total && time < millis)) {
      next();
    }
    return read > total ? Kind.END : Kind.HISTOGRAM;
  }

  @Override
  public long timestamp() {
    return time;
  }

  @Override
  public double value() {
    throw new IllegalStateException("a histogram is no float");
  }

  @Override
  public Histogram histogram() {
    Reset reset = header == Reset.GAUGE ? Reset.GAUGE : read > 1 ? Reset.NOT_RESET : Reset.UNKNOWN;
    if (isStale()) {
      return Histogram.stale(whole).with(header == Reset.GAUGE ? Reset.GAUGE : Reset.UNKNOWN);
    }
    int p = layout.positive().length;
    return new Histogram(
        whole,
        reset,
        layout,
        values[0],
        values[1],
        Double.longBitsToDouble(sum),
        counts(2, p),
        counts(2 + p, layout.negative().length));
  }

  private long[] counts(int from, int n) {
    long[] counts = Arrays.copyOfRange(values, from, from + n);
    if (whole) {
      Arrays.parallelPrefix(counts, Long::sum);
    }
    return counts;
  }
}
