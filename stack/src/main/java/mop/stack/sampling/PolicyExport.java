package mop.stack.sampling;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mop.stack.sampling.Policy.Named;

/** Policies as the configuration of the Collector and of Alloy. */
final class PolicyExport {
  private PolicyExport() {}

  /**
   * Both systems' text.
   *
   * @param notes lines of comment that stand first
   */
  static Map<String, String> texts(
      List<Named> policies, long decisionWaitNanos, List<String> notes) {
    return textsOfTrees(trees(policies), decisionWaitNanos, notes);
  }

  /** Likewise, of policies that are configuration trees already. */
  static Map<String, String> textsOfTrees(
      List<Map<String, Object>> policies, long decisionWaitNanos, List<String> notes) {
    String wait = decisionWaitNanos / 1_000_000 + "ms";
    Map<String, Object> processor = new LinkedHashMap<>();
    processor.put("decision_wait", wait);
    processor.put("policies", policies);
    Map<String, Object> component = new LinkedHashMap<>();
    component.put("decision_wait", wait);
    component.put("policy", policies);
    return Map.of(
        "collector",
        ExportText.comment("#", notes)
            + "processors:\n  tail_sampling:\n"
            + ExportText.yaml(processor, 4),
        "alloy",
        ExportText.comment("//", notes)
            + "otelcol.processor.tail_sampling \"default\" {\n"
            + ExportText.alloy(component, 2)
            + "  output {\n    traces = [otelcol.exporter.otlp.default.input]\n  }\n}\n");
  }

  /** One policy as a configuration tree. */
  static Map<String, Object> tree(Named named) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", named.name());
    tree.put("type", type(named.policy()));
    Map<String, Object> settings = settings(named.policy());
    if (!settings.isEmpty()) {
      tree.put(type(named.policy()), settings);
    }
    return tree;
  }

  private static String type(Policy policy) {
    return switch (policy) {
      case Policy.AlwaysSample p -> "always_sample";
      case Policy.Latency p -> "latency";
      case Policy.StatusCode p -> "status_code";
      case Policy.Probabilistic p -> "probabilistic";
      case Policy.StringAttribute p -> "string_attribute";
      case Policy.NumericAttribute p -> "numeric_attribute";
      case Policy.BooleanAttribute p -> "boolean_attribute";
      case Policy.TraceState p -> "trace_state";
      case Policy.SpanCount p -> "span_count";
      case Policy.RateLimiting p -> "rate_limiting";
      case Policy.And p -> "and";
      case Policy.Not p -> "not";
      case Policy.Drop p -> "drop";
      case Policy.Composite p -> "composite";
    };
  }

  private static Map<String, Object> settings(Policy policy) {
    Map<String, Object> out = new LinkedHashMap<>();
    switch (policy) {
      case Policy.AlwaysSample p -> {}
      case Policy.Latency p -> {
        out.put("threshold_ms", p.thresholdMs());
        put(out, "upper_threshold_ms", p.upperThresholdMs());
      }
      case Policy.StatusCode p -> out.put("status_codes", p.codes());
      case Policy.Probabilistic p -> {
        out.put("sampling_percentage", p.percentage());
        if (!p.hashSalt().isEmpty()) {
          out.put("hash_salt", p.hashSalt());
        }
      }
      case Policy.StringAttribute p -> {
        out.put("key", p.key());
        out.put("values", p.values());
        put(out, "enabled_regex_matching", p.regex());
        put(out, "invert_match", p.invertMatch());
      }
      case Policy.NumericAttribute p -> {
        out.put("key", p.key());
        put(out, "min_value", p.min());
        put(out, "max_value", p.max());
        put(out, "invert_match", p.invertMatch());
      }
      case Policy.BooleanAttribute p -> {
        out.put("key", p.key());
        out.put("value", p.value());
        put(out, "invert_match", p.invertMatch());
      }
      case Policy.TraceState p -> {
        out.put("key", p.key());
        out.put("values", p.values());
      }
      case Policy.SpanCount p -> {
        out.put("min_spans", p.minSpans());
        put(out, "max_spans", p.maxSpans());
      }
      case Policy.RateLimiting p -> {
        out.put("spans_per_second", p.spansPerSecond());
        if (p.burstCapacity() != p.spansPerSecond() * 2) {
          out.put("burst_capacity", p.burstCapacity());
        }
      }
      case Policy.And p -> out.put("and_sub_policy", trees(p.policies()));
      case Policy.Not p -> out.put("not_sub_policy", tree(p.policy()));
      case Policy.Drop p -> out.put("drop_sub_policy", trees(p.policies()));
      case Policy.Composite p -> composite(p, out);
    }
    return out;
  }

  private static void put(Map<String, Object> out, String key, long value) {
    if (value != 0) {
      out.put(key, value);
    }
  }

  private static void put(Map<String, Object> out, String key, boolean value) {
    if (value) {
      out.put(key, value);
    }
  }

  private static List<Map<String, Object>> trees(List<Named> policies) {
    return policies.stream().map(PolicyExport::tree).toList();
  }

  private static void composite(Policy.Composite policy, Map<String, Object> out) {
    out.put("max_total_spans_per_second", policy.maxTotalSpansPerSecond());
    out.put("policy_order", policy.policies().stream().map(Named::name).toList());
    out.put("composite_sub_policy", trees(policy.policies()));
    List<Map<String, Object>> allocations = new ArrayList<>();
    policy
        .percent()
        .forEach((name, percent) -> {
          Map<String, Object> allocation = new LinkedHashMap<>();
          allocation.put("policy", name);
          allocation.put("percent", percent);
          allocations.add(allocation);
        });
    if (!allocations.isEmpty()) {
      out.put("rate_allocation", allocations);
    }
  }
}
