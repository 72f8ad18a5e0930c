package mop.simulator;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Which traces a fault hit, and which fault: an open-addressing table, about 40 bytes a trace that
 * was hit; traces that were not cost nothing. Immutable.
 */
public final class TraceFaults {
  private static final int FREE = -1;

  private final int size;
  private final long[] high;
  private final long[] low;
  private final int[] fault;

  private TraceFaults(Builder builder) {
    size = builder.size;
    int capacity = Integer.highestOneBit(Math.max(4, size) * 2 - 1) * 2;
    high = new long[capacity];
    low = new long[capacity];
    fault = new int[capacity];
    Arrays.fill(fault, FREE);
    for (int i = 0; i < size; i++) {
      int at = place(builder.high[i], builder.low[i]);
      high[at] = builder.high[i];
      low[at] = builder.low[i];
      fault[at] = builder.fault[i];
    }
  }

  private int place(long idHigh, long idLow) {
    int mask = fault.length - 1;
    long mixed = (idHigh ^ idLow) * 0x9E3779B97F4A7C15L;
    int at = (int) (mixed >>> 40) & mask;
    while (fault[at] != FREE && (high[at] != idHigh || low[at] != idLow)) {
      at = (at + 1) & mask;
    }
    return at;
  }

  /**
   * The fault that hit a trace, as its index in {@link BlockTruth#faults()}; empty for none.
   *
   * @param idHigh first eight bytes of the trace id, big-endian
   * @param idLow last eight bytes of the trace id, big-endian
   */
  public OptionalInt faultOf(long idHigh, long idLow) {
    int found = fault[place(idHigh, idLow)];
    return found == FREE ? OptionalInt.empty() : OptionalInt.of(found);
  }

  /** Number of traces that a fault hit. */
  public int size() {
    return size;
  }

  /** Number of traces that this fault hit. */
  public int size(int faultIndex) {
    int count = 0;
    for (int f : fault) {
      count += f == faultIndex ? 1 : 0;
    }
    return count;
  }

  /** Collects the traces. Not thread-safe. */
  public static final class Builder {
    private int size;
    private long[] high = new long[64];
    private long[] low = new long[64];
    private int[] fault = new int[64];

    /** Notes that a fault hit a trace; each trace once. */
    public void add(long idHigh, long idLow, int faultIndex) {
      if (size == fault.length) {
        high = Arrays.copyOf(high, size * 2);
        low = Arrays.copyOf(low, size * 2);
        fault = Arrays.copyOf(fault, size * 2);
      }
      high[size] = idHigh;
      low[size] = idLow;
      fault[size] = faultIndex;
      size++;
    }

    public TraceFaults build() {
      return new TraceFaults(this);
    }
  }
}
