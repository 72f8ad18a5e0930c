package mop.stack.traces;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mop.stack.otlp.Origin;
import mop.stack.otlp.ProtoWriter;
import mop.stack.otlp.RawTrace;

/** Writes traces as OTLP. */
public final class TraceMessages {
  private TraceMessages() {}

  /**
   * The trace as a serialized {@code opentelemetry.proto.trace.v1.TracesData}, which is the same
   * bytes as an {@code ExportTraceServiceRequest} and as Tempo's {@code tempopb.Trace}. Spans are
   * put together by resource and by scope, each in order of first appearance.
   */
  public static byte[] tracesData(RawTrace trace) {
    Map<Headers, Map<Headers, List<Integer>>> groups = new LinkedHashMap<>();
    for (int i = 0; i < trace.size(); i++) {
      Origin o = trace.origin(i);
      groups
          .computeIfAbsent(new Headers(o.resource()), r -> new LinkedHashMap<>())
          .computeIfAbsent(new Headers(o.scope()), s -> new ArrayList<>())
          .add(i);
    }
    ProtoWriter out = new ProtoWriter();
    groups.forEach((resource, scopes) -> resourceSpans(trace, resource, scopes, out));
    return out.toByteArray();
  }

  /** A serialized header, equal by content. */
  @SuppressWarnings("ArrayRecordComponent") // compared by content below
  private record Headers(byte[] bytes) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Headers h && java.util.Arrays.equals(bytes, h.bytes);
    }

    @Override
    public int hashCode() {
      return java.util.Arrays.hashCode(bytes);
    }
  }

  private static void resourceSpans(
      RawTrace trace, Headers resource, Map<Headers, List<Integer>> scopes, ProtoWriter out) {
    int outer = out.open(Otlp.TRACES_RESOURCE_SPANS);
    out.bytes(Otlp.RESOURCE_SPANS_RESOURCE, resource.bytes);
    scopes.forEach((scope, spans) -> {
      int inner = out.open(Otlp.RESOURCE_SPANS_SCOPE_SPANS);
      out.bytes(Otlp.SCOPE_SPANS_SCOPE, scope.bytes);
      for (int i : spans) {
        out.bytes(Otlp.SCOPE_SPANS_SPANS, trace.bytes(), trace.offset(i), trace.length(i));
      }
      out.close(inner);
    });
    out.close(outer);
  }
}
