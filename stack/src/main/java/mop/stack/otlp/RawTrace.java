package mop.stack.otlp;

import java.util.Arrays;

/**
 * The spans of one trace as they arrived: raw OTLP {@code Span} messages side by side in one
 * buffer, with the fields that every consumer needs already read. Grows while the trace is
 * assembled; not thread-safe.
 */
public final class RawTrace {
  private static final long BYTES_PER_SLOT = 4 + 4 + 4 * 8 + 2;
  private static final long FIXED_BYTES = 256;

  private final long idHigh;
  private final long idLow;
  private byte[] bytes = new byte[1024];
  private int used;
  private int size;
  private int[] offset = new int[8];
  private Origin[] origin = new Origin[8];
  private long[] spanId = new long[8];
  private long[] parentSpanId = new long[8];
  private long[] startNanos = new long[8];
  private long[] endNanos = new long[8];
  private byte[] kind = new byte[8];
  private byte[] status = new byte[8];

  /**
   * @param idHigh first eight bytes of the trace id, big-endian
   * @param idLow last eight bytes of the trace id, big-endian
   */
  public RawTrace(long idHigh, long idLow) {
    this.idHigh = idHigh;
    this.idLow = idLow;
  }

  /**
   * Appends a span.
   *
   * @param from holds the serialized {@code Span} message (without tag and length)
   * @param parent parent span id, 0 for none
   * @param spanStatus 0 unset, 1 ok, 2 error
   */
  public void add(
      Origin spanOrigin,
      byte[] from,
      int fromOffset,
      int length,
      long id,
      long parent,
      long start,
      long end,
      int spanKind,
      int spanStatus) {
    if (size == origin.length) {
      growSpans(size * 2);
    }
    if (used + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(used + length, bytes.length * 2));
    }
    System.arraycopy(from, fromOffset, bytes, used, length);
    offset[size] = used;
    used += length;
    origin[size] = spanOrigin;
    spanId[size] = id;
    parentSpanId[size] = parent;
    startNanos[size] = start;
    endNanos[size] = end;
    kind[size] = (byte) spanKind;
    status[size] = (byte) spanStatus;
    size++;
  }

  /** Appends serialized fields to the message of the span added last. */
  public void extendLast(byte[] fields, int fieldsOffset, int count) {
    if (used + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(used + count, bytes.length * 2));
    }
    System.arraycopy(fields, fieldsOffset, bytes, used, count);
    used += count;
  }

  private void growSpans(int capacity) {
    offset = Arrays.copyOf(offset, capacity);
    origin = Arrays.copyOf(origin, capacity);
    spanId = Arrays.copyOf(spanId, capacity);
    parentSpanId = Arrays.copyOf(parentSpanId, capacity);
    startNanos = Arrays.copyOf(startNanos, capacity);
    endNanos = Arrays.copyOf(endNanos, capacity);
    kind = Arrays.copyOf(kind, capacity);
    status = Arrays.copyOf(status, capacity);
  }

  public long idHigh() {
    return idHigh;
  }

  public long idLow() {
    return idLow;
  }

  /** Number of spans. */
  public int size() {
    return size;
  }

  /** Bytes of all span messages together, without headers. */
  public int byteSize() {
    return used;
  }

  /** Bytes of memory that this trace holds, headers shared with other traces left out. */
  public long memoryBytes() {
    return bytes.length + offset.length * BYTES_PER_SLOT + FIXED_BYTES;
  }

  /** The buffer of all span messages; not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where span {@code i} begins in {@link #bytes()}. */
  public int offset(int i) {
    return offset[i];
  }

  /** Length of span {@code i}'s message. */
  public int length(int i) {
    return (i + 1 == size ? used : offset[i + 1]) - offset[i];
  }

  public Origin origin(int i) {
    return origin[i];
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
}
