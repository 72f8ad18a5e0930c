package mop.stack.otlp;

import java.util.Arrays;

/**
 * The spans of one decoded request in columns, pointing into the request's bytes. Filled by {@link
 * RequestDecoder#decode}, which overwrites it at its next call.
 */
public final class SpanBatch {
  byte[] buffer = new byte[0];
  int size;
  int rejected;
  int[] offset = new int[256];
  int[] length = new int[256];
  int[] traceStateOffset = new int[256];
  int[] traceStateLength = new int[256];
  Origin[] origin = new Origin[256];
  long[] traceIdHigh = new long[256];
  long[] traceIdLow = new long[256];
  long[] spanId = new long[256];
  long[] parentSpanId = new long[256];
  long[] startNanos = new long[256];
  long[] endNanos = new long[256];
  byte[] kind = new byte[256];
  byte[] status = new byte[256];

  SpanBatch() {}

  void ensureRoom() {
    if (size < offset.length) {
      return;
    }
    int capacity = offset.length * 2;
    offset = Arrays.copyOf(offset, capacity);
    length = Arrays.copyOf(length, capacity);
    traceStateOffset = Arrays.copyOf(traceStateOffset, capacity);
    traceStateLength = Arrays.copyOf(traceStateLength, capacity);
    origin = Arrays.copyOf(origin, capacity);
    traceIdHigh = Arrays.copyOf(traceIdHigh, capacity);
    traceIdLow = Arrays.copyOf(traceIdLow, capacity);
    spanId = Arrays.copyOf(spanId, capacity);
    parentSpanId = Arrays.copyOf(parentSpanId, capacity);
    startNanos = Arrays.copyOf(startNanos, capacity);
    endNanos = Arrays.copyOf(endNanos, capacity);
    kind = Arrays.copyOf(kind, capacity);
    status = Arrays.copyOf(status, capacity);
  }

  /** Sets what not every span message has to what an absent field means. */
  void clear(int i) {
    traceIdHigh[i] = 0;
    traceIdLow[i] = 0;
    spanId[i] = 0;
    parentSpanId[i] = 0;
    startNanos[i] = 0;
    endNanos[i] = 0;
    kind[i] = 0;
    status[i] = 0;
    traceStateOffset[i] = 0;
    traceStateLength[i] = 0;
  }

  /** Spans with usable ids. */
  public int size() {
    return size;
  }

  /**
   * Spans left out because their trace id is not 16 bytes or their span id not 8, or because one of
   * them is all zeros (OTLP calls both invalid).
   */
  public int rejected() {
    return rejected;
  }

  /** The request's bytes; not to be changed. */
  public byte[] buffer() {
    return buffer;
  }

  /** Where span {@code i}'s message begins in {@link #buffer()}. */
  public int offset(int i) {
    return offset[i];
  }

  /** Length of span {@code i}'s message in bytes. */
  public int length(int i) {
    return length[i];
  }

  /** Where span {@code i}'s trace state begins in {@link #buffer()}; see its length. */
  public int traceStateOffset(int i) {
    return traceStateOffset[i];
  }

  /** Bytes of span {@code i}'s trace state, 0 when it has none. */
  public int traceStateLength(int i) {
    return traceStateLength[i];
  }

  public Origin origin(int i) {
    return origin[i];
  }

  /** First eight bytes of the trace id, big-endian. */
  public long traceIdHigh(int i) {
    return traceIdHigh[i];
  }

  /** Last eight bytes of the trace id, big-endian. */
  public long traceIdLow(int i) {
    return traceIdLow[i];
  }

  public long spanId(int i) {
    return spanId[i];
  }

  /** Parent span id, 0 for none. */
  public long parentSpanId(int i) {
    return parentSpanId[i];
  }

  /** Unix nanoseconds. */
  public long startNanos(int i) {
    return startNanos[i];
  }

  /** Unix nanoseconds. */
  public long endNanos(int i) {
    return endNanos[i];
  }

  /** OTLP span kind: 0 unspecified, 1 internal, 2 server, 3 client, 4 producer, 5 consumer. */
  public int kind(int i) {
    return kind[i];
  }

  /** OTLP status code: 0 unset, 1 ok, 2 error. */
  public int status(int i) {
    return status[i];
  }

  /** Appends span {@code i} to its trace. */
  public void appendTo(RawTrace trace, int i) {
    trace.add(
        origin[i],
        buffer,
        offset[i],
        length[i],
        spanId[i],
        parentSpanId[i],
        startNanos[i],
        endNanos[i],
        kind[i],
        status[i]);
  }
}
