package mop.stack.spanmetrics;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import mop.stack.otlp.InvalidOtlp;
import mop.stack.otlp.RawTrace;
import mop.stack.otlp.RequestDecoder;
import mop.stack.otlp.SpanBatch;

/** An export request for tests, one resource a span; also what was put into it. */
final class Request {
  /** A whole hour. */
  static final long EPOCH_MILLIS = 1_700_002_800_000L;

  private final ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
  final List<Made> spans = new ArrayList<>();

  /**
   * @param parent 0 for none
   * @param startMillis after {@link #EPOCH_MILLIS}
   */
  record Made(
      String service,
      String name,
      Span.SpanKind kind,
      long trace,
      long id,
      long parent,
      long startMillis,
      double seconds,
      boolean error,
      List<String> attributes,
      int sent) {
    /** Bytes as Tempo counts them: each span has a status, be it empty. */
    int bytes() {
      return sent + (error ? 0 : 2);
    }

    long endMillis() {
      return startMillis + (long) (seconds * 1000);
    }
  }

  /**
   * Attributes of the span: keys and values in turn; a key that begins with {@code @} is the
   * resource's.
   */
  Request span(
      String service,
      String name,
      Span.SpanKind kind,
      long trace,
      long id,
      long parent,
      long startMillis,
      double seconds,
      boolean error,
      String... attributes) {
    long start = (EPOCH_MILLIS + startMillis) * 1_000_000;
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(id(7).concat(id(trace)))
            .setSpanId(id(id))
            .setName(name)
            .setKind(kind)
            .setStartTimeUnixNano(start)
            .setEndTimeUnixNano(start + Math.round(seconds * 1e9));
    if (parent != 0) {
      span.setParentSpanId(id(parent));
    }
    if (error) {
      span.setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR));
    }
    ResourceSpans.Builder resource = request.addResourceSpansBuilder();
    if (!service.isEmpty()) {
      resource.getResourceBuilder().addAttributes(pair("service.name", service));
    }
    for (int i = 0; i < attributes.length; i += 2) {
      if (attributes[i].startsWith("@")) {
        resource
            .getResourceBuilder()
            .addAttributes(pair(attributes[i].substring(1), attributes[i + 1]));
      } else {
        span.addAttributes(pair(attributes[i], attributes[i + 1]));
      }
    }
    Span built = span.build();
    resource.addScopeSpansBuilder().addSpans(built);
    spans.add(
        new Made(
            service,
            name,
            kind,
            trace,
            id,
            parent,
            startMillis,
            seconds,
            error,
            List.of(attributes),
            built.getSerializedSize()));
    return this;
  }

  private static ByteString id(long number) {
    return ByteString.copyFrom(ByteBuffer.allocate(8).putLong(number).array());
  }

  private static KeyValue pair(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  SpanBatch batch() {
    byte[] bytes = request.build().toByteArray();
    try {
      return new RequestDecoder().decode(bytes, 0, bytes.length);
    } catch (InvalidOtlp e) {
      throw new IllegalStateException(e);
    }
  }

  /** All spans as one trace, whatever their ids. */
  RawTrace trace() {
    SpanBatch batch = batch();
    RawTrace trace = new RawTrace(batch.traceIdHigh(0), batch.traceIdLow(0));
    for (int i = 0; i < batch.size(); i++) {
      batch.appendTo(trace, i);
    }
    return trace;
  }
}
