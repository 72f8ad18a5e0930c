package mop.stack.traces;

import java.io.IOException;
import mop.stack.parquet.ColumnReader;

/** Counts the spans of traces from the cheapest column that tells. */
final class SpanCounts {
  private final Cursor traceId;
  private final Cursor counts;

  /** Whether {@link #counts} holds counts; else each of its entries is a span. */
  private final boolean summed;

  long idHigh;
  long idLow;
  int spans;

  SpanCounts(RowColumns columns) throws IOException {
    traceId = columns.cursor("TraceID");
    Cursor stats = columns.cursor("ServiceStats.SpanCount");
    Cursor sums = stats.absent() ? columns.cursor("ServiceStats.value.SpanCount") : stats;
    summed = !sums.absent();
    counts = summed ? sums : columns.cursor("rs.ss.Spans.Kind");
  }

  /** Moves to the next trace; returns itself. */
  SpanCounts next() throws IOException {
    ColumnReader id = traceId.required();
    idHigh = StoredTraces.high(id);
    idLow = StoredTraces.low(id);
    traceId.advance();
    spans = 0;
    ColumnReader in = counts.reader();
    do {
      if (in.present()) {
        spans += summed ? (int) in.number() : 1;
      }
    } while (in.next() && in.repetition() > 0);
    return this;
  }
}
