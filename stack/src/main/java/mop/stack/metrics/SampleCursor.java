package mop.stack.metrics;

import java.io.IOException;

/** Steps over the samples of one series in the order of time; each time is given once. */
public interface SampleCursor {
  /** What a cursor stands at. */
  enum Kind {
    /** Behind the last sample. */
    END,
    FLOAT,
    /** A native histogram. */
    HISTOGRAM
  }

  /**
   * The value that says «the series ended here», one of the many NaN: Prometheus' {@code StaleNaN}.
   */
  long STALE_BITS = 0x7ff0000000000002L;

  /** Moves on to the next sample. */
  Kind next() throws IOException;

  /**
   * Moves on to the first sample at that time or later; stays where it is when that is there
   * already.
   */
  Kind seek(long millis) throws IOException;

  /** Milliseconds since 1970 of the sample at which the cursor stands. */
  long timestamp();

  /** Value of the float sample at which the cursor stands. */
  double value();

  /** Whether a value is the mark of a series' end, which a comparison with NaN cannot tell. */
  static boolean isStale(double value) {
    return Double.doubleToRawLongBits(value) == STALE_BITS;
  }
}
