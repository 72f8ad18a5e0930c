package mop.stack.sampling;

import java.util.List;
import java.util.Map;

/**
 * A policy of the Collector's {@code tail_sampling} processor, with its settings and its meaning
 * (opentelemetry-collector-contrib, {@code processor/tailsamplingprocessor}, summer 2026).
 */
public sealed interface Policy {

  /**
   * A policy with the name that the user gave it.
   *
   * @param name unique among the policies of its list
   */
  record Named(String name, Policy policy) {}

  /** Every trace. */
  record AlwaysSample() implements Policy {}

  /**
   * Traces by duration, earliest start to latest end in whole milliseconds: at least {@code
   * thresholdMs}; with an upper threshold (not 0) more than {@code thresholdMs} and at most {@code
   * upperThresholdMs}, whereby the Collector is content when that holds for the spans up to any of
   * them, in order of arrival.
   */
  record Latency(long thresholdMs, long upperThresholdMs) implements Policy {}

  /**
   * Traces with a span of one of these status codes.
   *
   * @param codes {@code OK}, {@code ERROR}, {@code UNSET}
   */
  record StatusCode(List<String> codes) implements Policy {}

  /**
   * A share of traces, by the FNV-1a hash of salt and trace id.
   *
   * @param percentage 0 to 100
   * @param hashSalt empty for the Collector's default
   */
  record Probabilistic(double percentage, String hashSalt) implements Policy {}

  /**
   * Traces with a span or resource whose text attribute has one of the values, or matches one of
   * the regular expressions anywhere. With {@code invertMatch} traces in which none does.
   */
  record StringAttribute(String key, List<String> values, boolean regex, boolean invertMatch)
      implements Policy {}

  /** Likewise for whole numbers; attributes of another type read as 0. 0 means no limit. */
  record NumericAttribute(String key, long min, long max, boolean invertMatch) implements Policy {}

  /** Likewise for truth values. */
  record BooleanAttribute(String key, boolean value, boolean invertMatch) implements Policy {}

  /**
   * Traces with a span whose W3C trace state has the member {@code key} with one of the values; a
   * trace state that breaks the syntax has no members.
   */
  record TraceState(String key, List<String> values) implements Policy {}

  /** Traces with so many spans, inclusive; {@code maxSpans} 0 means no upper limit. */
  record SpanCount(long minSpans, long maxSpans) implements Policy {}

  /** Traces as long as a token bucket of spans has room for all their spans. */
  record RateLimiting(long spansPerSecond, long burstCapacity) implements Policy {}

  /** Traces that every one of the policies samples. */
  record And(List<Named> policies) implements Policy {}

  /** Traces that the policy does not sample. */
  record Not(Named policy) implements Policy {}

  /** Traces that every one of the policies samples are dropped, whatever other policies say. */
  record Drop(List<Named> policies) implements Policy {}

  /**
   * The first policy that samples a trace decides, within its allocation of spans for each second;
   * when that is used up the trace is not sampled, whatever policies come after.
   *
   * @param percent allocation by policy name, in percent of {@code maxTotalSpansPerSecond}; the
   *     others get an equal share each
   */
  record Composite(long maxTotalSpansPerSecond, List<Named> policies, Map<String, Long> percent)
      implements Policy {}
}
