package mop.stack.traceql.engine;

import java.util.Arrays;
import java.util.List;
import mop.stack.traceql.engine.TraceSource.ReadStats;

/**
 * Series over time, in the order of their labels.
 *
 * @param millis Unix milliseconds of each point
 * @param partial whether there were more series than wanted
 */
public record MetricsResponse(
    List<Series> series, List<Long> millis, boolean partial, ReadStats stats) {
  public MetricsResponse {
    series = List.copyOf(series);
    millis = List.copyOf(millis);
  }

  /** Whether a series has a value. */
  static boolean hasValue(Series s) {
    return Arrays.stream(s.values()).anyMatch(v -> !Double.isNaN(v));
  }
}
