package mop.stack.traces;

/**
 * Size of a trace by the measure with which Tempo decides that a row group is full: about one byte
 * a value of its row, nulls included.
 */
final class RowGroupEstimate {
  private static final int TRACE_VALUES = 9;
  private static final int RESOURCE_VALUES = 20;
  private static final int SCOPE_VALUES = 12;
  private static final int SPAN_VALUES = 70;
  private static final int BYTES_A_VALUE = 20;

  private RowGroupEstimate() {}

  static long bytes(SpanTable spans, TraceLayout layout) {
    long raw = 0;
    for (int p = 0; p < layout.size; p++) {
      int i = layout.order[p];
      raw += spans.hasAttributes(i) || spans.hasEvents(i) ? spans.to[i] - spans.from[i] : 0;
    }
    return TRACE_VALUES
        + (long) RESOURCE_VALUES * layout.resources
        + (long) SCOPE_VALUES * layout.scopes
        + (long) SPAN_VALUES * layout.size
        + raw * 7 / BYTES_A_VALUE;
  }
}
