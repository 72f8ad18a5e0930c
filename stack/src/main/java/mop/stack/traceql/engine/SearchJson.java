package mop.stack.traceql.engine;

import mop.stack.traceql.engine.SearchResponse.SpanResult;
import mop.stack.traceql.engine.SearchResponse.SpansetResult;
import mop.stack.traceql.engine.SearchResponse.TraceResult;
import mop.stack.traceql.engine.TraceSource.ReadStats;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON of Tempo's {@code /api/search}: the messages of {@code tempo.proto} as Go's jsonpb
 * writes them, fields without value left out, 64-bit integers as text.
 */
public final class SearchJson {
  /** Tempo's words for a trace whose root, or its service, is not known. */
  private static final String NO_ROOT = "<root span not yet received>";

  private SearchJson() {}

  public static ObjectNode of(SearchResponse response) {
    ObjectNode o = JsonMapper.shared().createObjectNode();
    var traces = o.putArray("traces");
    response.traces().forEach(t -> traces.add(trace(t)));
    o.set("metrics", metrics(response.stats()));
    return o;
  }

  /** What was read, as Tempo's {@code SearchMetrics}. */
  static ObjectNode metrics(ReadStats stats) {
    ObjectNode o = JsonMapper.shared().createObjectNode();
    number(o, "inspectedTraces", stats.traces());
    text(o, "inspectedBytes", stats.bytes());
    number(o, "totalBlocks", stats.blocks());
    text(o, "totalBlockBytes", stats.blockBytes());
    return o;
  }

  private static void number(ObjectNode o, String field, long v) {
    if (v != 0) {
      o.put(field, v);
    }
  }

  private static void text(ObjectNode o, String field, long v) {
    if (v != 0) {
      o.put(field, Long.toUnsignedString(v));
    }
  }

  private static void text(ObjectNode o, String field, String v) {
    if (!v.isEmpty()) {
      o.put(field, v);
    }
  }

  private static ObjectNode trace(TraceResult t) {
    ObjectNode o = JsonMapper.shared().createObjectNode();
    text(o, "traceID", t.traceId());
    boolean rootless = t.rootServiceName().isEmpty();
    text(o, "rootServiceName", rootless ? NO_ROOT : t.rootServiceName());
    text(o, "rootTraceName", t.rootTraceName());
    text(o, "startTimeUnixNano", t.startNanos());
    number(o, "durationMs", t.durationMillis());
    o.set("spanSet", spanset(t.spansets().getFirst()));
    var all = o.putArray("spanSets");
    t.spansets().forEach(s -> all.add(spanset(s)));
    if (!t.services().isEmpty()) {
      ObjectNode services = o.putObject("serviceStats");
      t.services()
          .forEach((name, s) -> {
            ObjectNode stats = services.putObject(name);
            number(stats, "spanCount", s.spans());
            number(stats, "errorCount", s.errors());
          });
    }
    return o;
  }

  private static ObjectNode spanset(SpansetResult s) {
    ObjectNode o = JsonMapper.shared().createObjectNode();
    var spans = o.putArray("spans");
    s.spans().forEach(span -> spans.add(span(span)));
    number(o, "matched", s.matched());
    AnyValueNode.pairs(o, "attributes", s.attributes());
    return o;
  }

  private static ObjectNode span(SpanResult s) {
    ObjectNode o = JsonMapper.shared().createObjectNode();
    text(o, "spanID", s.spanId());
    s.name().ifPresent(n -> text(o, "name", n));
    text(o, "startTimeUnixNano", s.startNanos());
    text(o, "durationNanos", s.durationNanos());
    AnyValueNode.pairs(o, "attributes", s.attributes());
    return o;
  }
}
