package mop.stack.promql;

import java.io.IOException;
import java.util.Arrays;
import mop.stack.metrics.SampleCursor;
import mop.stack.metrics.SampleCursor.Kind;

/** The samples of one series in a stretch of time, decoded once for all steps. */
final class SampleBuffer {
  private long[] times = new long[1024];
  private double[] values = new double[1024];
  private int size;
  private int histograms;
  private int[] resets = new int[16];
  private int resetCount = -1;

  int size() {
    return size;
  }

  /** How many native histograms there were among the samples that were loaded last. */
  int histograms() {
    return histograms;
  }

  long time(int i) {
    return times[i];
  }

  double value(int i) {
    return values[i];
  }

  long[] times() {
    return times;
  }

  double[] values() {
    return values;
  }

  /** Samples of both ends included; stale markers and native histograms are left out. */
  void loadRange(SampleCursor cursor, long from, long to) throws IOException {
    load(cursor, from, to, false);
  }

  /**
   * Samples of both ends included; where a series ends, or has a native histogram, stands {@link
   * Column#NONE}.
   */
  void loadInstants(SampleCursor cursor, long from, long to) throws IOException {
    load(cursor, from, to, true);
  }

  private void load(SampleCursor cursor, long from, long to, boolean keepNone) throws IOException {
    clear();
    Kind kind = cursor.seek(from);
    while (kind != Kind.END && cursor.timestamp() <= to) {
      double value = kind == Kind.FLOAT ? cursor.value() : Column.NONE;
      histograms += kind == Kind.FLOAT ? 0 : 1;
      if (keepNone || !Column.isNone(value)) {
        add(cursor.timestamp(), value);
      }
      kind = cursor.next();
    }
  }

  /** The values of a subquery as if they were samples. */
  void load(double[] column, Steps steps) {
    clear();
    for (int i = 0; i < column.length; i++) {
      if (!Column.isNone(column[i])) {
        add(steps.time(i), column[i]);
      }
    }
  }

  private void clear() {
    size = 0;
    histograms = 0;
    resetCount = -1;
  }

  private void add(long time, double value) {
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    times[size] = time;
    values[size++] = value;
  }

  /** How many samples are less than the one before them. */
  int resetCount() {
    if (resetCount < 0) {
      findResets();
    }
    return resetCount;
  }

  /** The place of such a sample, in rising order. */
  int reset(int i) {
    return resets[i];
  }

  private void findResets() {
    resetCount = 0;
    for (int i = 1; i < size; i++) {
      if (values[i] < values[i - 1]) {
        if (resetCount == resets.length) {
          resets = Arrays.copyOf(resets, 2 * resetCount);
        }
        resets[resetCount++] = i;
      }
    }
  }
}
