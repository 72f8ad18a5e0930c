package mop.stack.otlp;

import java.util.Arrays;

/** Makes traces for tests, span by span; times are milliseconds after {@link #EPOCH_NANOS}. */
public final class TraceMaker {
  public static final long EPOCH_NANOS = 1_700_000_000_000_000_000L;

  private final ProtoWriter request = new ProtoWriter();
  private final long idHigh;
  private final long idLow;
  private long nextSpanId = 1;

  public TraceMaker(long idHigh, long idLow) {
    this.idHigh = idHigh;
    this.idLow = idLow;
  }

  /** Attribute keys and values in turn; values may be String, Long, Double or Boolean. */
  public TraceMaker span(
      String service,
      String name,
      long parent,
      long startMs,
      long millis,
      int status,
      Object... attributes) {
    return spanWithState(service, name, parent, startMs, millis, status, "", attributes);
  }

  public TraceMaker spanWithState(
      String service,
      String name,
      long parent,
      long startMs,
      long millis,
      int status,
      String traceState,
      Object... attributes) {
    int resourceSpans = request.open(1);
    int resource = request.open(1);
    attribute(1, "service.name", service);
    request.close(resource);
    int scopeSpans = request.open(2);
    int span = request.open(2);
    request.traceId(1, idHigh, idLow);
    request.spanId(2, nextSpanId++);
    if (!traceState.isEmpty()) {
      request.string(3, traceState);
    }
    if (parent != 0) {
      request.spanId(4, parent);
    }
    request.string(5, name);
    request.varint(6, 2);
    request.fixed64(7, EPOCH_NANOS + startMs * 1_000_000);
    request.fixed64(8, EPOCH_NANOS + (startMs + millis) * 1_000_000);
    for (int i = 0; i < attributes.length; i += 2) {
      attribute(9, (String) attributes[i], attributes[i + 1]);
    }
    int code = request.open(15);
    if (status != 0) {
      request.varint(3, status);
    }
    request.close(code);
    request.close(span);
    request.close(scopeSpans);
    request.close(resourceSpans);
    return this;
  }

  private void attribute(int field, String key, Object value) {
    int keyValue = request.open(field);
    request.string(1, key);
    int any = request.open(2);
    switch (value) {
      case String text -> request.string(1, text);
      case Boolean truth -> request.varint(2, truth ? 1 : 0);
      case Double number -> request.fixedDouble(4, number);
      default -> request.varint(3, (Long) value);
    }
    request.close(any);
    request.close(keyValue);
  }

  /** The spans as one export request. */
  public byte[] request() {
    return Arrays.copyOf(request.bytes(), request.size());
  }

  /** The spans as an assembled trace. */
  public RawTrace trace() {
    try {
      byte[] bytes = request();
      SpanBatch batch = new RequestDecoder().decode(bytes, 0, bytes.length);
      RawTrace trace = new RawTrace(idHigh, idLow);
      for (int i = 0; i < batch.size(); i++) {
        batch.appendTo(trace, i);
      }
      return trace;
    } catch (InvalidOtlp e) {
      throw new IllegalStateException(e);
    }
  }

  /** The shape of a trace. */
  public static TraceShape shape(RawTrace trace) {
    TraceShape shape = new TraceShape();
    shape.measure(trace);
    return shape;
  }
}
