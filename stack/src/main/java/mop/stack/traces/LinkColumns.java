package mop.stack.traces;

import mop.stack.parquet.BytesColumn;
import mop.stack.parquet.IntColumn;
import mop.stack.parquet.LevelStream;

/** Columns of {@code rs.ss.Spans.Links}. */
final class LinkColumns {
  private static final String PREFIX = "rs.ss.Spans.Links";

  private final LevelStream levels;
  private final BytesColumn traceId;
  private final BytesColumn spanId;
  private final BytesColumn traceState;
  private final IntColumn dropped;
  private final AttributeColumns attributes;
  private final ProtoCursor link = new ProtoCursor();

  LinkColumns(WriterColumns columns) {
    traceId = columns.bytes(PREFIX + ".TraceID");
    levels = traceId.levels();
    spanId = columns.bytes(PREFIX + ".SpanID");
    traceState = columns.bytes(PREFIX + ".TraceState");
    dropped = columns.ints(PREFIX + ".DroppedAttributesCount");
    attributes = new AttributeColumns(columns, PREFIX + ".Attrs");
  }

  void add(ProtoCursor at) {
    levels.add();
    int[] from = new int[4];
    int[] length = new int[4];
    int droppedCount = 0;
    link.into(at);
    while (link.next()) {
      switch (link.field << 3 | link.wire) {
        case Otlp.LINK_TRACE_ID << 3 | ProtoCursor.LEN,
            Otlp.LINK_SPAN_ID << 3 | ProtoCursor.LEN,
            Otlp.LINK_TRACE_STATE << 3 | ProtoCursor.LEN -> {
          from[link.field] = link.from;
          length[link.field] = link.length();
        }
        case Otlp.LINK_ATTRIBUTES << 3 | ProtoCursor.LEN ->
            attributes.add(link.bytes, link.from, link.to);
        case Otlp.LINK_DROPPED_ATTRIBUTES << 3 -> droppedCount = (int) link.number;
        default -> {}
      }
    }
    byte[] b = link.bytes;
    traceId.add(b, from[Otlp.LINK_TRACE_ID], length[Otlp.LINK_TRACE_ID]);
    spanId.add(b, from[Otlp.LINK_SPAN_ID], length[Otlp.LINK_SPAN_ID]);
    traceState.add(b, from[Otlp.LINK_TRACE_STATE], length[Otlp.LINK_TRACE_STATE]);
    dropped.add(droppedCount);
  }
}
