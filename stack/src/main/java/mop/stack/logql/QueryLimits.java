package mop.stack.logql;

import mop.analysis.input.InvalidInput;

/**
 * What a query may use.
 *
 * @param entries that a metric query reads
 * @param series of a function over a range (Loki's {@code max_query_series}: 500 in a result)
 * @param steps of a range query, as in Prometheus
 */
public record QueryLimits(long entries, int series, int steps) {
  public static final QueryLimits DEFAULT = new QueryLimits(50_000_000, 100_000, 11_000);

  InvalidInput exceeded(String what) {
    return new InvalidInput(
        "LogQL query",
        "needs " + what,
        "a smaller selection",
        "Narrow the selector or the time range, or group by fewer labels.");
  }
}
