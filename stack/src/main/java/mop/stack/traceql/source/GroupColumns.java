package mop.stack.traceql.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mop.stack.parquet.Column;
import mop.stack.parquet.ColumnChunk;
import mop.stack.parquet.CorruptParquet;
import mop.stack.parquet.PhysicalType;
import mop.stack.traceql.Attribute;
import mop.stack.traceql.FieldName;
import mop.stack.traceql.Intrinsic;
import mop.stack.traceql.Scope;
import mop.stack.traceql.engine.TagSource;
import mop.stack.traceql.source.ValueDecoder.Meaning;
import mop.stack.traces.BlockColumns;
import mop.stack.traces.DedicatedColumn;

/** The columns of one row group: which of them holds a field, and what can be asked for. */
final class GroupColumns {
  private static final String SPANS = "rs.ss.Spans.";

  private final BlockColumns columns;
  private final int rowGroup;
  private final Map<Integer, ColumnChunk> chunks = new HashMap<>();
  private final Map<FieldName, FieldColumn> fields = new HashMap<>();

  GroupColumns(BlockColumns columns, int rowGroup) {
    this.columns = columns;
    this.rowGroup = rowGroup;
  }

  /** Bytes fetched so far. */
  long fetched() {
    return chunks.values().stream().mapToLong(ColumnChunk::fetched).sum();
  }

  Optional<ColumnChunk> find(String name) {
    return columns.find(name).map(this::chunk);
  }

  ColumnChunk chunk(String name) {
    return find(name).orElseThrow(() -> new CorruptParquet("no column " + name));
  }

  private ColumnChunk chunk(Column column) {
    return chunks.computeIfAbsent(column.index(), i -> ColumnChunk.of(columns.file(), rowGroup, i));
  }

  /** The column of a field that is not an attribute without scope. */
  FieldColumn field(FieldName name) {
    FieldColumn known = fields.get(name);
    if (known == null) {
      known =
          switch (name) {
            case Intrinsic i -> intrinsic(i);
            case Attribute a -> attribute(a);
          };
      fields.put(name, known);
    }
    return known;
  }

  private FieldColumn intrinsic(Intrinsic i) {
    return switch (i) {
      case DURATION -> plain(Level.SPAN, SPANS + "DurationNano", Meaning.DURATION);
      case NAME -> plain(Level.SPAN, SPANS + "Name", Meaning.TEXT);
      case STATUS -> plain(Level.SPAN, SPANS + "StatusCode", Meaning.STATUS);
      case STATUS_MESSAGE -> plain(Level.SPAN, SPANS + "StatusMessage", Meaning.TEXT);
      case KIND -> plain(Level.SPAN, SPANS + "Kind", Meaning.KIND);
      case CHILD_COUNT ->
          find(SPANS + "ChildCount").isPresent()
              ? plain(Level.SPAN, SPANS + "ChildCount", Meaning.INT)
              : new ChildCountColumn(this);
      case SPAN_ID -> plain(Level.SPAN, SPANS + "SpanID", Meaning.SPAN_ID);
      case PARENT_ID -> plain(Level.SPAN, SPANS + "ParentSpanID", Meaning.SPAN_ID);
      case NESTED_SET_LEFT -> plain(Level.SPAN, SPANS + "NestedSetLeft", Meaning.INT);
      case NESTED_SET_RIGHT -> plain(Level.SPAN, SPANS + "NestedSetRight", Meaning.INT);
      case NESTED_SET_PARENT -> plain(Level.SPAN, SPANS + "ParentID", Meaning.INT);
      case SPAN_START -> plain(Level.SPAN, SPANS + "StartTimeUnixNano", Meaning.INT);
      case ROOT_NAME -> plain(Level.TRACE, "RootSpanName", Meaning.TEXT);
      case ROOT_SERVICE_NAME -> plain(Level.TRACE, "RootServiceName", Meaning.TEXT);
      case TRACE_DURATION -> plain(Level.TRACE, "DurationNano", Meaning.DURATION);
      case TRACE_ID -> plain(Level.TRACE, "TraceID", Meaning.TRACE_ID);
      case TRACE_START -> plain(Level.TRACE, "StartTimeUnixNano", Meaning.INT);
      case EVENT_NAME -> plain(Level.EVENT, SPANS + "Events.Name", Meaning.TEXT);
      case EVENT_TIME -> plain(Level.EVENT, SPANS + "Events.TimeSinceStartNano", Meaning.DURATION);
      case LINK_TRACE_ID -> plain(Level.LINK, SPANS + "Links.TraceID", Meaning.TRACE_ID);
      case LINK_SPAN_ID -> plain(Level.LINK, SPANS + "Links.SpanID", Meaning.SPAN_ID);
      case INSTRUMENTATION_NAME -> plain(Level.SCOPE, "rs.ss.Scope.Name", Meaning.TEXT);
      case INSTRUMENTATION_VERSION -> plain(Level.SCOPE, "rs.ss.Scope.Version", Meaning.TEXT);
      case PARENT -> throw new IllegalArgumentException("a query that was not checked");
    };
  }

