package mop.stack.traceql.source;

import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import mop.stack.otlp.Origin;
import mop.stack.otlp.RawTrace;
import mop.stack.traceql.Attribute;
import mop.stack.traceql.Intrinsic;
import mop.stack.traceql.Scope;
import mop.stack.traceql.Value;
import mop.stack.traceql.engine.FieldTable;
import mop.stack.traceql.engine.Ids;
import mop.stack.traceql.engine.TraceView;
import mop.stack.traceql.source.OtlpReader.EventContent;
import mop.stack.traceql.source.OtlpReader.LinkContent;
import mop.stack.traceql.source.OtlpReader.ScopeContent;
import mop.stack.traceql.source.OtlpReader.SpanContent;
import mop.stack.traces.TraceStructure;
import org.jspecify.annotations.Nullable;

/** A trace as it arrived; each span is taken apart when it is asked for the first time. */
final class RawTraceView implements TraceView {
  private final RawTrace trace;
  private final FieldTable fields;
  private final IdentityHashMap<Origin, Headers> headers;
  private final @Nullable SpanContent[] spans;
  private @Nullable TraceStructure structure;

  /** A resource and a scope taken apart. */
  record Headers(Map<String, Value> resource, ScopeContent scope) {}

  /**
   * @param headers known ones, by identity; gets those that are new
   */
  RawTraceView(RawTrace trace, FieldTable fields, IdentityHashMap<Origin, Headers> headers) {
    this.trace = trace;
    this.fields = fields;
    this.headers = headers;
    this.spans = new SpanContent[trace.size()];
  }

  private SpanContent span(int i) throws IOException {
    SpanContent known = spans[i];
    if (known == null) {
      known = OtlpReader.span(trace.bytes(), trace.offset(i), trace.length(i));
      spans[i] = known;
    }
    return known;
  }

  private Headers headers(int i) throws IOException {
    Origin origin = trace.origin(i);
    Headers known = headers.get(origin);
    if (known == null) {
      known = new Headers(OtlpReader.resource(origin.resource()), OtlpReader.scope(origin.scope()));
      headers.put(origin, known);
    }
    return known;
  }

  TraceStructure structure() {
    TraceStructure known = structure;
    if (known == null) {
      known = new TraceStructure(trace);
      structure = known;
    }
    return known;
  }

  @Override
  public int size() {
    return trace.size();
  }

  @Override
  public int events(int span) throws IOException {
    return span(span).events().size();
  }

  @Override
  public int links(int span) throws IOException {
    return span(span).links().size();
  }

  @Override
  public Value value(int field, int span, int event, int link) throws IOException {
    return switch (fields.name(field)) {
      case Intrinsic i -> intrinsic(i, span, event, link);
      case Attribute a -> attribute(a, span, event, link);
    };
  }

  /** Keys of a scope's attributes. */
  Set<String> keys(Scope scope) throws IOException {
    Set<String> keys = new TreeSet<>();
    for (int i = 0; i < size(); i++) {
      switch (scope) {
        case SPAN -> keys.addAll(span(i).attributes().keySet());
        case RESOURCE -> keys.addAll(headers(i).resource().keySet());
        case INSTRUMENTATION -> keys.addAll(headers(i).scope().attributes().keySet());
        case EVENT -> span(i).events().forEach(e -> keys.addAll(e.attributes().keySet()));
        case LINK -> span(i).links().forEach(l -> keys.addAll(l.attributes().keySet()));
        case NONE -> throw new IllegalArgumentException("an attribute without scope is two");
      }
    }
    return keys;
  }

  /** Values of a field, of every event and link. */
  Set<Value> all(int field) throws IOException {
    Set<Value> values = new LinkedHashSet<>();
    for (int i = 0; i < size(); i++) {
      for (int e = -1; e < events(i); e++) {
        for (int l = -1; l < links(i); l++) {
          values.add(value(field, i, e, l));
        }
      }
    }
    return values;
  }

