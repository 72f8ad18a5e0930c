package mop.stack.metrics.head;

import java.util.Arrays;
import mop.stack.metrics.chunk.ChunkCursor;
import mop.stack.metrics.chunk.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Samples of one series that came too late for its chunks, sorted by time, each time once. Not
 * thread-safe.
 */
final class OutOfOrder {
  /** What an entry of the arrays costs. */
  static final int BYTES_EACH = 24;

  private long[] times = new long[4];
  private double[] values = new double[4];
  private @Nullable Histogram[] histograms = {};
  private int size;

  /** Inserts a sample; false when there is one of that time. */
  boolean insert(long millis, double value, @Nullable Histogram histogram) {
    int place =
        size == 0 || millis > times[size - 1] ? ~size : Arrays.binarySearch(times, 0, size, millis);
    if (place >= 0) {
      return false;
    }
    int at = ~place;
    grow(histogram != null);
    System.arraycopy(times, at, times, at + 1, size - at);
    System.arraycopy(values, at, values, at + 1, size - at);
    times[at] = millis;
    values[at] = value;
    if (histograms.length > 0) {
      System.arraycopy(histograms, at, histograms, at + 1, size - at);
      histograms[at] = histogram;
    }
    size++;
    return true;
  }

  private void grow(boolean withHistograms) {
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    if ((withHistograms || histograms.length > 0) && histograms.length < times.length) {
      histograms = Arrays.copyOf(histograms, times.length);
    }
  }

  int size() {
    return size;
  }

  long minTime() {
    return times[0];
  }

  long maxTime() {
    return times[size - 1];
  }

  long time(int i) {
    return times[i];
  }

  double value(int i) {
    return values[i];
  }

  @Nullable Histogram histogram(int i) {
    return histograms.length == 0 ? null : histograms[i];
  }

  /** A cursor before the first sample; while it is used nothing may be inserted. */
  ChunkCursor cursor() {
    return new Cursor(this);
  }

  OutOfOrder copy() {
    OutOfOrder copy = new OutOfOrder();
    copy.times = Arrays.copyOf(times, size);
    copy.values = Arrays.copyOf(values, size);
    copy.histograms = Arrays.copyOf(histograms, Math.min(size, histograms.length));
    copy.size = size;
    return copy;
  }

  private static final class Cursor implements ChunkCursor {
    private final OutOfOrder of;
    private int at = -1;

    Cursor(OutOfOrder of) {
      this.of = of;
    }

    private Kind kind() {
      if (at >= of.size) {
        return Kind.END;
      }
      return of.histogram(at) == null ? Kind.FLOAT : Kind.HISTOGRAM;
    }

    @Override
    public Kind next() {
      at = Math.min(at + 1, of.size);
      return kind();
    }

    @Override
    public Kind seek(long millis) {
      at = Math.max(at, 0);
      while (at < of.size && of.times[at] < millis) {
        at++;
      }
      return kind();
    }

    @Override
    public long timestamp() {
      return of.times[at];
    }

    @Override
    public double value() {
      return of.values[at];
    }

    @Override
    public Histogram histogram() {
      Histogram histogram = of.histogram(at);
      if (histogram == null) {
        throw new IllegalStateException("the cursor stands at no histogram");
      }
      return histogram;
    }
  }
}
