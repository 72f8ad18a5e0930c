package mop.stack.traceql.engine;

import java.time.Instant;

/**
 * When traces must have been going on, both ends included.
 *
 * @param start Unix nanoseconds; 0 together with {@code end} for any time
 * @param end Unix nanoseconds
 */
public record TimeRange(long start, long end) {
  public static final TimeRange ANY = new TimeRange(0, 0);

  public static TimeRange ofSeconds(long start, long end) {
    return new TimeRange(start * 1_000_000_000L, end * 1_000_000_000L);
  }

  /** Tempo filters only when both ends are given. */
  public boolean any() {
    return start <= 0 || end <= 0;
  }

  /** Whether something from {@code first} to {@code last} touches the range. */
  public boolean overlaps(long first, long last) {
    return any() || (first <= end && last >= start);
  }

  /** Likewise of a block, whose times are whole seconds; one that contradicts itself may do. */
  public boolean mayOverlap(Instant first, Instant last) {
    boolean sane = !last.isBefore(first);
    return any() || !sane || overlapsSeconds(first.getEpochSecond(), last.getEpochSecond() + 1);
  }

  private boolean overlapsSeconds(long first, long last) {
    return first <= end / 1_000_000_000L && last >= start / 1_000_000_000L;
  }
}
