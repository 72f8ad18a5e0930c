package mop.stack.traceql.engine;

/**
 * What of the answer is wanted; parameters of Tempo's {@code /api/search}.
 *
 * @param range of the traces
 * @param limit traces at most; 0 for all
 * @param spansPerSpanset spans shown of each spanset; 0 for Tempo's default of 3
 */
public record SearchOptions(TimeRange range, int limit, int spansPerSpanset) {
  /** Tempo's defaults: 20 traces, 3 spans of each spanset. */
  public static final SearchOptions DEFAULT = new SearchOptions(TimeRange.ANY, 20, 3);

  public SearchOptions {
    if (limit < 0 || spansPerSpanset < 0) {
      throw new IllegalArgumentException("limits below zero");
    }
    spansPerSpanset = spansPerSpanset == 0 ? 3 : spansPerSpanset;
  }
}
