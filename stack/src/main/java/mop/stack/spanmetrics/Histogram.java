package mop.stack.spanmetrics;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import mop.stack.labels.Labels;
import mop.stack.otlp.AttributeTexts;

/** Classic histograms: counts up to bounds, their sum, and an example of each bucket. */
final class Histogram extends Family<Histogram.Counts> {
  /** Tempo's default for {@code trace_id_label_name}. */
  private static final String TRACE_ID = "traceID";

  private final double[] bounds;

  /** The series of one label set. */
  static final class Counts extends Family.State {
    private final Labels count;
    private final Labels sum;
    private final Labels[] buckets;
    private final double[] cumulative;

    /** Trace of the last observation in a bucket that was not emitted, 0 for none. */
    private final long[] traceIdHigh;

    private final long[] traceIdLow;
    private final double[] observed;
    private double total;
    private double seconds;

    Counts(Labels count, Labels sum, Labels[] buckets) {
      this.count = count;
      this.sum = sum;
      this.buckets = buckets;
      this.cumulative = new double[buckets.length];
      this.traceIdHigh = new long[buckets.length];
      this.traceIdLow = new long[buckets.length];
      this.observed = new double[buckets.length];
    }
  }

  Histogram(
      String name, String[] labelNames, List<Double> bounds, Labels external, SeriesLimit limit) {
    super(name, labelNames, external, limit, bounds.size() + 3);
    this.bounds = new double[bounds.size() + 1];
    for (int i = 0; i < bounds.size(); i++) {
      this.bounds[i] = bounds.get(i);
    }
    this.bounds[bounds.size()] = Double.POSITIVE_INFINITY;
  }

  /**
   * @param weight how many the observation stands for
   */
  void observe(
      LabelValues values,
      double value,
      double weight,
      long traceIdHigh,
      long traceIdLow,
      long nowMillis) {
    Counts counts = state(values, nowMillis);
    counts.total += weight;
    counts.seconds += value * weight;
    int bucket = 0;
    while (value > bounds[bucket]) {
      bucket++;
    }
    for (int i = bucket; i < bounds.length; i++) {
      counts.cumulative[i] += weight;
    }
    counts.traceIdHigh[bucket] = traceIdHigh;
    counts.traceIdLow[bucket] = traceIdLow;
    counts.observed[bucket] = value;
  }

  @Override
  Counts create(LabelValues values) {
    Labels[] buckets = new Labels[bounds.length];
    for (int i = 0; i < bounds.length; i++) {
      buckets[i] = series(values, "_bucket", "le", AttributeTexts.number(bounds[i]));
    }
    return new Counts(series(values, "_count"), series(values, "_sum"), buckets);
  }

  @Override
  void emit(Counts c, long millis, SampleSink sink) throws IOException {
    if (!c.emitted) {
      sink.sample(c.count, before(millis), 0);
      for (Labels bucket : c.buckets) {
        sink.sample(bucket, before(millis), 0);
      }
    }
    sink.sample(c.sum, millis, c.seconds);
    sink.sample(c.count, millis, c.total);
    for (int i = 0; i < c.buckets.length; i++) {
      sink.sample(c.buckets[i], millis, c.cumulative[i]);
      emitExemplar(c, i, millis, sink);
    }
  }

  /** Each example is emitted once. */
  private static void emitExemplar(Counts c, int bucket, long millis, SampleSink sink)
      throws IOException {
    if ((c.traceIdHigh[bucket] | c.traceIdLow[bucket]) == 0) {
      return;
    }
    Labels trace = Labels.of(TRACE_ID, hex(c.traceIdHigh[bucket], c.traceIdLow[bucket]));
    sink.exemplar(c.buckets[bucket], trace, millis, c.observed[bucket]);
    c.traceIdHigh[bucket] = 0;
    c.traceIdLow[bucket] = 0;
  }

  /** As Tempo writes trace ids: without zeros in front. */
  private static String hex(long high, long low) {
    return high == 0
        ? Long.toHexString(low)
        : Long.toHexString(high) + HexFormat.of().toHexDigits(low);
  }

  @Override
  void each(Counts c, long millis, double value, SampleSink sink) throws IOException {
    sink.sample(c.sum, millis, value);
    sink.sample(c.count, millis, value);
    for (Labels bucket : c.buckets) {
      sink.sample(bucket, millis, value);
    }
  }
}
