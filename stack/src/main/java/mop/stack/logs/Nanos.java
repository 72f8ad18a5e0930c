package mop.stack.logs;

import java.time.Instant;

/** Nanoseconds since 1970 in a long, which reaches from 1678 to 2262. */
final class Nanos {
  static final long PER_MILLI = 1_000_000L;
  private static final long PER_SECOND = 1_000_000_000L;

  private Nanos() {}

  static Instant instant(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, PER_SECOND), Math.floorMod(nanos, PER_SECOND));
  }

  /** The largest long where the product is larger still, the smallest likewise. */
  static long ofMillis(long millis) {
    long limit = Long.MAX_VALUE / PER_MILLI;
    return millis > limit ? Long.MAX_VALUE : millis < -limit ? Long.MIN_VALUE : millis * PER_MILLI;
  }
}
