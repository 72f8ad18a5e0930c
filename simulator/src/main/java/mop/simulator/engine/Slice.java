package mop.simulator.engine;

import java.util.Arrays;
import mop.simulator.wire.SlotValues;
import mop.simulator.wire.SpanTemplate;

/**
 * The encoded spans of all traces that begin within one slice of time, and which of these traces a
 * fault hit. Used again and again; not thread-safe.
 */
final class Slice {
  private static final long SECOND = 1_000_000_000L;

  private byte[] bytes = new byte[1 << 18];
  private int used;
  private int spans;
  private int[] offset = new int[1024];
  private int[] length = new int[1024];
  private int[] lane = new int[1024];
  private long[] order = new long[1024];
  private long firstSecond;
  private long traces;
  private int hits;
  private long[] hitHigh = new long[16];
  private long[] hitLow = new long[16];
  private int[] hitFault = new int[16];
  private int cursor;

  /** Empties it for a slice that begins at this second. */
  void begin(long second) {
    firstSecond = second;
    used = 0;
    spans = 0;
    traces = 0;
    hits = 0;
    cursor = 0;
  }

  /** Counts a trace. */
  void trace() {
    traces++;
  }

  /** Notes that a fault hit a trace. */
  void hit(long idHigh, long idLow, int fault) {
    if (hits == hitFault.length) {
      hitHigh = Arrays.copyOf(hitHigh, hits * 2);
      hitLow = Arrays.copyOf(hitLow, hits * 2);
      hitFault = Arrays.copyOf(hitFault, hits * 2);
    }
    hitHigh[hits] = idHigh;
    hitLow[hits] = idLow;
    hitFault[hits] = fault;
    hits++;
  }

  /**
   * Encodes a span.
   *
   * @param ofLane pod and scope: {@code pod * SpanShape.SCOPES + scope}
   */
  void span(SpanTemplate template, SlotValues values, long endNanos, int ofLane) {
    int size = template.length();
    if (used + size > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(used + size, bytes.length * 2));
    }
    if (spans == offset.length) {
      grow(spans * 2);
    }
    template.write(bytes, used, values);
    offset[spans] = used;
    length[spans] = size;
    lane[spans] = ofLane;
    long second = endNanos / SECOND - firstSecond;
    order[spans] = second << 48 | (long) ofLane << 32 | spans;
    used += size;
    spans++;
  }

  private void grow(int capacity) {
    offset = Arrays.copyOf(offset, capacity);
    length = Arrays.copyOf(length, capacity);
    lane = Arrays.copyOf(lane, capacity);
    order = Arrays.copyOf(order, capacity);
  }

  /** Puts the spans in the order in which they leave: by second, then lane, then as made. */
  void finish() {
    Arrays.sort(order, 0, spans);
  }

  /** Whether all spans have left. */
  boolean spent() {
    return cursor == spans;
  }

  /** Whether the next span to leave ended in this second. */
  boolean leavesIn(long second) {
    return !spent() && (order[cursor] >>> 48) + firstSecond == second;
  }

  /** Lane of the next span to leave. */
  int nextLane() {
    return lane[next()];
  }

  private int next() {
    return (int) order[cursor];
  }

  byte[] bytes() {
    return bytes;
  }

  int nextOffset() {
    return offset[next()];
  }

  int nextLength() {
    return length[next()];
  }

  /** Lets the next span leave. */
  void advance() {
    cursor++;
  }

  int spans() {
    return spans;
  }

  long traces() {
    return traces;
  }

  int hits() {
    return hits;
  }

  long hitHigh(int i) {
    return hitHigh[i];
  }

  long hitLow(int i) {
    return hitLow[i];
  }

  int hitFault(int i) {
    return hitFault[i];
  }
}
