package mop.stack.metrics.chunk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mop.stack.metrics.SampleCursor.Kind;
import mop.stack.metrics.chunk.Histogram.Layout;
import mop.stack.metrics.chunk.Histogram.Reset;
import mop.stack.metrics.chunk.XorWriter.ValueWriter;

/**
 * Writes a chunk of native histograms as Prometheus does (tsdb/docs/format/chunks.md, "Histogram
 * chunk data"). All histograms of a chunk have one layout; when one brings new buckets, the chunk
 * is written anew with them. Which histograms may stand in one chunk says {@link #fit}. Not
 * thread-safe.
 */
public final class HistogramWriter {
  private static final int HEADER = 3;

  private final boolean whole;
  private final Reset header;
  private BitWriter out = new BitWriter(HEADER, 512);
  private int count;
  private long minTime;
  private long time;
  private long timeDelta;
  private Histogram last;

  /** Of whole counts: count, zero count, then the difference of each bucket to the one before. */
  private long[] values = {};

  private long[] deltas = {};
  private List<ValueWriter> floats = List.of();
  private ValueWriter sum = new ValueWriter(out);

  /** Whether a histogram may stand in a chunk behind those that are there. */
  public enum Fit {
    FITS,
    /** A counter began anew: the next chunk's header says so. */
    RESET,
    /** Something else does not fit together. */
    UNKNOWN,
    /** A counter behind gauges. Prometheus says of such a chunk that no reset came before. */
    NOT_RESET,
    /** A gauge behind counters, or of another layout. */
    GAUGE;

    /** What the header of the next chunk says. */
    public Reset header() {
      return switch (this) {
        case FITS, NOT_RESET -> Reset.NOT_RESET;
        case RESET -> Reset.RESET;
        case UNKNOWN -> Reset.UNKNOWN;
        case GAUGE -> Reset.GAUGE;
      };
    }
  }

  /**
   * @param first histogram of the chunk, which is to be appended too
   * @param before what is known of the counter before it; what the histogram itself says counts
   *     more
   */
  public HistogramWriter(Histogram first, Reset before) {
    this.whole = first.whole();
    this.header =
        first.reset() == Reset.GAUGE || first.reset() == Reset.RESET ? first.reset() : before;
    this.last = first;
  }

  /** Whether a histogram fits behind those of this chunk, as Prometheus decides. */
  public Fit fit(Histogram next) {
    if (count == 0) {
      return Fit.FITS;
    }
    boolean gauges = header == Reset.GAUGE;
    boolean gauge = next.reset() == Reset.GAUGE;
    if (gauge != gauges) {
      return gauge ? Fit.GAUGE : Fit.NOT_RESET;
    }
    if (next.reset() == Reset.RESET) {
      return Fit.RESET;
    }
    if (next.isStale()) {
      return Fit.FITS;
    }
    return gauge ? fitGauge(next) : fitCounter(next);
  }

  private Fit fitGauge(Histogram next) {
    boolean fits =
        !last.isStale()
            && last.layout().agrees(next.layout())
            && Arrays.equals(last.layout().bounds(), next.layout().bounds());
    return fits ? Fit.FITS : Fit.GAUGE;
  }

  private Fit fitCounter(Histogram next) {
    if (last.isStale()) {
      return Fit.UNKNOWN;
    }
    if (next.number(next.count()) < last.number(last.count())) {
      return Fit.RESET;
    }
    if (!last.layout().agrees(next.layout())) {
      return Fit.UNKNOWN;
    }
    boolean sameBounds = Arrays.equals(last.layout().bounds(), next.layout().bounds());
    return sameBounds && !last.fallsTo(next) ? Fit.FITS : Fit.RESET;
  }

  /**
   * Appends a histogram that fits; its time must be later than the last one's.
   *
   * @throws IllegalStateException when the time is not later, or the chunk holds all it can
   */
  public void append(long millis, Histogram h) {
    if (count == XorWriter.MAX_SAMPLES || (count > 0 && millis <= time)) {
      throw new IllegalStateException(
          "histogram at " + millis + " behind " + count + " up to " + time);
    }
    if (h.isStale()) {
      appendStale(millis);
    } else if (count == 0) {
      first(millis, h);
    } else {
      Layout layout = last.layout();
      if (!layout.sameBuckets(h.layout())) {
        Layout wider = layout.union(h.layout());
        if (!wider.sameBuckets(layout)) {
          writeAnew(wider);
        }
        next(millis, h.in(wider));
      } else {
        next(millis, h);
      }
    }
    time = millis;
    count++;
  }

