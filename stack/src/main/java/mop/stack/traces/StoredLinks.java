package mop.stack.traces;

import java.io.IOException;
import mop.stack.otlp.ProtoWriter;
import mop.stack.parquet.ColumnReader;

/** Reads a span's links back. vParquet3 keeps them serialized in one column. */
final class StoredLinks {
  private static final String PREFIX = "rs.ss.Spans.Links";

  private final Cursor serialized;
  private final Cursor traceId;
  private final Cursor spanId;
  private final Cursor traceState;
  private final Cursor dropped;
  private final StoredAttributes attributes;
  private final ProtoCursor link = new ProtoCursor();

  StoredLinks(RowColumns columns) throws IOException {
    serialized = columns.cursor(PREFIX);
    traceId = columns.cursor(PREFIX + ".TraceID");
    spanId = columns.cursor(PREFIX + ".SpanID");
    traceState = columns.cursor(PREFIX + ".TraceState");
    dropped = columns.cursor(PREFIX + ".DroppedAttributesCount");
    attributes = new StoredAttributes(columns, PREFIX + ".Attrs");
  }

  void read(ProtoWriter out) throws IOException {
    if (!serialized.absent()) {
      readSerialized(out);
    } else if (traceId.occurs()) {
      do {
        int start = out.open(Otlp.SPAN_LINKS);
        StoredSpans.bytes(Otlp.LINK_TRACE_ID, traceId, out);
        StoredSpans.bytes(Otlp.LINK_SPAN_ID, spanId, out);
        StoredSpans.bytes(Otlp.LINK_TRACE_STATE, traceState, out);
        attributes.read(out, Otlp.LINK_ATTRIBUTES);
        StoredSpans.count(Otlp.LINK_DROPPED_ATTRIBUTES, dropped, out);
        out.close(start);
      } while (traceId.repeats());
    } else {
      skipNull();
    }
  }

  void skipNull() throws IOException {
    serialized.skipNull();
    traceId.skipNull();
    spanId.skipNull();
    traceState.skipNull();
    dropped.skipNull();
    attributes.skipNull();
  }

  private void readSerialized(ProtoWriter out) throws IOException {
    ColumnReader v = serialized.required();
    link.over(v.bytes(), v.offset(), v.offset() + v.length());
    while (link.next()) {
      if (link.is(1, ProtoCursor.LEN)) {
        out.bytes(Otlp.SPAN_LINKS, link.bytes, link.from, link.length());
      }
    }
    serialized.advance();
  }
}
