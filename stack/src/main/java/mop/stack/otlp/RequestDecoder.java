package mop.stack.otlp;

import java.util.Arrays;

/**
 * Reads serialized {@code ExportTraceServiceRequest} messages. Only what every consumer needs is
 * read (ids, times, kind, status); names, attributes, events and links are passed over by their
 * length and stay in the bytes, so malformed bytes inside them are not noticed here. Fields may
 * come in any order; of a field that comes twice the last counts. Not thread-safe; meant to be
 * reused, because equal headers become one {@link Origin} within a decoder.
 */
public final class RequestDecoder {
  private static final int MAX_ORIGINS = 1 << 16;
  private static final long MAX_ORIGIN_BYTES = 64L << 20;

  private static final int RESOURCE_SPANS = 1 << 3 | WireReader.LEN;
  private static final int RESOURCE = 1 << 3 | WireReader.LEN;
  private static final int SCOPE_SPANS = 2 << 3 | WireReader.LEN;
  private static final int SCOPE = 1 << 3 | WireReader.LEN;
  private static final int SPANS = 2 << 3 | WireReader.LEN;
  private static final int TRACE_ID = 1 << 3 | WireReader.LEN;
  private static final int SPAN_ID = 2 << 3 | WireReader.LEN;
  private static final int TRACE_STATE = 3 << 3 | WireReader.LEN;
  private static final int PARENT_SPAN_ID = 4 << 3 | WireReader.LEN;
  private static final int NAME = 5 << 3 | WireReader.LEN;
  private static final int ATTRIBUTES = 9 << 3 | WireReader.LEN;
  private static final int KIND = 6 << 3 | WireReader.VARINT;
  private static final int START = 7 << 3 | WireReader.FIXED64;
  private static final int END = 8 << 3 | WireReader.FIXED64;
  private static final int STATUS = 15 << 3 | WireReader.LEN;
  private static final int STATUS_CODE = 3 << 3 | WireReader.VARINT;

  private static final int TRACE_ID_OF_16 = TRACE_ID | 16 << 8;
  private static final int SPAN_ID_OF_8 = SPAN_ID | 8 << 8;
  private static final int PARENT_OF_8 = PARENT_SPAN_ID | 8 << 8;
  private static final int IDS_BYTES = 2 + 16 + 2 + 8;
  private static final int PARENT_BYTES = 2 + 8;
  private static final int TIMES_BYTES = 2 + 9 + 9;

  private final WireReader wire = new WireReader();
  private final SpanBatch batch = new SpanBatch();
  private final OriginTable origins = new OriginTable(MAX_ORIGINS, MAX_ORIGIN_BYTES);
  private int scopes;
  private int[] scopeEnd = new int[16];
  private int[] scopeOffset = new int[16];
  private int[] scopeLength = new int[16];

  /**
   * Reads one request.
   *
   * @return its spans, valid until the next call and while {@code buffer} is unchanged
   * @throws InvalidOtlp when the bytes are not such a message; none of its spans counts then
   */
  public SpanBatch decode(byte[] buffer, int offset, int length) throws InvalidOtlp {
    wire.over(buffer, offset, length);
    batch.buffer = buffer;
    batch.size = 0;
    batch.rejected = 0;
    while (wire.more()) {
      int tag = wire.tag();
      if (tag == RESOURCE_SPANS) {
        int outer = enter();
        resourceSpans();
        wire.limit = outer;
      } else {
        wire.skip(tag);
      }
    }
    return batch;
  }

  /** Narrows the reader to the message that follows; returns the limit to restore. */
  private int enter() throws InvalidOtlp {
    int length = wire.length();
    int outer = wire.limit;
    wire.limit = wire.position + length;
    return outer;
  }

  private void resourceSpans() throws InvalidOtlp {
    int firstSpan = batch.size;
    int resourceOffset = 0;
    int resourceLength = 0;
    scopes = 0;
    while (wire.more()) {
      int tag = wire.tag();
      if (tag == RESOURCE) {
        resourceLength = wire.length();
        resourceOffset = wire.position;
        wire.position += resourceLength;
      } else if (tag == SCOPE_SPANS) {
        int outer = enter();
        scopeSpans();
        wire.limit = outer;
      } else {
        wire.skip(tag);
      }
    }
    if (firstSpan == batch.size) {
      return;
    }
    origins.resource(batch.buffer, resourceOffset, resourceLength);
    for (int s = 0; s < scopes; s++) {
      if (firstSpan < scopeEnd[s]) {
        Origin origin = origins.intern(scopeOffset[s], scopeLength[s]);
        Arrays.fill(batch.origin, firstSpan, scopeEnd[s], origin);
        firstSpan = scopeEnd[s];
      }
    }
  }

