package mop.stack.sampling;

import java.util.Arrays;
import java.util.List;
import mop.stack.otlp.RawTrace;
import mop.stack.otlp.SpanAttributes;
import mop.stack.otlp.TraceShape;
import org.jspecify.annotations.Nullable;

/** One trace before the policies: what they may look at, and how limits and dice answer. */
final class Poll {
  final SpanAttributes attributes = new SpanAttributes();
  private final List<RateLimit> limits;
  private final @Nullable Vote[] memo;
  private @Nullable RawTrace trace;
  private @Nullable TraceShape shape;
  private long nowNanos;
  private long[] hashes;
  private boolean real;
  private int answers;

  Poll(List<RateLimit> limits, int memos, int salts) {
    this.limits = limits;
    this.memo = new Vote[memos];
    this.hashes = new long[salts];
  }

  void begin(RawTrace newTrace, TraceShape newShape, long now) {
    trace = newTrace;
    shape = newShape;
    nowNanos = now;
    Arrays.fill(memo, null);
    for (RateLimit limit : limits) {
      limit.reached = false;
      limit.certain = limit.hasCertainRoom(newTrace.size(), now);
    }
  }

  /** From now on limits count and the hashes are the trace's own. */
  void forReal(long[] own) {
    real = true;
    hashes = own;
  }

  /** From now on limits without certain room answer as told, bit by bit, and nothing is counted. */
  void whatIf(long[] outcome, int limitAnswers) {
    real = false;
    hashes = outcome;
    answers = limitAnswers;
  }

  /** Books the trace with every limit that it could have come to. */
  void end() {
    for (RateLimit limit : limits) {
      if (limit.reached) {
        limit.bookPossible(trace().size(), nowNanos);
      }
    }
  }

  RawTrace trace() {
    if (trace == null) {
      throw new IllegalStateException("no trace");
    }
    return trace;
  }

  TraceShape shape() {
    if (shape == null) {
      throw new IllegalStateException("no trace");
    }
    return shape;
  }

  long hash(int salt) {
    return hashes[salt];
  }

  /** Whether the limit lets the trace through. */
  boolean passes(int limitIndex) {
    RateLimit limit = limits.get(limitIndex);
    if (real) {
      return limit.take(trace().size(), nowNanos);
    }
    limit.reached = true;
    return limit.certain || (answers & (1 << limitIndex)) != 0;
  }

  /** Bits of the limits that were reached and have no certain room. */
  int uncertain() {
    int bits = 0;
    for (int i = 0; i < limits.size(); i++) {
      bits |= limits.get(i).reached && !limits.get(i).certain ? 1 << i : 0;
    }
    return bits;
  }

  @Nullable Vote remembered(int leaf) {
    return memo[leaf];
  }

  Vote remember(int leaf, Vote vote) {
    memo[leaf] = vote;
    return vote;
  }
}
