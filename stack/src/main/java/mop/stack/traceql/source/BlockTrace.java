package mop.stack.traceql.source;

import java.io.IOException;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import mop.stack.parquet.ColumnChunk;
import mop.stack.parquet.CorruptParquet;
import mop.stack.parquet.RowReader;
import mop.stack.traceql.Attribute;
import mop.stack.traceql.FieldName;
import mop.stack.traceql.Scope;
import mop.stack.traceql.Value;
import mop.stack.traceql.engine.FieldTable;
import mop.stack.traceql.engine.TraceView;
import org.jspecify.annotations.Nullable;

/** The row of a block that is looked at; its columns are read as far as they are asked for. */
final class BlockTrace implements TraceView {
  private static final String SPANS = "rs.ss.Spans.";

  private final GroupColumns group;
  private final FieldColumn[] fields;

  /** The resource's of an attribute that is asked of the span first. */
  private final @Nullable FieldColumn[] fallbacks;

  private final SpanShape shape;
  private final ListShape events;
  private final ListShape links;
  private final BitSet rows;
  private @Nullable Services services;
  private int row;

  /**
   * @param rows that will be looked at, in ascending order
   */
  BlockTrace(GroupColumns group, FieldTable table, BitSet rows) {
    this.group = group;
    this.rows = rows;
    fields = new FieldColumn[table.size()];
    fallbacks = new FieldColumn[table.size()];
    for (int i = 0; i < fields.length; i++) {
      FieldName name = table.name(i);
      if (name instanceof Attribute(Scope scope, boolean _, String key) && scope == Scope.NONE) {
        fields[i] = begin(new Attribute(Scope.SPAN, false, key), table.ofAll(i));
        fallbacks[i] = begin(new Attribute(Scope.RESOURCE, false, key), table.ofAll(i));
      } else {
        fields[i] = begin(name, table.ofAll(i));
      }
    }
    shape = new SpanShape(cheapest(SPANS, "Kind", "StatusCode", "Name", "StartTimeUnixNano"));
    shape.begin(rows);
    events = new ListShape(cheapest(SPANS + "Events.", "Name", "TimeSinceStartNano"));
    events.begin(rows, true);
    links = new ListShape(cheapest(SPANS + "Links.", "SpanID", "DroppedAttributesCount"));
    links.begin(rows, true);
  }

  private FieldColumn begin(FieldName name, boolean ahead) {
    FieldColumn column = group.field(name);
    column.begin(rows, ahead);
    return column;
  }

  /** Of columns with the same levels the one that costs least: one already there costs nothing. */
  private ColumnChunk cheapest(String prefix, String... names) {
    return Stream.of(names)
        .map(n -> group.find(prefix + n))
        .flatMap(Optional::stream)
        .min(Comparator.comparingLong(c -> c.fetched() > 0 ? 0 : c.bytes()))
        .orElseThrow(() -> new CorruptParquet("no columns " + prefix + '*'));
  }

  void moveTo(int to) {
    row = to;
  }

  @Override
  public int size() throws IOException {
    return shape.size(row);
  }

  private int slot(int span) throws IOException {
    if (span >= shape.size(row)) {
      throw new CorruptParquet("columns do not fit together: span " + span + " is missing");
    }
    return shape.slot(span);
  }

  @Override
  public int events(int span) throws IOException {
    return events.count(row, slot(span));
  }

  @Override
  public int links(int span) throws IOException {
    return links.count(row, slot(span));
  }

  @Override
  public Value value(int field, int span, int event, int link) throws IOException {
    Value v = value(fields[field], span, event, link);
    FieldColumn fallback = fallbacks[field];
    return v.isNil() && fallback != null ? value(fallback, span, event, link) : v;
  }

  private Value value(FieldColumn column, int span, int event, int link) throws IOException {
    return switch (column.level()) {
      case TRACE -> column.get(row, 0);
      case SPAN -> column.get(row, slot(span));
      case RESOURCE -> {
        slot(span);
        yield column.get(row, shape.resource(span));
      }
      case SCOPE -> {
        slot(span);
        yield column.get(row, shape.scope(span));
      }
      case EVENT -> listed(column, events, span, event);
      case LINK -> listed(column, links, span, link);
    };
  }

  private Value listed(FieldColumn column, ListShape list, int span, int index) throws IOException {
    int spanSlot = slot(span);
    return index < 0 || index >= list.count(row, spanSlot)
        ? Value.Nil.NIL
        : column.get(row, list.first(spanSlot) + index);
  }

  @Override
  public SortedMap<String, ServiceStats> services() throws IOException {
    Services s = services;
    if (s == null) {
      s = new Services(group, rows);
      services = s;
    }
    return s.of(row);
  }

  /** Reads spans and errors by service. */
  private static final class Services {
    private final RowReader names;
    private final RowReader spans;
    private final RowReader errors;

    Services(GroupColumns group, BitSet rows) {
      boolean v5 = group.find("ServiceStats.ServiceName").isPresent();
      List<String> columns =
          v5
              ? List.of("ServiceName", "SpanCount", "ErrorCount")
              : List.of("key", "value.SpanCount", "value.ErrorCount");
      names = group.chunk("ServiceStats." + columns.get(0)).read(rows, false);
      spans = group.chunk("ServiceStats." + columns.get(1)).read(rows, false);
      errors = group.chunk("ServiceStats." + columns.get(2)).read(rows, false);
    }

    SortedMap<String, ServiceStats> of(int row) throws IOException {
      SortedMap<String, ServiceStats> all = new TreeMap<>();
      ValueDecoder text = new ValueDecoder(ValueDecoder.Meaning.TEXT);
      names.seek(row);
      spans.seek(row);
      errors.seek(row);
      while (names.next() && spans.next() && errors.next()) {
        if (names.present() && spans.present() && errors.present()) {
          all.put(
              text.bytes(names.bytes(), names.offset(), names.length()).text(),
              new ServiceStats((int) spans.number(), (int) errors.number()));
        }
      }
      return all;
    }
  }
}
