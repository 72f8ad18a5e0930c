package mop.stack.traces;

import java.io.IOException;
import java.util.List;
import mop.stack.otlp.ProtoWriter;
import mop.stack.parquet.ColumnReader;

/** Reads a span's events back. */
final class StoredEvents {
  private static final String PREFIX = "rs.ss.Spans.Events.";

  private final Cursor time;
  private final boolean sinceStart;
  private final Cursor name;
  private final Cursor dropped;
  private final StoredAttributes attributes;
  private final StoredDedicated dedicated;

  StoredEvents(RowColumns columns, List<ColumnPlan.Assigned> plan) throws IOException {
    sinceStart = columns.has(PREFIX + "TimeSinceStartNano");
    time = columns.cursor(PREFIX + (sinceStart ? "TimeSinceStartNano" : "TimeUnixNano"));
    name = columns.cursor(PREFIX + "Name");
    dropped = columns.cursor(PREFIX + "DroppedAttributesCount");
    attributes = new StoredAttributes(columns, PREFIX + "Attrs");
    dedicated = new StoredDedicated(columns, PREFIX, PREFIX + "Name", plan);
  }

  void read(ProtoWriter out, long spanStart) throws IOException {
    if (!name.occurs()) {
      skipNull();
      return;
    }
    do {
      int event = out.open(Otlp.SPAN_EVENTS);
      out.fixed64(Otlp.EVENT_TIME, time.number() + (sinceStart ? spanStart : 0));
      ColumnReader n = name.required();
      out.bytes(Otlp.EVENT_NAME, n.bytes(), n.offset(), n.length());
      name.advance();
      attributes.read(out, Otlp.EVENT_ATTRIBUTES);
      dedicated.read(out, Otlp.EVENT_ATTRIBUTES);
      StoredSpans.count(Otlp.EVENT_DROPPED_ATTRIBUTES, dropped, out);
      out.close(event);
    } while (name.repeats());
  }

  void skipNull() throws IOException {
    time.skipNull();
    name.skipNull();
    dropped.skipNull();
    attributes.skipNull();
    dedicated.skipNull();
  }
}
