package mop.stack.traces;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import mop.stack.otlp.Origin;
import mop.stack.otlp.ProtoWriter;
import mop.stack.otlp.RawTrace;
import mop.stack.parquet.ColumnReader;
import mop.stack.parquet.CorruptParquet;
import mop.stack.traces.DedicatedColumn.Scope;

/** Puts the rows of a row group together again as traces. */
final class StoredTraces {
  /** Equal headers are one object while no more than these have been seen. */
  private static final int MAX_ORIGINS = 1 << 14;

  private final Cursor traceId;
  private final Cursor serviceName;
  private final Cursor resourceDropped;
  private final StoredAttributes resourceAttributes;
  private final StoredDedicated resourceDedicated;
  private final Cursor scopeName;
  private final Cursor scopeVersion;
  private final Cursor scopeDropped;
  private final StoredAttributes scopeAttributes;
  private final StoredSpans spans;
  private final ProtoWriter resource = new ProtoWriter();
  private final ProtoWriter scope = new ProtoWriter();
  private final Map<Headers, Origin> origins = new HashMap<>();

  /** Equal by content. */
  private record Headers(ByteBuffer resource, ByteBuffer scope) {}

  StoredTraces(RowColumns columns, ColumnPlan plan) throws IOException {
    traceId = columns.cursor("TraceID");
    serviceName = columns.cursor("rs.Resource.ServiceName");
    resourceDropped = columns.cursor("rs.Resource.DroppedAttributesCount");
    resourceAttributes = new StoredAttributes(columns, "rs.Resource.Attrs");
    resourceDedicated =
        new StoredDedicated(
            columns, "rs.Resource.", "rs.Resource.ServiceName", plan.of(Scope.RESOURCE));
    scopeName = columns.cursor("rs.ss.Scope.Name");
    scopeVersion = columns.cursor("rs.ss.Scope.Version");
    scopeDropped = columns.cursor("rs.ss.Scope.DroppedAttributesCount");
    scopeAttributes = new StoredAttributes(columns, "rs.ss.Scope.Attrs");
    spans = new StoredSpans(columns, plan);
  }

  /** The next row's trace. */
  RawTrace next() throws IOException {
    ColumnReader id = traceId.required();
    RawTrace trace = new RawTrace(high(id), low(id));
    traceId.advance();
    if (!serviceName.occurs()) {
      throw new CorruptParquet("a trace without resources");
    }
    do {
      resource(trace);
    } while (serviceName.repeats());
    return trace;
  }

  static long high(ColumnReader id) {
    return id.length() == 16 ? BlockIds.id(id.bytes(), id.offset()) : 0;
  }

  static long low(ColumnReader id) {
    long low = 0;
    for (int i = Math.max(0, id.length() - 8); i < id.length(); i++) {
      low = low << 8 | (id.bytes()[id.offset() + i] & 0xff);
    }
    return low;
  }

  private void resource(RawTrace trace) throws IOException {
    resource.reset();
    ColumnReader name = serviceName.required();
    String service =
        new String(
            name.bytes(), name.offset(), name.length(), java.nio.charset.StandardCharsets.UTF_8);
    serviceName.advance();
    resourceAttributes.read(resource, Otlp.RESOURCE_ATTRIBUTES);
    resourceDedicated.read(resource, Otlp.RESOURCE_ATTRIBUTES);
    if (!service.isEmpty()) {
      int pair = resource.open(Otlp.RESOURCE_ATTRIBUTES);
      resource.string(Otlp.PAIR_KEY, "service.name");
      int value = resource.open(Otlp.PAIR_VALUE);
      resource.string(Otlp.STRING, service);
      resource.close(value);
      resource.close(pair);
    }
    StoredSpans.count(Otlp.RESOURCE_DROPPED_ATTRIBUTES, resourceDropped, resource);
    if (!scopeName.occurs()) {
      scopeName.skipNull();
      scopeVersion.skipNull();
      scopeDropped.skipNull();
      scopeAttributes.skipNull();
      spans.skipNull();
      return;
    }
    do {
      scope(trace, service);
    } while (scopeName.repeats());
  }

  private void scope(RawTrace trace, String service) throws IOException {
    scope.reset();
    StoredSpans.bytes(Otlp.SCOPE_NAME, scopeName, scope);
    StoredSpans.bytes(Otlp.SCOPE_VERSION, scopeVersion, scope);
    scopeAttributes.read(scope, Otlp.SCOPE_ATTRIBUTES);
    StoredSpans.count(Otlp.SCOPE_DROPPED_ATTRIBUTES, scopeDropped, scope);
    spans.read(trace, origin(service));
  }

  private Origin origin(String service) {
    Headers headers =
        new Headers(
            ByteBuffer.wrap(resource.bytes(), 0, resource.size()),
            ByteBuffer.wrap(scope.bytes(), 0, scope.size()));
    Origin known = origins.get(headers);
    if (known != null) {
      return known;
    }
    if (origins.size() == MAX_ORIGINS) {
      origins.clear();
    }
    byte[] r = java.util.Arrays.copyOf(resource.bytes(), resource.size());
    byte[] s = java.util.Arrays.copyOf(scope.bytes(), scope.size());
    Origin origin = new Origin(r, s, service.isEmpty() ? "unknown_service" : service);
    origins.put(new Headers(ByteBuffer.wrap(r), ByteBuffer.wrap(s)), origin);
    return origin;
  }
}
