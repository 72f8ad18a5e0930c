package mop.stack.spanmetrics;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import mop.stack.labels.Labels;
import mop.stack.metrics.SampleCursor;

/**
 * The series of one metric. Where there is no room for another, what would be in it goes to the one
 * labelled {@code metric_overflow="true"}, which does not count.
 *
 * @param <S> what is known of a label set
 */
abstract class Family<S extends Family.State> {
  private static final long MINUTE = 60_000;

  final String name;
  final String[] labelNames;
  private final Labels external;
  private final SeriesLimit limit;
  private final int seriesEach;
  private final Map<LabelValues, S> states = new LinkedHashMap<>();

  /** What is known of one label set. */
  static class State {
    long updatedMillis;
    boolean counted;

    /** Whether samples of it were emitted. */
    boolean emitted;
  }

  Family(String name, String[] labelNames, Labels external, SeriesLimit limit, int seriesEach) {
    this.name = name;
    this.labelNames = labelNames;
    this.external = external;
    this.limit = limit;
    this.seriesEach = seriesEach;
  }

  /** What is known of a label set, which is updated now. */
  final S state(LabelValues values, long nowMillis) {
    S known = states.get(values);
    if (known == null) {
      boolean room = limit.add(seriesEach);
      LabelValues key = room ? values : LabelValues.OVERFLOW;
      known = states.get(key);
      if (known == null) {
        known = create(key);
        known.counted = room;
        states.put(key, known);
      }
    }
    known.updatedMillis = nowMillis;
    return known;
  }

  final boolean has(LabelValues values) {
    return states.containsKey(values);
  }

  abstract S create(LabelValues values);

  final Labels series(LabelValues values, String suffix, String... more) {
    Labels.Builder labels = values.labels(labelNames);
    external.forEach(labels::set);
    for (int i = 0; i < more.length; i += 2) {
      labels.set(more[i], more[i + 1]);
    }
    return labels.set(Labels.METRIC_NAME, name + suffix).build();
  }

  /** Emits a sample of each series. */
  final void collect(long millis, SampleSink sink) throws IOException {
    for (S state : states.values()) {
      emit(state, millis, sink);
      state.emitted = true;
    }
  }

  abstract void emit(S state, long millis, SampleSink sink) throws IOException;

  /** Emits one value for each series of a label set. */
  abstract void each(S state, long millis, double value, SampleSink sink) throws IOException;

  /** Ends the series that were updated last before a time. */
  final void removeStale(long before, long millis, SampleSink sink) throws IOException {
    double end = Double.longBitsToDouble(SampleCursor.STALE_BITS);
    Iterator<S> all = states.values().iterator();
    while (all.hasNext()) {
      S state = all.next();
      if (state.updatedMillis < before) {
        if (state.emitted) {
          each(state, millis, end, sink);
        }
        limit.remove(state.counted ? seriesEach : 0);
        all.remove();
      }
    }
  }

  /**
   * When a counter that begins is said to have been 0, so that its first increase is seen: at the
   * end of the minute before, another interval of aggregation.
   */
  static long before(long millis) {
    return Math.floorDiv(millis, MINUTE) * MINUTE - 1000;
  }

  final boolean isEmpty() {
    return states.isEmpty();
  }
}
