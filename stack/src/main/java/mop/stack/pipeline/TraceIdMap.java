package mop.stack.pipeline;

import org.jspecify.annotations.Nullable;

/** Hash map from 16-byte trace ids without boxing. Not thread-safe. */
final class TraceIdMap<V> {
  private long[] highs = new long[1024];
  private long[] lows = new long[1024];
  private @Nullable Object[] values = new Object[1024];
  private int size;

  int size() {
    return size;
  }

  private static int hash(long high, long low) {
    long mixed = (low ^ high * 0xBF58476D1CE4E5B9L) * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32);
  }

  private int slot(long high, long low) {
    int mask = values.length - 1;
    int slot = hash(high, low) & mask;
    while (values[slot] != null && (lows[slot] != low || highs[slot] != high)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  @SuppressWarnings("unchecked") // only put() writes values
  @Nullable V get(long high, long low) {
    return (V) values[slot(high, low)];
  }

  void put(long high, long low, V value) {
    int slot = slot(high, low);
    if (values[slot] == null) {
      if (size * 2 >= values.length) {
        grow();
        slot = slot(high, low);
      }
      size++;
    }
    highs[slot] = high;
    lows[slot] = low;
    values[slot] = value;
  }

  private void grow() {
    long[] oldHighs = highs;
    long[] oldLows = lows;
    @Nullable Object[] old = values;
    highs = new long[old.length * 2];
    lows = new long[old.length * 2];
    values = new Object[old.length * 2];
    for (int i = 0; i < old.length; i++) {
      if (old[i] != null) {
        int slot = slot(oldHighs[i], oldLows[i]);
        highs[slot] = oldHighs[i];
        lows[slot] = oldLows[i];
        values[slot] = old[i];
      }
    }
  }

  /** Removes an entry and moves those behind it up, so that no probe sequence is cut. */
  void remove(long high, long low) {
    int mask = values.length - 1;
    int hole = slot(high, low);
    if (values[hole] == null) {
      return;
    }
    size--;
    int next = hole;
    while (true) {
      values[hole] = null;
      int home;
      do {
        next = (next + 1) & mask;
        if (values[next] == null) {
          return;
        }
        home = hash(highs[next], lows[next]) & mask;
      } while (((next - home) & mask) < ((next - hole) & mask));
      highs[hole] = highs[next];
      lows[hole] = lows[next];
      values[hole] = values[next];
      hole = next;
    }
  }
}
