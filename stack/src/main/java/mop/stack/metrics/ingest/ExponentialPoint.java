package mop.stack.metrics.ingest;

import java.util.ArrayList;
import java.util.List;
import mop.stack.labels.Labels;
import mop.stack.metrics.chunk.Histogram;
import mop.stack.otlp.InvalidOtlp;
import mop.stack.otlp.WireReader;

/** A point of an exponential histogram: a native histogram, so one series. */
final class ExponentialPoint extends OtlpPoint {
  private static final int ATTRIBUTES = 1 << 3 | WireReader.LEN;
  private static final int COUNT = 4 << 3 | WireReader.FIXED64;
  private static final int SUM = 5 << 3 | WireReader.FIXED64;
  private static final int SCALE = 6 << 3 | WireReader.VARINT;
  private static final int ZERO_COUNT = 7 << 3 | WireReader.FIXED64;
  private static final int POSITIVE = 8 << 3 | WireReader.LEN;
  private static final int NEGATIVE = 9 << 3 | WireReader.LEN;
  private static final int FLAGS = 10 << 3 | WireReader.VARINT;
  private static final int EXEMPLARS = 11 << 3 | WireReader.LEN;

  private static final int MIN_SCALE = -4;
  private static final int MAX_SCALE = 8;

  /** Prometheus gives all of them this one (defaultZeroThreshold). */
  private static final double ZERO_THRESHOLD = 1e-128;

  private ExponentialBuckets positive = ExponentialBuckets.NONE;
  private ExponentialBuckets negative = ExponentialBuckets.NONE;
  private long count;
  private long zeroCount;
  private double sum;
  private int scale;

  ExponentialPoint() {
    super(ATTRIBUTES, FLAGS, EXEMPLARS);
  }

  @Override
  boolean field(int tag, WireReader in) throws InvalidOtlp {
    switch (tag) {
      case COUNT -> count = in.fixed64();
      case SUM -> sum = Double.longBitsToDouble(in.fixed64());
      case SCALE -> scale = ExponentialBuckets.signed(in.varint());
      case ZERO_COUNT -> zeroCount = in.fixed64();
      case POSITIVE -> positive = ExponentialBuckets.read(Span.next(in).within(in));
      case NEGATIVE -> negative = ExponentialBuckets.read(Span.next(in).within(in));
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  void add(String metric, Labels labels, Ingested.Builder out) {
    Labels series = named(labels, metric);
    if (scale < MIN_SCALE) {
      out.reject(Rejection.HISTOGRAM, 1, metric + " of scale " + scale + ", at least -4");
      return;
    }
    Histogram histogram = isStale() ? Histogram.stale(true) : histogram();
    String problem = HistogramCheck.problem(histogram);
    if (!problem.isEmpty()) {
      out.reject(Rejection.HISTOGRAM, 1, metric + ": " + problem);
      return;
    }
    out.batch.add(series, millis(), histogram);
    addExemplars(exemplars, series, out);
  }

  private Histogram histogram() {
    int coarser = Math.max(0, scale - MAX_SCALE);
    List<long[]> above = positive.coarser(coarser);
    List<long[]> below = negative.coarser(coarser);
    return new Histogram(
        true,
        Histogram.Reset.UNKNOWN,
        new Histogram.Layout(
            scale - coarser, ZERO_THRESHOLD, indexes(above), indexes(below), new double[0]),
        count,
        zeroCount,
        sum,
        above.stream().mapToLong(b -> b[1]).toArray(),
        below.stream().mapToLong(b -> b[1]).toArray());
  }

  private static int[] indexes(List<long[]> buckets) {
    return new ArrayList<>(buckets).stream().mapToInt(b -> (int) b[0]).toArray();
  }
}
