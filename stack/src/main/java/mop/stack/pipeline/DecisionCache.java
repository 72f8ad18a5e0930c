package mop.stack.pipeline;

import mop.stack.sampling.Decision;
import org.jspecify.annotations.Nullable;

/** The last decisions by trace id; the oldest goes when it is full. */
final class DecisionCache {
  private final TraceIdMap<Decision> decisions = new TraceIdMap<>();
  private final long[] highs;
  private final long[] lows;
  private long count;

  DecisionCache(int capacity) {
    highs = new long[capacity];
    lows = new long[capacity];
  }

  @Nullable Decision get(long high, long low) {
    return decisions.get(high, low);
  }

  /** Remembers the decision of a trace that has none yet. */
  void put(long high, long low, Decision decision) {
    if (highs.length == 0) {
      return;
    }
    int slot = (int) (count % highs.length);
    if (count >= highs.length) {
      decisions.remove(highs[slot], lows[slot]);
    }
    highs[slot] = high;
    lows[slot] = low;
    decisions.put(high, low, decision);
    count++;
  }
}
