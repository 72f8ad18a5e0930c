package mop.experiments.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mop.stack.otlp.InvalidOtlp;
import mop.stack.otlp.ProtoWriter;
import mop.stack.otlp.RequestDecoder;
import mop.stack.otlp.RequestSink;
import mop.stack.otlp.SpanBatch;
import mop.stack.otlp.SpanName;

/**
 * Sends spans on without attributes, events and links, under resources that have a {@code
 * service.name} alone: what recordings of research systems hold. Requests are larger and grouped by
 * service.
 */
final class BareSpans implements RequestSink {
  private static final int SPANS_PER_REQUEST = 100;

  private final RequestSink to;
  private final RequestDecoder decoder = new RequestDecoder();
  private final SpanName name = new SpanName();
  private final ProtoWriter out = new ProtoWriter();
  private final Map<String, List<byte[]>> byService = new LinkedHashMap<>();
  private long arrivalNanos;
  private int waiting;

  BareSpans(RequestSink to) {
    this.to = to;
  }

  @Override
  public void accept(long arrival, byte[] buffer, int offset, int length) throws IOException {
    SpanBatch batch;
    try {
      batch = decoder.decode(buffer, offset, length);
    } catch (InvalidOtlp e) {
      throw new IOException(e);
    }
    arrivalNanos = arrival;
    for (int i = 0; i < batch.size(); i++) {
      byService
          .computeIfAbsent(batch.origin(i).serviceName(), service -> new ArrayList<>())
          .add(bare(batch, i));
    }
    waiting += batch.size();
    if (waiting >= SPANS_PER_REQUEST) {
      flush();
    }
  }

  private byte[] bare(SpanBatch batch, int i) {
    name.find(batch.buffer(), batch.offset(i), batch.length(i));
    out.reset();
    out.traceId(1, batch.traceIdHigh(i), batch.traceIdLow(i));
    out.spanId(2, batch.spanId(i));
    if (batch.parentSpanId(i) != 0) {
      out.spanId(4, batch.parentSpanId(i));
    }
    out.bytes(5, batch.buffer(), name.offset(), name.length());
    out.varint(6, batch.kind(i));
    out.fixed64(7, batch.startNanos(i));
    out.fixed64(8, batch.endNanos(i));
    if (batch.status(i) != 0) {
      int status = out.open(15);
      out.varint(3, batch.status(i));
      out.close(status);
    }
    return out.toByteArray();
  }

  /** Sends what waits. */
  void flush() throws IOException {
    if (waiting == 0) {
      return;
    }
    out.reset();
    for (Map.Entry<String, List<byte[]>> service : byService.entrySet()) {
      int resourceSpans = out.open(1);
      int resource = out.open(1);
      int attribute = out.open(1);
      out.string(1, "service.name");
      int value = out.open(2);
      out.string(1, service.getKey());
      out.close(value);
      out.close(attribute);
      out.close(resource);
      int scopeSpans = out.open(2);
      for (byte[] span : service.getValue()) {
        out.bytes(2, span);
      }
      out.close(scopeSpans);
      out.close(resourceSpans);
    }
    to.accept(arrivalNanos, out.bytes(), 0, out.size());
    byService.clear();
    waiting = 0;
  }
}
