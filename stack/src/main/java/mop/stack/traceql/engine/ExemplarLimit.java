package mop.stack.traceql.engine;

/** Spreads exemplars over the time asked for: two of each of as many parts as they are pairs. */
final class ExemplarLimit {
  private static final int PER_PART = 2;

  private final int max;
  private final long startMillis;
  private final long endMillis;
  private final long width;
  private final int[] parts;
  private int taken;

  ExemplarLimit(MetricsRequest request) {
    max = request.instant() ? 0 : request.exemplars();
    parts = new int[Math.max(1, max / PER_PART)];
    startMillis = request.start() / 1_000_000;
    endMillis = request.end() / 1_000_000;
    width = Math.max(1, (endMillis - startMillis) / parts.length);
  }

  /** Whether one of that time may be taken; then it is. */
  boolean take(long millis) {
    if (taken >= max || millis < startMillis || millis > endMillis) {
      return false;
    }
    int part = (int) Math.min(parts.length - 1L, (millis - startMillis) / width);
    if (parts[part] >= PER_PART) {
      return false;
    }
    parts[part]++;
    taken++;
    return true;
  }
}
