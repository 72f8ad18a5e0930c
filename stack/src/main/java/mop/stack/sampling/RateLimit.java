package mop.stack.sampling;

/**
 * A limit of spans over time, kept twice. The real count decides. The shadow count books every
 * trace that could have come to this limit with other random numbers; where even the shadow has
 * room, the limit lets a trace through whatever the dice, and its probability stays known.
 */
abstract sealed class RateLimit permits RateLimit.TokenBucket, RateLimit.PerSecond {
  /** Whether the current trace could come to this limit; kept by the sampler that owns it. */
  boolean reached;

  /** Whether the current trace passes for certain; kept by the sampler that owns it. */
  boolean certain;

  /** Takes spans if there is room. */
  abstract boolean take(long spans, long nowNanos);

  /** Whether there is room for certain. */
  abstract boolean hasCertainRoom(long spans, long nowNanos);

  /** Books spans that may have been taken. */
  abstract void bookPossible(long spans, long nowNanos);

  /**
   * Tokens refill continuously and the bucket holds at most {@code burst}; a trace takes as many as
   * it has spans, or none (golang.org/x/time/rate, {@code AllowN}).
   */
  static final class TokenBucket extends RateLimit {
    private final double perNano;
    private final double burst;
    private double tokens;
    private double shadowTokens;
    private long lastNanos = Long.MIN_VALUE;

    TokenBucket(double perSecond, double burst) {
      this.perNano = perSecond / 1e9;
      this.burst = burst;
      this.tokens = burst;
      this.shadowTokens = burst;
    }

    private void refill(long nowNanos) {
      if (lastNanos != Long.MIN_VALUE && nowNanos > lastNanos) {
        double more = (nowNanos - lastNanos) * perNano;
        tokens = Math.min(burst, tokens + more);
        shadowTokens = Math.min(burst, shadowTokens + more);
      }
      lastNanos = Math.max(lastNanos, nowNanos);
    }

    @Override
    boolean take(long spans, long nowNanos) {
      refill(nowNanos);
      if (tokens < spans) {
        return false;
      }
      tokens -= spans;
      return true;
    }

    @Override
    boolean hasCertainRoom(long spans, long nowNanos) {
      refill(nowNanos);
      return shadowTokens >= spans;
    }

    @Override
    void bookPossible(long spans, long nowNanos) {
      refill(nowNanos);
      shadowTokens -= spans;
    }
  }

  /** A count that starts anew with every second of event time. */
  static final class PerSecond extends RateLimit {
    private final long limit;
    private long second = Long.MIN_VALUE;
    private long count;
    private long shadowCount;

    PerSecond(long limit) {
      this.limit = limit;
    }

    private void turn(long nowNanos) {
      long current = Math.floorDiv(nowNanos, 1_000_000_000L);
      if (current != second) {
        second = current;
        count = 0;
        shadowCount = 0;
      }
    }

    @Override
    boolean take(long spans, long nowNanos) {
      turn(nowNanos);
      if (count + spans > limit) {
        return false;
      }
      count += spans;
      return true;
    }

    @Override
    boolean hasCertainRoom(long spans, long nowNanos) {
      turn(nowNanos);
      return shadowCount + spans <= limit;
    }

    @Override
    void bookPossible(long spans, long nowNanos) {
      turn(nowNanos);
      shadowCount += spans;
    }
  }
}