  /** A column by its name. */
  FieldColumn plain(Level level, String name, Meaning meaning) {
    return new PlainColumn(level, chunk(name), new ValueDecoder(meaning));
  }

  private FieldColumn attribute(Attribute a) {
    String list = list(a.scope());
    return switch (a.scope()) {
      case SPAN -> attribute(Level.SPAN, list, a, dedicated(DedicatedColumn.Scope.SPAN, a));
      case RESOURCE ->
          attribute(
              Level.RESOURCE,
              list,
              a,
              a.name().equals("service.name")
                  ? columns.find("rs.Resource.ServiceName")
                  : dedicated(DedicatedColumn.Scope.RESOURCE, a));
      case EVENT -> attribute(Level.EVENT, list, a, dedicated(DedicatedColumn.Scope.EVENT, a));
      case LINK -> attribute(Level.LINK, list, a, Optional.empty());
      case INSTRUMENTATION -> attribute(Level.SCOPE, list, a, Optional.empty());
      case NONE -> throw new IllegalArgumentException("an attribute without scope is two");
    };
  }

  private Optional<Column> dedicated(DedicatedColumn.Scope scope, Attribute a) {
    return Optional.ofNullable(columns.dedicated(scope).get(a.name()));
  }

  private FieldColumn attribute(Level level, String list, Attribute a, Optional<Column> own) {
    FieldColumn generic = new AttributeColumn(level, this, list, a.name());
    return own.<FieldColumn>map(
            c -> {
              boolean text = c.leaf().physical() == PhysicalType.BYTE_ARRAY;
              ValueDecoder decoder = new ValueDecoder(text ? Meaning.TEXT : Meaning.INT);
              return new EitherColumn(new PlainColumn(level, chunk(c), decoder), generic);
            })
        .orElse(generic);
  }

  /** Tells the keys of a scope's attributes; whether the sink wants more. */
  boolean names(Scope scope, TagSource.NameSink sink) throws IOException {
    Map<String, Column> own =
        switch (scope) {
          case SPAN -> columns.dedicated(DedicatedColumn.Scope.SPAN);
          case RESOURCE -> columns.dedicated(DedicatedColumn.Scope.RESOURCE);
          case EVENT -> columns.dedicated(DedicatedColumn.Scope.EVENT);
          case LINK, INSTRUMENTATION, NONE -> Map.of();
        };
    for (Map.Entry<String, Column> e : own.entrySet()) {
      if (!chunk(e.getValue()).empty() && !sink.accept(e.getKey())) {
        return false;
      }
    }
    if (scope == Scope.RESOURCE && !sink.accept("service.name")) {
      return false;
    }
    ColumnChunk keys = chunk(list(scope) + ".Key");
    for (byte[] key : keys.empty() ? List.<byte[]>of() : keys.dictionary()) {
      if (!sink.accept(new String(key, StandardCharsets.UTF_8))) {
        return false;
      }
    }
    return true;
  }

  /** The generic attributes of a scope. */
  private static String list(Scope scope) {
    return switch (scope) {
      case SPAN -> SPANS + "Attrs";
      case RESOURCE -> "rs.Resource.Attrs";
      case EVENT -> SPANS + "Events.Attrs";
      case LINK -> SPANS + "Links.Attrs";
      case INSTRUMENTATION -> "rs.ss.Scope.Attrs";
      case NONE -> throw new IllegalArgumentException("an attribute without scope is two");
    };
  }

  /** Tells the values of a field; whether the sink wants more. */
  boolean values(FieldName field, TagSource.ValueSink sink) throws IOException {
    return field(field).values(all(), sink);
  }

  /** All rows. */
  BitSet all() {
    BitSet rows = new BitSet();
    rows.set(0, Math.toIntExact(columns.file().footer().rowGroups().get(rowGroup).rows()));
    return rows;
  }
}
