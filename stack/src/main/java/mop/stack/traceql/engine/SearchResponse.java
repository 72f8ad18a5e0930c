package mop.stack.traceql.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mop.stack.traceql.engine.TraceSource.ReadStats;
import mop.stack.traceql.engine.TraceView.ServiceStats;

/**
 * Traces found, the latest first.
 *
 * @param stats what was read for it
 */
public record SearchResponse(List<TraceResult> traces, ReadStats stats) {
  public SearchResponse {
    traces = List.copyOf(traces);
  }

  /**
   * @param traceId in hexadecimal digits without leading zeros
   * @param rootServiceName empty when no span names the trace
   * @param startNanos Unix nanoseconds
   */
  public record TraceResult(
      String traceId,
      String rootServiceName,
      String rootTraceName,
      long startNanos,
      long durationMillis,
      List<SpansetResult> spansets,
      Map<String, ServiceStats> services) {
    public TraceResult {
      spansets = List.copyOf(spansets);
      services = java.util.Collections.unmodifiableMap(new TreeMap<>(services));
    }
  }

  /**
   * @param matched spans found, of which {@code spans} are some
   * @param attributes values of {@code by()} and aggregates
   */
  public record SpansetResult(List<SpanResult> spans, int matched, List<NamedValue> attributes) {
    public SpansetResult {
      spans = List.copyOf(spans);
      attributes = List.copyOf(attributes);
    }
  }

  /**
   * @param spanId sixteen hexadecimal digits
   * @param name only when the query names it
   * @param attributes that the query names and the span has
   */
  public record SpanResult(
      String spanId,
      Optional<String> name,
      long startNanos,
      long durationNanos,
      List<NamedValue> attributes) {
    public SpanResult {
      attributes = List.copyOf(attributes);
    }
  }
}
