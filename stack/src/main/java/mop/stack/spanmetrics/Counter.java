package mop.stack.spanmetrics;

import java.io.IOException;
import mop.stack.labels.Labels;

/** Sums that only grow. */
final class Counter extends Family<Counter.Sum> {
  /** One series. */
  static final class Sum extends Family.State {
    private final Labels series;
    private double value;

    Sum(Labels series) {
      this.series = series;
    }
  }

  Counter(String name, String[] labelNames, Labels external, SeriesLimit limit) {
    super(name, labelNames, external, limit, 1);
  }

  void add(LabelValues values, double amount, long nowMillis) {
    state(values, nowMillis).value += amount;
  }

  @Override
  Sum create(LabelValues values) {
    return new Sum(series(values, ""));
  }

  @Override
  void emit(Sum sum, long millis, SampleSink sink) throws IOException {
    if (!sum.emitted) {
      sink.sample(sum.series, before(millis), 0);
    }
    sink.sample(sum.series, millis, sum.value);
  }

  @Override
  void each(Sum sum, long millis, double value, SampleSink sink) throws IOException {
    sink.sample(sum.series, millis, value);
  }
}
