package mop.stack.traces;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mop.stack.otlp.Origin;
import mop.stack.otlp.RawTrace;
import mop.stack.parquet.ParquetWriter;

/** Buffers traces as rows of a writer; a trace may come in several parts. Not thread-safe. */
final class TraceRows {
  /** Distinct headers are forgotten beyond these. */
  private static final int MAX_ORIGINS = 1 << 14;

  private final TraceColumns columns;
  private final SpanTable spans = new SpanTable();
  private final Map<Origin, Integer> numbers = new HashMap<>();
  private OriginCatalog catalog = new OriginCatalog();
  private TraceLayout layout = new TraceLayout(catalog);

  TraceRows(ParquetWriter writer, BlockEncoding encoding, ColumnPlan plan) {
    columns = new TraceColumns(writer, encoding, plan);
  }

  /**
   * Adds a row.
   *
   * @param parts of one trace, at least one; a span that an earlier part has is left out
   * @return how many spans were left out
   */
  int add(List<RawTrace> parts) {
    if (numbers.size() > MAX_ORIGINS) {
      numbers.clear();
      catalog = new OriginCatalog();
      layout = new TraceLayout(catalog);
    }
    spans.begin(parts.getFirst().idHigh(), parts.getFirst().idLow());
    for (int p = 0; p < parts.size(); p++) {
      RawTrace part = parts.get(p);
      int at = spans.reserve(part.byteSize());
      System.arraycopy(part.bytes(), 0, spans.bytes, at, part.byteSize());
      for (int i = 0; i < part.size(); i++) {
        int from = at + part.offset(i);
        spans.add(number(part.origin(i)), p, from, from + part.length(i));
      }
    }
    layout.arrange(spans);
    columns.add(spans, layout, catalog);
    return spans.size - layout.size;
  }

  private int number(Origin origin) {
    Integer known = numbers.get(origin);
    if (known == null) {
      known = catalog.size();
      numbers.put(origin, known);
      catalog.add(origin);
    }
    return known;
  }
}
