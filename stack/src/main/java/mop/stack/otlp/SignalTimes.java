package mop.stack.otlp;

/**
 * Looks into requests whose signal is not said: which it is, and the latest time in it. Walks only
 * over what is above the values. Not thread-safe; meant to be reused.
 */
final class SignalTimes {
  private static final int LEN = WireReader.LEN;
  private static final int FIXED64 = WireReader.FIXED64;
  private static final int RESOURCES = 1 << 3 | LEN;
  private static final int SCOPES = 2 << 3 | LEN;
  private static final int ITEMS = 2 << 3 | LEN;
  private static final int SPAN_START = 7 << 3 | FIXED64;
  private static final int SPAN_END = 8 << 3 | FIXED64;
  private static final int LOG_TIME = 1 << 3 | FIXED64;
  private static final int LOG_OBSERVED = 11 << 3 | FIXED64;

  /** Gauge, sum, histogram, exponential histogram and summary: fields of {@code Metric.data}. */
  private static final int GAUGE = 5 << 3 | LEN;

  private static final int SUM = 7 << 3 | LEN;
  private static final int HISTOGRAM = 9 << 3 | LEN;
  private static final int EXPONENTIAL = 10 << 3 | LEN;
  private static final int SUMMARY = 11 << 3 | LEN;
  private static final int POINTS = 1 << 3 | LEN;
  private static final int POINT_TIME = 3 << 3 | FIXED64;

  private final WireReader wire = new WireReader();
  private Signal signal = Signal.TRACES;
  private boolean decided;
  private long latest;
  private long items;

  /**
   * The signal of a protobuf request, by the fields of its first span, metric or log record: spans
   * have fixed 64-bit fields 7 and 8, log records 1 or 11, metrics none. {@link Signal#TRACES} when
   * there is none, or the bytes are malformed.
   */
  Signal signal(byte[] buffer, int offset, int length) {
    decided = false;
    signal = Signal.TRACES;
    try {
      wire.over(buffer, offset, length);
      walk(RESOURCES, () -> walk(SCOPES, () -> walk(ITEMS, this::decide)));
    } catch (InvalidOtlp malformed) {
      return Signal.TRACES;
    }
    return signal;
  }

  private void decide() throws InvalidOtlp {
    boolean span = false;
    boolean log = false;
    boolean other = wire.more();
    while (wire.more() && !decided) {
      int tag = wire.tag();
      span |= tag == SPAN_START || tag == SPAN_END;
      log |= tag == LOG_TIME || tag == LOG_OBSERVED;
      wire.skip(tag);
    }
    wire.position = wire.limit;
    if (!decided && other) {
      decided = true;
      signal = span ? Signal.TRACES : log ? Signal.LOGS : Signal.METRICS;
    }
  }

  /**
   * Reads the times of a request of metrics or logs; see {@link #latest} and {@link #items}.
   *
   * @throws InvalidOtlp when it is malformed, as far as it is walked over
   */
  void read(Signal of, byte[] buffer, int offset, int length) throws InvalidOtlp {
    latest = 0;
    items = 0;
    wire.over(buffer, offset, length);
    Step item = of == Signal.LOGS ? this::logRecord : this::metric;
    walk(RESOURCES, () -> walk(SCOPES, () -> walk(ITEMS, item)));
  }

  /** Latest time of a point or log record, Unix nanoseconds; 0 when there is none. */
  long latest() {
    return latest;
  }

  /** Points or log records. */
  long items() {
    return items;
  }

  private void logRecord() throws InvalidOtlp {
    items++;
    while (wire.more()) {
      int tag = wire.tag();
      if (tag == LOG_TIME || tag == LOG_OBSERVED) {
        note(wire.fixed64());
      } else {
        wire.skip(tag);
      }
    }
  }

  private void metric() throws InvalidOtlp {
    while (wire.more()) {
      int tag = wire.tag();
      switch (tag) {
        case GAUGE, SUM, HISTOGRAM, EXPONENTIAL, SUMMARY -> inside(() -> walk(POINTS, this::point));
        default -> wire.skip(tag);
      }
    }
  }

  private void point() throws InvalidOtlp {
    items++;
    while (wire.more()) {
      int tag = wire.tag();
      if (tag == POINT_TIME) {
        note(wire.fixed64());
      } else {
        wire.skip(tag);
      }
    }
  }

  private void note(long nanos) {
    latest = Long.compareUnsigned(nanos, latest) > 0 ? nanos : latest;
  }

  /** What is done within a message. */
  private interface Step {
    void run() throws InvalidOtlp;
  }

  /** Does something within each field of that tag; passes over the others. */
  private void walk(int wanted, Step step) throws InvalidOtlp {
    while (wire.more()) {
      int tag = wire.tag();
      if (tag == wanted) {
        inside(step);
      } else {
        wire.skip(tag);
      }
    }
  }

  /** Does something with the reader over the message that follows only. */
  private void inside(Step step) throws InvalidOtlp {
    int outer = wire.limit;
    int end = wire.length() + wire.position;
    wire.limit = end;
    step.run();
    wire.position = end;
    wire.limit = outer;
  }
}
