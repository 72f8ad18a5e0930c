package mop.stack.promql;

/**
 * The times at which an expression is evaluated.
 *
 * @param start milliseconds since 1970
 * @param interval milliseconds; 0 where all steps look at the same time
 * @param count at least 1
 */
record Steps(long start, long interval, int count) {
  long time(int i) {
    return start + i * interval;
  }

  long end() {
    return time(count - 1);
  }

  /** Only the first. */
  Steps first() {
    return new Steps(start, interval, 1);
  }

  Steps earlier(long millis) {
    return new Steps(start - millis, interval, count);
  }
}
