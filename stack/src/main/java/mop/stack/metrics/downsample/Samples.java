package mop.stack.metrics.downsample;

import java.io.IOException;
import java.util.Arrays;
import mop.stack.metrics.SampleCursor;
import mop.stack.metrics.SampleCursor.Kind;

/** Floats by time; marks of an end and what goes back in time are left out, as in Thanos. */
final class Samples {
  long[] times = new long[256];
  double[] values = new double[256];
  int size;

  void clear() {
    size = 0;
  }

  void add(SampleCursor c) throws IOException {
    long last = Long.MIN_VALUE;
    for (Kind k = c.next(); k != Kind.END; k = c.next()) {
      if (k == Kind.FLOAT && !SampleCursor.isStale(c.value()) && c.timestamp() >= last) {
        last = c.timestamp();
        add(last, c.value());
      }
    }
  }

  void add(long time, double value) {
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    times[size] = time;
    values[size++] = value;
  }

  /** Some of the samples, without those that are NaN. */
  Samples numbers(int from, int to) {
    Samples s = new Samples();
    for (int i = from; i < to; i++) {
      if (!Double.isNaN(values[i])) {
        s.add(times[i], values[i]);
      }
    }
    return s;
  }
}
