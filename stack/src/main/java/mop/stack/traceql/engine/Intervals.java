package mop.stack.traceql.engine;

/** The steps of a range: each begins after its start and includes its end, which is its time. */
final class Intervals {
  private final long start;
  private final long end;
  private final long step;
  private final boolean instant;
  private final int count;

  Intervals(MetricsRequest request) {
    instant = request.instant();
    step = request.step();
    long over = request.end() % step;
    start = instant ? request.start() : request.start() - request.start() % step;
    end = instant || over == 0 ? request.end() : request.end() + step - over;
    count = instant ? 1 : Math.toIntExact((end - start) / step);
  }

  int count() {
    return count;
  }

  /** The step that a time in Unix nanoseconds falls into; −1 for none. */
  int of(long nanos) {
    if (nanos <= start || nanos > end) {
      return -1;
    }
    return instant ? 0 : (int) ((nanos - start - 1) / step);
  }

  /** Unix milliseconds of a step's point. */
  long millis(int interval) {
    return (instant ? end : start + (interval + 1L) * step) / 1_000_000;
  }

  /** Seconds of a step. */
  double seconds() {
    return step / 1e9;
  }
}
