package mop.stack.sampling;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import mop.analysis.input.InvalidInput;
import mop.stack.sampling.Policy.Named;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads policies as they stand in a Collector's configuration. */
final class PolicyReader {
  private static final List<String> SHARED =
      List.of(
          "always_sample",
          "latency",
          "status_code",
          "probabilistic",
          "string_attribute",
          "numeric_attribute",
          "boolean_attribute",
          "trace_state",
          "span_count",
          "rate_limiting");

  private PolicyReader() {}

  private static List<String> with(String... more) {
    List<String> all = new ArrayList<>(SHARED);
    all.addAll(List.of(more));
    return all;
  }

  /** The policies of a processor. */
  static List<Named> policies(List<JsonNode> nodes, String path) {
    return list(nodes, path, with("and", "not", "drop", "composite"));
  }

  private static List<Named> list(List<JsonNode> nodes, String path, List<String> types) {
    List<Named> policies = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < nodes.size(); i++) {
      Named policy = policy(nodes.get(i), path + "[" + i + "]", types);
      if (!names.add(policy.name())) {
        throw new InvalidInput(
            path + "[" + i + "].name",
            "'" + policy.name() + "' is there twice",
            "a name of its own for each policy",
            "Rename it.");
      }
      policies.add(policy);
    }
    return List.copyOf(policies);
  }

  private static Named policy(JsonNode node, String path, List<String> types) {
    List<String> keys = new ArrayList<>(types);
    keys.addAll(List.of("name", "type"));
    SpecReader spec = SpecReader.of(node, path, keys.toArray(String[]::new));
    String type = spec.has("type") ? spec.oneOf("type", "", types) : spec.text("type");
    JsonNode settings = spec.has(type) ? spec.child(type) : JsonNodeFactory.instance.objectNode();
    return new Named(spec.text("name"), policy(type, settings, spec.path(type)));
  }

  private static Policy policy(String type, JsonNode node, String path) {
    return switch (type) {
      case "always_sample" -> alwaysSample(node, path);
      case "latency" -> latency(node, path);
      case "status_code" -> statusCode(node, path);
      case "probabilistic" -> probabilistic(node, path);
      case "string_attribute" -> stringAttribute(node, path);
      case "numeric_attribute" -> numericAttribute(node, path);
      case "boolean_attribute" -> booleanAttribute(node, path);
      case "trace_state" -> traceState(node, path);
      case "span_count" -> spanCount(node, path);
      case "rate_limiting" -> rateLimiting(node, path);
      case "and" -> new Policy.And(subPolicies(node, path, "and_sub_policy", with("not")));
      case "not" -> not(node, path);
      case "drop" -> new Policy.Drop(subPolicies(node, path, "drop_sub_policy", with("not")));
      case "composite" -> composite(node, path);
      default -> throw new IllegalArgumentException(type);
    };
  }

  private static Policy alwaysSample(JsonNode node, String path) {
    SpecReader.of(node, path);
    return new Policy.AlwaysSample();
  }

  private static Policy latency(JsonNode node, String path) {
    SpecReader spec = SpecReader.of(node, path, "threshold_ms", "upper_threshold_ms");
    return new Policy.Latency(
        spec.whole("threshold_ms", 0), spec.whole("upper_threshold_ms", 0, 0));
  }

  private static Policy statusCode(JsonNode node, String path) {
    SpecReader spec = SpecReader.of(node, path, "status_codes");
    List<String> codes = spec.texts("status_codes");
    for (String code : codes) {
      if (!List.of("OK", "ERROR", "UNSET").contains(code)) {
        throw new InvalidInput(
            spec.path("status_codes"), "has '" + code + "'", "OK, ERROR or UNSET", "Change it.");
      }
    }
    return new Policy.StatusCode(codes);
  }

  private static Policy probabilistic(JsonNode node, String path) {
    SpecReader spec = SpecReader.of(node, path, "sampling_percentage", "hash_salt");
    return new Policy.Probabilistic(
        spec.percentage("sampling_percentage"), spec.optionalText("hash_salt").orElse(""));
  }

  private static Policy stringAttribute(JsonNode node, String path) {
    SpecReader spec =
        SpecReader.of(
            node,
            path,
            "key",
            "values",
            "enabled_regex_matching",
            "cache_max_size",
            "invert_match");
    boolean regex = spec.flag("enabled_regex_matching", false);
    List<String> values = spec.texts("values");
    for (String value : regex ? values : List.<String>of()) {
      try {
        Pattern.compile(value);
      } catch (PatternSyntaxException e) {
        throw new InvalidInput(
            spec.path("values"),
            "'" + value + "' is no regular expression (" + e.getDescription() + ")",
            "RE2 syntax",
            "Mend it.");
      }
    }
    return new Policy.StringAttribute(
        spec.text("key"), values, regex, spec.flag("invert_match", false));
  }

  private static Policy numericAttribute(JsonNode node, String path) {
    SpecReader spec = SpecReader.of(node, path, "key", "min_value", "max_value", "invert_match");
    long min = spec.whole("min_value", Long.MIN_VALUE, 0);
    long max = spec.whole("max_value", Long.MIN_VALUE, 0);
    if ((min == 0 && max == 0) || (max != 0 && min > max)) {
      throw new InvalidInput(
          path,
          "min_value " + min + ", max_value " + max,
          "at least one of them, and min_value not above max_value",
          "Change them.");
    }
    return new Policy.NumericAttribute(
        spec.text("key"), min, max, spec.flag("invert_match", false));
  }

  private static Policy booleanAttribute(JsonNode node, String path) {
    SpecReader spec = SpecReader.of(node, path, "key", "value", "invert_match");
    return new Policy.BooleanAttribute(
        spec.text("key"), spec.flag("value", false), spec.flag("invert_match", false));
  }

  private static Policy traceState(JsonNode node, String path) {
    SpecReader spec = SpecReader.of(node, path, "key", "values");
    return new Policy.TraceState(spec.text("key"), spec.texts("values"));
  }

  private static Policy spanCount(JsonNode node, String path) {
    SpecReader spec = SpecReader.of(node, path, "min_spans", "max_spans");
    return new Policy.SpanCount(spec.whole("min_spans", 0, 0), spec.whole("max_spans", 0, 0));
  }

  private static Policy rateLimiting(JsonNode node, String path) {
    SpecReader spec = SpecReader.of(node, path, "spans_per_second", "burst_capacity");
    long rate = spec.whole("spans_per_second", 1);
    return new Policy.RateLimiting(rate, spec.whole("burst_capacity", 1, rate * 2));
  }

  private static List<Named> subPolicies(
      JsonNode node, String path, String key, List<String> types) {
    SpecReader spec = SpecReader.of(node, path, key);
    return list(spec.list(key), spec.path(key), types);
  }

  private static Policy not(JsonNode node, String path) {
    SpecReader spec = SpecReader.of(node, path, "not_sub_policy");
    return new Policy.Not(
        policy(spec.child("not_sub_policy"), spec.path("not_sub_policy"), SHARED));
  }

  private static Policy composite(JsonNode node, String path) {
    SpecReader spec =
        SpecReader.of(
            node,
            path,
            "max_total_spans_per_second",
            "policy_order",
            "composite_sub_policy",
            "rate_allocation");
    List<Named> policies =
        list(
            spec.list("composite_sub_policy"),
            spec.path("composite_sub_policy"),
            with("and", "not"));
    List<String> names = policies.stream().map(Named::name).toList();
    if (spec.has("policy_order") && !spec.texts("policy_order").equals(names)) {
      throw new InvalidInput(
          spec.path("policy_order"),
          "differs from the order of composite_sub_policy, which alone the Collector follows",
          names.toString(),
          "Put both in the same order.");
    }
    Map<String, Long> percent = new LinkedHashMap<>();
    if (spec.has("rate_allocation")) {
      List<JsonNode> allocations = spec.list("rate_allocation");
      for (int i = 0; i < allocations.size(); i++) {
        SpecReader allocation =
            SpecReader.of(
                allocations.get(i), spec.path("rate_allocation[" + i + "]"), "policy", "percent");
        percent.put(allocation.oneOf("policy", "", names), allocation.whole("percent", 0));
      }
    }
    return new Policy.Composite(spec.whole("max_total_spans_per_second", 1), policies, percent);
  }
}
