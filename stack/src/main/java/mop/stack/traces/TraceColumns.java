package mop.stack.traces;

import java.nio.charset.StandardCharsets;
import mop.stack.parquet.BytesColumn;
import mop.stack.parquet.DictionaryColumn;
import mop.stack.parquet.LevelStream;
import mop.stack.parquet.LongColumn;
import mop.stack.parquet.ParquetWriter;
import mop.stack.traces.DedicatedColumn.Scope;

/** Writes traces as rows of a block. */
final class TraceColumns {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final LevelStream rows;
  private final BytesColumn traceId;
  private final BytesColumn traceIdText;
  private final LongColumn start;
  private final LongColumn end;
  private final LongColumn duration;
  private final DictionaryColumn rootService;
  private final DictionaryColumn rootSpan;
  private final ServiceStatsColumns serviceStats;
  private final ResourceColumns resources;
  private final ScopeColumns scopes;
  private final SpanColumns spanColumns;

  private final NestedSets sets = new NestedSets();
  private final RootSpan roots = new RootSpan();
  private final byte[] idBytes = new byte[16];
  private final byte[] hex = new byte[32];

  /** Earliest start in the trace written last, unsigned Unix nanoseconds. */
  long lastStart;

  /** Latest end in the trace written last, unsigned Unix nanoseconds. */
  long lastEnd;

  TraceColumns(ParquetWriter writer, BlockEncoding encoding, ColumnPlan plan) {
    WriterColumns columns = new WriterColumns(writer);
    boolean v5 = encoding == BlockEncoding.VPARQUET5;
    rows = columns.rows();
    traceId = columns.bytes("TraceID");
    traceIdText = columns.bytes("TraceIDText");
    start = columns.longs("StartTimeUnixNano");
    end = columns.longs("EndTimeUnixNano");
    duration = columns.longs("DurationNano");
    rootService = columns.texts("RootServiceName");
    rootSpan = columns.texts("RootSpanName");
    serviceStats = new ServiceStatsColumns(columns, v5);
    resources = new ResourceColumns(columns, plan.of(Scope.RESOURCE), v5);
    scopes = new ScopeColumns(columns);
    spanColumns = new SpanColumns(columns, plan, v5);
  }

  /** Adds a trace as a row. */
  void add(SpanTable spans, TraceLayout layout, OriginCatalog catalog) {
    rows.add();
    id(spans);
    times(spans);
    root(spans, catalog);
    serviceStats.add(spans, layout, catalog);
    sets.compute(spans, layout.order, layout.size);
    for (int r = 0; r < layout.resources; r++) {
      resources.add(catalog.resource(layout.resourceId[r]));
      for (int s = layout.resourceStart[r]; s < layout.resourceStart[r + 1]; s++) {
        int from = layout.scopeStart[s];
        int to = layout.scopeStart[s + 1];
        boolean several = layout.resourceStart[r + 1] - layout.resourceStart[r] > 1;
        scopes.add(catalog.scope(layout.scopeId[s]), to - from, several);
        for (int p = from; p < to; p++) {
          spanColumns.add(spans, layout.order[p], sets, p);
        }
      }
    }
  }

  private void id(SpanTable spans) {
    BlockIds.bytes(spans.idHigh, spans.idLow, idBytes);
    traceId.add(idBytes, 0, 16);
    int first = 32;
    for (int i = 31; i >= 0; i--) {
      int nibble = idBytes[i >> 1] >> ((i & 1) == 0 ? 4 : 0) & 15;
      hex[i] = HEX[nibble];
      first = nibble == 0 ? first : i;
    }
    traceIdText.add(hex, first, 32 - first);
  }

  private void times(SpanTable spans) {
    long first = 0;
    long last = 0;
    for (int i = 0; i < spans.size; i++) {
      if (first == 0 || Long.compareUnsigned(spans.start[i], first) < 0) {
        first = spans.start[i];
      }
      if (Long.compareUnsigned(spans.end[i], last) > 0) {
        last = spans.end[i];
      }
    }
    start.add(first);
    end.add(last);
    duration.add(last - first);
    lastStart = first;
    lastEnd = last;
  }

  private void root(SpanTable spans, OriginCatalog catalog) {
    int root = roots.find(spans);
    byte[] service = {};
    if (root < 0) {
      rootSpan.add(spans.bytes, 0, 0);
    } else {
      rootSpan.add(spans.bytes, spans.nameFrom[root], spans.nameLength[root]);
      service = catalog.resource(catalog.resourceOf(spans.origin[root])).serviceName;
    }
    rootService.add(service, 0, service.length);
  }
}
