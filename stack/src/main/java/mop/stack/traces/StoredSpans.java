package mop.stack.traces;

import java.io.IOException;
import java.util.List;
import mop.stack.otlp.Origin;
import mop.stack.otlp.ProtoWriter;
import mop.stack.otlp.RawTrace;
import mop.stack.parquet.ColumnReader;
import mop.stack.traces.DedicatedColumn.Scope;

/** Reads the spans of a scope back into serialized {@code Span}s. */
final class StoredSpans {
  private static final String PREFIX = "rs.ss.Spans.";

  private final Cursor id;
  private final Cursor parentId;
  private final Cursor name;
  private final Cursor kind;
  private final Cursor traceState;
  private final Cursor start;
  private final Cursor duration;
  private final Cursor statusCode;
  private final Cursor statusMessage;
  private final Cursor droppedAttributes;
  private final Cursor droppedEvents;
  private final Cursor droppedLinks;
  private final StoredAttributes attributes;
  private final StoredDedicated dedicated;
  private final StoredEvents events;
  private final StoredLinks links;
  private final ProtoWriter span = new ProtoWriter();

  StoredSpans(RowColumns columns, ColumnPlan plan) throws IOException {
    id = columns.cursor(PREFIX + "SpanID");
    parentId = columns.cursor(PREFIX + "ParentSpanID");
    name = columns.cursor(PREFIX + "Name");
    kind = columns.cursor(PREFIX + "Kind");
    traceState = columns.cursor(PREFIX + "TraceState");
    start = columns.cursor(PREFIX + "StartTimeUnixNano");
    duration = columns.cursor(PREFIX + "DurationNano");
    statusCode = columns.cursor(PREFIX + "StatusCode");
    statusMessage = columns.cursor(PREFIX + "StatusMessage");
    droppedAttributes = columns.cursor(PREFIX + "DroppedAttributesCount");
    droppedEvents = columns.cursor(PREFIX + "DroppedEventsCount");
    droppedLinks = columns.cursor(PREFIX + "DroppedLinksCount");
    attributes = new StoredAttributes(columns, PREFIX + "Attrs");
    dedicated = new StoredDedicated(columns, PREFIX, PREFIX + "Name", plan.of(Scope.SPAN));
    events = new StoredEvents(columns, plan.of(Scope.EVENT));
    links = new StoredLinks(columns);
  }

  /** Adds the spans of the current scope to a trace. */
  void read(RawTrace into, Origin origin) throws IOException {
    if (!name.occurs()) {
      skipNull();
      return;
    }
    do {
      span(into, origin);
    } while (name.repeats());
  }

  /** Uses up the entries of a scope that has no span, or does not occur. */
  void skipNull() throws IOException {
    for (Cursor c :
        List.of(
            id,
            parentId,
            name,
            kind,
            traceState,
            start,
            duration,
            statusCode,
            statusMessage,
            droppedAttributes,
            droppedEvents,
            droppedLinks)) {
      c.skipNull();
    }
    attributes.skipNull();
    dedicated.skipNull();
    events.skipNull();
    links.skipNull();
  }

  private void span(RawTrace into, Origin origin) throws IOException {
    span.reset();
    span.traceId(Otlp.SPAN_TRACE_ID, into.idHigh(), into.idLow());
    long spanId = bytes(Otlp.SPAN_ID, id, span);
    bytes(Otlp.SPAN_TRACE_STATE, traceState, span);
    long parent = bytes(Otlp.SPAN_PARENT_ID, parentId, span);
    bytes(Otlp.SPAN_NAME, name, span);
    int spanKind = (int) kind.number();
    if (spanKind != 0) {
      span.varint(Otlp.SPAN_KIND, spanKind);
    }
    long from = start.number();
    long to = from + duration.number();
    span.fixed64(Otlp.SPAN_START, from);
    span.fixed64(Otlp.SPAN_END, to);
    attributes.read(span, Otlp.SPAN_ATTRIBUTES);
    dedicated.read(span, Otlp.SPAN_ATTRIBUTES);
    count(Otlp.SPAN_DROPPED_ATTRIBUTES, droppedAttributes, span);
    events.read(span, from);
    count(Otlp.SPAN_DROPPED_EVENTS, droppedEvents, span);
    links.read(span);
    count(Otlp.SPAN_DROPPED_LINKS, droppedLinks, span);
    int status = status();
    into.add(origin, span.bytes(), 0, span.size(), spanId, parent, from, to, spanKind, status);
  }

  private int status() throws IOException {
    int code = (int) statusCode.number();
    ColumnReader message = statusMessage.required();
    if (code != 0 || message.length() > 0) {
      int status = span.open(Otlp.SPAN_STATUS);
      if (message.length() > 0) {
        span.bytes(Otlp.STATUS_MESSAGE, message.bytes(), message.offset(), message.length());
      }
      if (code != 0) {
        span.varint(Otlp.STATUS_CODE, code);
      }
      span.close(status);
    }
    statusMessage.advance();
    return code;
  }

  /** Writes a byte string unless it is empty; returns it as a number when it is an id. */
  static long bytes(int field, Cursor c, ProtoWriter out) throws IOException {
    ColumnReader v = c.required();
    long id = 0;
    if (v.length() > 0) {
      out.bytes(field, v.bytes(), v.offset(), v.length());
    }
    if (v.length() == 8) {
      id = BlockIds.id(v.bytes(), v.offset());
    }
    c.advance();
    return id;
  }

  /** Writes a count unless it is zero. */
  static void count(int field, Cursor c, ProtoWriter out) throws IOException {
    long n = c.number();
    if (n != 0) {
      out.varint(field, n & 0xffffffffL);
    }
  }
}
