package mop.stack.spanmetrics;

import java.io.IOException;
import mop.stack.labels.Labels;

/** A metric whose labels are what it says; its value is always 1. */
final class TargetInfo extends Family<TargetInfo.Said> {
  /** What the series that is made next says. */
  private String[] said = new String[0];

  /** One series. */
  static final class Said extends Family.State {
    private final Labels series;

    Said(Labels series) {
      this.series = series;
    }
  }

  TargetInfo(String name, Labels external, SeriesLimit limit) {
    super(name, new String[0], external, limit, 1);
  }

  /**
   * Says it; once said it is not updated by being said again, and so is said anew after it went
   * stale, as Tempo's is.
   *
   * @param names names of labels, in the order of {@code values}
   */
  void say(String[] names, String[] values, long nowMillis) {
    String[] all = new String[2 * names.length];
    for (int i = 0; i < names.length; i++) {
      all[2 * i] = names[i];
      all[2 * i + 1] = values[i];
    }
    LabelValues key = new LabelValues(all);
    if (!has(key)) {
      said = all;
      state(key, nowMillis);
    }
  }

  @Override
  Said create(LabelValues values) {
    return new Said(series(values, "", values.equals(LabelValues.OVERFLOW) ? new String[0] : said));
  }

  @Override
  void emit(Said said, long millis, SampleSink sink) throws IOException {
    sink.sample(said.series, millis, 1);
  }

  @Override
  void each(Said said, long millis, double value, SampleSink sink) throws IOException {
    sink.sample(said.series, millis, value);
  }
}