  private Value attribute(Attribute a, int i, int event, int link) throws IOException {
    Map<String, Value> own = span(i).attributes();
    Map<String, Value> from =
        switch (a.scope()) {
          case SPAN -> own;
          case RESOURCE -> headers(i).resource();
          case INSTRUMENTATION -> headers(i).scope().attributes();
          case EVENT -> event < 0 ? Map.of() : span(i).events().get(event).attributes();
          case LINK -> link < 0 ? Map.of() : span(i).links().get(link).attributes();
          case NONE -> own.containsKey(a.name()) ? own : headers(i).resource();
        };
    return from.getOrDefault(a.name(), Value.Nil.NIL);
  }

  private Value intrinsic(Intrinsic what, int i, int event, int link) throws IOException {
    return switch (what) {
      case DURATION -> new Value.Duration(trace.endNanos(i) - trace.startNanos(i));
      case NAME -> new Value.Text(span(i).name());
      case STATUS -> new Value.Status(trace.status(i));
      case STATUS_MESSAGE -> new Value.Text(span(i).statusMessage());
      case KIND -> new Value.Kind(trace.kind(i));
      case CHILD_COUNT -> new Value.Int(structure().children(i));
      case SPAN_ID -> new Value.Text(span(i).spanId());
      case PARENT_ID -> new Value.Text(span(i).parentId());
      case NESTED_SET_LEFT -> new Value.Int(structure().left(i));
      case NESTED_SET_RIGHT -> new Value.Int(structure().right(i));
      case NESTED_SET_PARENT -> new Value.Int(structure().parent(i));
      case SPAN_START -> new Value.Int(trace.startNanos(i));
      case ROOT_NAME ->
          new Value.Text(structure().root() < 0 ? "" : span(structure().root()).name());
      case ROOT_SERVICE_NAME ->
          new Value.Text(structure().root() < 0 ? "" : service(structure().root()));
      case TRACE_DURATION -> new Value.Duration(structure().end() - structure().start());
      case TRACE_ID -> new Value.Text(Ids.trace(idBytes(), 0, 16));
      case TRACE_START -> new Value.Int(structure().start());
      case EVENT_NAME, EVENT_TIME ->
          event < 0 ? Value.Nil.NIL : event(what, span(i).events().get(event), trace.startNanos(i));
      case LINK_TRACE_ID, LINK_SPAN_ID ->
          link < 0 ? Value.Nil.NIL : link(what, span(i).links().get(link));
      case INSTRUMENTATION_NAME -> new Value.Text(headers(i).scope().name());
      case INSTRUMENTATION_VERSION -> new Value.Text(headers(i).scope().version());
      case PARENT -> throw new IllegalArgumentException("a query that was not checked");
    };
  }

  private static Value event(Intrinsic what, EventContent e, long spanStart) {
    return what == Intrinsic.EVENT_NAME
        ? new Value.Text(e.name())
        : new Value.Duration(e.time() - spanStart);
  }

  private static Value link(Intrinsic what, LinkContent l) {
    return new Value.Text(what == Intrinsic.LINK_TRACE_ID ? l.traceId() : l.spanId());
  }

  private byte[] idBytes() {
    byte[] id = new byte[16];
    for (int i = 0; i < 16; i++) {
      id[i] = (byte) ((i < 8 ? trace.idHigh() : trace.idLow()) >>> (56 - 8 * (i % 8)));
    }
    return id;
  }

  private String service(int i) throws IOException {
    return headers(i).resource().getOrDefault("service.name", Value.Nil.NIL)
            instanceof Value.Text(String name)
        ? name
        : "";
  }

  @Override
  public SortedMap<String, ServiceStats> services() throws IOException {
    SortedMap<String, ServiceStats> all = new TreeMap<>();
    for (int i = 0; i < trace.size(); i++) {
      int errors = trace.status(i) == 2 ? 1 : 0;
      all.merge(
          service(i),
          new ServiceStats(1, errors),
          (a, b) -> new ServiceStats(a.spans() + b.spans(), a.errors() + b.errors()));
    }
    return all;
  }
}