  private void writeAnew(Layout wider) {
    Chunk so = chunk();
    out = new BitWriter(HEADER, 2 * so.data().length);
    count = 0;
    HistogramCursor c = new HistogramCursor();
    c.reset(so.encoding(), so.data(), 0, so.data().length);
    while (c.next() != Kind.END) {
      append(c.timestamp(), c.histogram().in(wider));
    }
  }

  private void appendStale(long millis) {
    Histogram stale = Histogram.stale(whole);
    if (count == 0) {
      first(millis, stale);
      return;
    }
    // Only stale ones can follow, of which but time and sum are read.
    timeStep(millis);
    if (whole) {
      out.bits(0, 2);
      sum.next(stale.sum());
    } else {
      floats.get(0).next(0);
      floats.get(1).next(0);
      sum.next(stale.sum());
    }
    last = stale;
  }

  private void timeStep(long millis) {
    long step = millis - time;
    HistogramLayout.signed(out, step - timeDelta);
    timeDelta = step;
  }

  private void first(long millis, Histogram h) {
    HistogramLayout.write(out, h.layout());
    HistogramLayout.signed(out, millis);
    minTime = millis;
    timeDelta = 0;
    sum = new ValueWriter(out);
    if (whole) {
      values = wholeValues(h);
      deltas = new long[values.length];
      HistogramLayout.unsigned(out, values[0]);
      HistogramLayout.unsigned(out, values[1]);
      sum.first(h.sum());
      for (int i = 2; i < values.length; i++) {
        HistogramLayout.signed(out, values[i]);
      }
    } else {
      floats = new ArrayList<>();
      firstFloat(h.count());
      firstFloat(h.zeroCount());
      sum.first(h.sum());
      for (long v : h.positive()) {
        firstFloat(v);
      }
      for (long v : h.negative()) {
        firstFloat(v);
      }
    }
    last = h;
  }

  private void firstFloat(long bits) {
    ValueWriter w = new ValueWriter(out);
    w.first(Double.longBitsToDouble(bits));
    floats.add(w);
  }

  private void next(long millis, Histogram h) {
    timeStep(millis);
    if (whole) {
      long[] now = wholeValues(h);
      for (int i = 0; i < now.length; i++) {
        if (i == 2) {
          sum.next(h.sum());
        }
        long delta = now[i] - values[i];
        HistogramLayout.signed(out, delta - deltas[i]);
        deltas[i] = delta;
      }
      if (now.length == 2) {
        sum.next(h.sum());
      }
      values = now;
    } else {
      floats.get(0).next(h.number(h.count()));
      floats.get(1).next(h.number(h.zeroCount()));
      sum.next(h.sum());
      int i = 2;
      for (long v : h.positive()) {
        floats.get(i++).next(h.number(v));
      }
      for (long v : h.negative()) {
        floats.get(i++).next(h.number(v));
      }
    }
    last = h;
  }

  private static long[] wholeValues(Histogram h) {
    long[] v = new long[2 + h.positive().length + h.negative().length];
    v[0] = h.count();
    v[1] = h.zeroCount();
    int n = 2;
    long before = 0;
    for (long c : h.positive()) {
      v[n++] = c - before;
      before = c;
    }
    before = 0;
    for (long c : h.negative()) {
      v[n++] = c - before;
      before = c;
    }
    return v;
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

  /** Bytes so far, with the header of three. */
  public int size() {
    return out.size();
  }

  /** What the chunk's header says of the counter before. */
  public Reset header() {
    return header;
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
    out.header(2, header.header());
    ChunkEncoding encoding = whole ? ChunkEncoding.HISTOGRAM : ChunkEncoding.FLOAT_HISTOGRAM;
    return new Chunk(minTime, time, encoding, out.toByteArray());
  }
}
