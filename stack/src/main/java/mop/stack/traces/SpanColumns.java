package mop.stack.traces;

import mop.stack.parquet.BytesColumn;
import mop.stack.parquet.DictionaryColumn;
import mop.stack.parquet.IntColumn;
import mop.stack.parquet.LevelStream;
import mop.stack.parquet.LongColumn;
import mop.stack.traces.DedicatedColumn.Scope;
import org.jspecify.annotations.Nullable;

/** Columns of {@code rs.ss.Spans}. */
final class SpanColumns {
  private static final String PREFIX = "rs.ss.Spans.";
  private static final long FIFTEEN_SECONDS = 15_000_000_000L;

  private final LevelStream levels;
  private final BytesColumn id;
  private final BytesColumn parentId;
  private final IntColumn parent;
  private final IntColumn left;
  private final IntColumn right;
  private final @Nullable IntColumn children;
  private final DictionaryColumn name;
  private final LongColumn kind;
  private final BytesColumn traceState;
  private final LongColumn start;
  private final LongColumn duration;
  private final LongColumn statusCode;
  private final BytesColumn statusMessage;
  private final IntColumn droppedAttributes;
  private final IntColumn droppedEvents;
  private final IntColumn droppedLinks;

  /** Start in units of 15, 60, 300 and 3600 seconds; only in vParquet5. */
  private final IntColumn @Nullable [] rounded;

  private final DedicatedWriter attributes;
  private final EventColumns events;
  private final LinkColumns links;
  private final ProtoCursor span = new ProtoCursor();

  SpanColumns(WriterColumns columns, ColumnPlan plan, boolean v5) {
    id = columns.bytes(PREFIX + "SpanID");
    levels = id.levels();
    parentId = columns.bytes(PREFIX + "ParentSpanID");
    parent = columns.ints(PREFIX + "ParentID");
    left = columns.ints(PREFIX + "NestedSetLeft");
    right = columns.ints(PREFIX + "NestedSetRight");
    children = v5 ? columns.ints(PREFIX + "ChildCount") : null;
    name = columns.texts(PREFIX + "Name");
    kind = columns.longs(PREFIX + "Kind");
    traceState = columns.bytes(PREFIX + "TraceState");
    start = columns.longs(PREFIX + "StartTimeUnixNano");
    duration = columns.longs(PREFIX + "DurationNano");
    statusCode = columns.longs(PREFIX + "StatusCode");
    statusMessage = columns.bytes(PREFIX + "StatusMessage");
    droppedAttributes = columns.ints(PREFIX + "DroppedAttributesCount");
    droppedEvents = columns.ints(PREFIX + "DroppedEventsCount");
    droppedLinks = columns.ints(PREFIX + "DroppedLinksCount");
    rounded = v5 ? rounded(columns) : null;
    attributes = new DedicatedWriter(columns, "rs.ss.Spans", plan.of(Scope.SPAN), v5);
    events = new EventColumns(columns, plan.of(Scope.EVENT), v5);
    links = new LinkColumns(columns);
  }

  private static IntColumn[] rounded(WriterColumns columns) {
    String prefix = PREFIX + "StartTimeRounded";
    return new IntColumn[] {
      columns.ints(prefix + "15"),
      columns.ints(prefix + "60"),
      columns.ints(prefix + "300"),
      columns.ints(prefix + "3600")
    };
  }

  /** Adds span {@code i}, whose nested-set numbers are at {@code position}. */
  void add(SpanTable spans, int i, NestedSets sets, int position) {
    byte[] b = spans.bytes;
    levels.add();
    id.add(b, spans.idFrom[i], spans.idLength[i]);
    parentId.add(b, spans.parentFrom[i], spans.parentLength[i]);
    parent.add(sets.parent[position]);
    left.add(sets.left[position]);
    right.add(sets.right[position]);
    if (children != null) {
      children.add(sets.children[position]);
    }
    name.add(b, spans.nameFrom[i], spans.nameLength[i]);
    kind.add(spans.kind[i]);
    traceState.add(b, spans.stateFrom[i], spans.stateLength[i]);
    start.add(spans.start[i]);
    duration.add(spans.end[i] - spans.start[i]);
    statusCode.add(spans.status[i]);
    statusMessage.add(b, spans.messageFrom[i], spans.messageLength[i]);
    droppedAttributes.add(spans.droppedAttributes[i]);
    droppedEvents.add(spans.droppedEvents[i]);
    droppedLinks.add(spans.droppedLinks[i]);
    if (rounded != null) {
      round(rounded, spans.start[i]);
    }
    if (spans.hasAttributes(i) || spans.hasEvents(i) || spans.hasLinks(i)) {
      parts(spans, i);
    }
  }

  /**
   * Intervals are closed on the right: a start on a boundary counts to the interval before it. Of
   * nested intervals the larger follows from the smaller.
   */
  private static void round(IntColumn[] into, long start) {
    int unit = start == 0 ? 0 : (int) Long.divideUnsigned(start - 1, FIFTEEN_SECONDS);
    into[0].add(unit);
    into[1].add(Integer.divideUnsigned(unit, 4));
    into[2].add(Integer.divideUnsigned(unit, 20));
    into[3].add(Integer.divideUnsigned(unit, 240));
  }

  private void parts(SpanTable spans, int i) {
    span.over(spans.bytes, spans.from[i], spans.to[i]);
    while (span.next()) {
      if (span.wire != ProtoCursor.LEN) {
        continue;
      }
      switch (span.field) {
        case Otlp.SPAN_ATTRIBUTES -> attributes.add(span.bytes, span.from, span.to);
        case Otlp.SPAN_EVENTS -> events.add(span, spans.start[i]);
        case Otlp.SPAN_LINKS -> links.add(span);
        default -> {}
      }
    }
    attributes.flush();
  }
}
