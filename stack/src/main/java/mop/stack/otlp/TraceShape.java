package mop.stack.otlp;

import java.util.Arrays;

/**
 * What is odd and what is plain about an assembled trace, read in one pass over its columns. Reused
 * from trace to trace; holds the figures of the trace it measured last. Not thread-safe.
 */
public final class TraceShape {
  private long[] slotId = new long[64];
  private int[] slotSpan = new int[64];
  private int[] slotStamp = new int[64];
  private int stamp;

  private int root;
  private int entry;
  private long startNanos;
  private long endNanos;
  private int errors;
  private int orphans;
  private int duplicates;
  private int negativeDurations;
  private int skewed;

  /** Measures a trace; it must have a span. */
  public void measure(RawTrace trace) {
    index(trace);
    root = -1;
    entry = 0;
    startNanos = Long.MAX_VALUE;
    endNanos = Long.MIN_VALUE;
    errors = 0;
    orphans = 0;
    negativeDurations = 0;
    skewed = 0;
    int topmost = -1;
    for (int i = 0; i < trace.size(); i++) {
      long start = trace.startNanos(i);
      long end = trace.endNanos(i);
      startNanos = Math.min(startNanos, start);
      endNanos = Math.max(endNanos, Math.max(start, end));
      errors += trace.status(i) == 2 ? 1 : 0;
      negativeDurations += end < start ? 1 : 0;
      long parent = trace.parentSpanId(i);
      if (parent == 0) {
        root = earlier(trace, root, i);
        continue;
      }
      int parentSpan = spanOf(parent);
      if (parentSpan < 0) {
        orphans++;
        topmost = earlier(trace, topmost, i);
      } else if (start < trace.startNanos(parentSpan)) {
        skewed++;
      }
    }
    entry = root >= 0 ? root : Math.max(0, topmost);
  }

  private static int earlier(RawTrace trace, int known, int candidate) {
    return known < 0 || trace.startNanos(candidate) < trace.startNanos(known) ? candidate : known;
  }

  private void index(RawTrace trace) {
    int size = trace.size();
    if (size * 2 > slotId.length) {
      int capacity = Integer.highestOneBit(size) * 4;
      slotId = new long[capacity];
      slotSpan = new int[capacity];
      slotStamp = new int[capacity];
      stamp = 0;
    }
    if (++stamp == 0) {
      Arrays.fill(slotStamp, 0);
      stamp = 1;
    }
    duplicates = 0;
    for (int i = 0; i < size; i++) {
      long id = trace.spanId(i);
      int slot = slot(id);
      if (slotStamp[slot] == stamp) {
        duplicates++;
      } else {
        slotStamp[slot] = stamp;
        slotId[slot] = id;
        slotSpan[slot] = i;
      }
    }
  }

  /** The slot that holds {@code id}, or the free one where it would be put. */
  private int slot(long id) {
    int mask = slotId.length - 1;
    int slot = (int) ((id * 0x9E3779B97F4A7C15L) >>> 40) & mask;
    while (slotStamp[slot] == stamp && slotId[slot] != id) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** Index of the first span with that id in the measured trace, or -1. */
  public int spanOf(long spanId) {
    int slot = slot(spanId);
    return slotStamp[slot] == stamp ? slotSpan[slot] : -1;
  }

  /** Whether a span without parent arrived. */
  public boolean complete() {
    return root >= 0;
  }

  /** Index of the earliest span without parent, or -1 when none arrived. */
  public int root() {
    return root;
  }

  /** Index of the root, or of the earliest span whose parent did not arrive, or 0. */
  public int entry() {
    return entry;
  }

  /** Earliest start of a span, Unix nanoseconds. */
  public long startNanos() {
    return startNanos;
  }

  /** Latest end of a span, Unix nanoseconds; never before {@link #startNanos()}. */
  public long endNanos() {
    return endNanos;
  }

  /** From the earliest start to the latest end, nanoseconds, never negative. */
  public long durationNanos() {
    return endNanos - startNanos;
  }

  /** Spans with status error. */
  public int errors() {
    return errors;
  }

  /** Spans that name a parent which did not arrive. */
  public int orphans() {
    return orphans;
  }

  /** Spans whose id another span of the trace has already. */
  public int duplicates() {
    return duplicates;
  }

  /** Spans that end before they start. */
  public int negativeDurations() {
    return negativeDurations;
  }

  /** Spans that start before their parent. */
  public int skewed() {
    return skewed;
  }
}
