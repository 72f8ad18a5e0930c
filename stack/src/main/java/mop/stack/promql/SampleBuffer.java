package mop.stack.promql;

import java.io.IOException;
import java.util.Arrays;
import mop.stack.metrics.SampleCursor;
import mop.stack.metrics.SampleCursor.Kind;
import mop.stack.promql.syntax.QueryError;

/** The samples of one series in the windows of all steps, each decoded once. */
final class SampleBuffer {
  private long[] times = new long[1024];
  private double[] values = new double[1024];
  private final long most;
  private int size;
  private int histograms;
  private int[] resets = new int[16];
  private int resetCount = -1;

  /**
   * @param limits how many samples may be held
   */
  SampleBuffer(QueryLimits limits) {
    this.most = limits.maxSamples();
  }

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

  /**
   * Samples of a window that ends at each of the times; stale markers and native histograms are
   * left out.
   *
   * @param length from the first time of a window to its end
   */
  void loadWindows(SampleCursor cursor, Steps ends, long length) throws IOException {
    load(cursor, ends, length, false);
  }

  /** The same; where a series ends, or has a native histogram, stands {@link Column#NONE}. */
  void loadInstants(SampleCursor cursor, Steps ends, long length) throws IOException {
    load(cursor, ends, length, true);
  }

  /** Between windows that do not overlap the cursor may skip what it need not decode. */
  private void load(SampleCursor cursor, Steps ends, long length, boolean keepNone)
      throws IOException {
    clear();
    int windows = ends.interval() == 0 ? 1 : ends.count();
    Kind kind = Kind.FLOAT;
    for (int i = 0; i < windows && kind != Kind.END; i++) {
      long end = ends.time(i);
      kind = cursor.seek(end - length);
      while (kind != Kind.END && cursor.timestamp() <= end) {
        double value = kind == Kind.FLOAT ? cursor.value() : Column.NONE;
        histograms += kind == Kind.FLOAT ? 0 : 1;
        if (keepNone || !Column.isNone(value)) {
          add(cursor.timestamp(), value);
        }
        kind = cursor.next();
      }
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
      if (size > most) {
        throw QueryError.execution("one series has more than " + most + " samples");
      }
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