  private void scopeSpans() throws InvalidOtlp {
    int offset = 0;
    int length = 0;
    while (wire.more()) {
      int tag = wire.tag();
      if (tag == SPANS) {
        int outer = enter();
        span();
        wire.limit = outer;
      } else if (tag == SCOPE) {
        length = wire.length();
        offset = wire.position;
        wire.position += length;
      } else {
        wire.skip(tag);
      }
    }
    if (scopes == scopeEnd.length) {
      scopeEnd = Arrays.copyOf(scopeEnd, scopes * 2);
      scopeOffset = Arrays.copyOf(scopeOffset, scopes * 2);
      scopeLength = Arrays.copyOf(scopeLength, scopes * 2);
    }
    scopeEnd[scopes] = batch.size;
    scopeOffset[scopes] = offset;
    scopeLength[scopes] = length;
    scopes++;
  }

  private void span() throws InvalidOtlp {
    batch.ensureRoom();
    int i = batch.size;
    int offset = wire.position;
    batch.clear(i);
    inUsualOrder(i);
    inAnyOrder(i);
    if ((batch.traceIdHigh[i] | batch.traceIdLow[i]) == 0 || batch.spanId[i] == 0) {
      batch.rejected++;
      return;
    }
    batch.offset[i] = offset;
    batch.length[i] = wire.limit - offset;
    batch.size = i + 1;
  }

  /**
   * Reads fields as long as they stand in the order in which serializers write them: straight code
   * takes two thirds of the loop's time. Whatever stands differently is left to the loop, from
   * there on.
   */
  private void inUsualOrder(int i) {
    byte[] buffer = wire.buffer;
    int limit = wire.limit;
    int at = wire.position;
    if (limit - at >= IDS_BYTES
        && WireReader.pair(buffer, at) == TRACE_ID_OF_16
        && WireReader.pair(buffer, at + 18) == SPAN_ID_OF_8) {
      batch.traceIdHigh[i] = WireReader.bigEndian(buffer, at + 2);
      batch.traceIdLow[i] = WireReader.bigEndian(buffer, at + 10);
      batch.spanId[i] = WireReader.bigEndian(buffer, at + 20);
      at += IDS_BYTES;
    }
    if (limit - at >= PARENT_BYTES && WireReader.pair(buffer, at) == PARENT_OF_8) {
      batch.parentSpanId[i] = WireReader.bigEndian(buffer, at + 2);
      at += PARENT_BYTES;
    }
    if (limit - at >= 2
        && buffer[at] == NAME
        && buffer[at + 1] >= 0
        && buffer[at + 1] <= limit - at - 2) {
      at += 2 + buffer[at + 1];
    }
    if (limit - at >= TIMES_BYTES
        && buffer[at] == KIND
        && buffer[at + 1] >= 0
        && buffer[at + 2] == START
        && buffer[at + 11] == END) {
      batch.kind[i] = buffer[at + 1];
      batch.startNanos[i] = WireReader.littleEndian(buffer, at + 3);
      batch.endNanos[i] = WireReader.littleEndian(buffer, at + 12);
      at += TIMES_BYTES;
    }
    wire.position = at;
    wire.skipRun(ATTRIBUTES);
  }

  private void inAnyOrder(int i) throws InvalidOtlp {
    while (wire.position < wire.limit) {
      int tag = wire.tag();
      switch (tag) {
        case TRACE_ID -> traceId(i);
        case SPAN_ID -> batch.spanId[i] = spanId();
        case PARENT_SPAN_ID -> batch.parentSpanId[i] = spanId();
        case TRACE_STATE -> {
          int length = wire.length();
          batch.traceStateLength[i] = length;
          batch.traceStateOffset[i] = wire.position;
          wire.position += length;
        }
        case KIND -> batch.kind[i] = small(wire.varint());
        case START -> batch.startNanos[i] = wire.fixed64();
        case END -> batch.endNanos[i] = wire.fixed64();
        case STATUS -> batch.status[i] = status(batch.status[i]);
        case ATTRIBUTES -> {
          wire.skip(tag);
          wire.skipRun(ATTRIBUTES);
        }
        default -> wire.skip(tag);
      }
    }
  }

  private void traceId(int i) throws InvalidOtlp {
    int length = wire.length();
    boolean usable = length == 16;
    batch.traceIdHigh[i] = usable ? WireReader.bigEndian(wire.buffer, wire.position) : 0;
    batch.traceIdLow[i] = usable ? WireReader.bigEndian(wire.buffer, wire.position + 8) : 0;
    wire.position += length;
  }

  /** An enum value; those that no published version of OTLP has are read as 0, unspecified. */
  private static byte small(long value) {
    return value >= 0 && value <= Byte.MAX_VALUE ? (byte) value : 0;
  }

  /** A span id, 0 when it has another length than eight bytes. */
  private long spanId() throws InvalidOtlp {
    int length = wire.length();
    long id = length == 8 ? WireReader.bigEndian(wire.buffer, wire.position) : 0;
    wire.position += length;
    return id;
  }

  private byte status(byte before) throws InvalidOtlp {
    int outer = enter();
    byte code = before;
    while (wire.more()) {
      int tag = wire.tag();
      if (tag == STATUS_CODE) {
        code = small(wire.varint());
      } else {
        wire.skip(tag);
      }
    }
    wire.limit = outer;
    return code;
  }
}
