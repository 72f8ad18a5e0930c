package mop.stack.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.StreamSupport;
import mop.stack.otlp.RawTrace;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What the Collector and Alloy are given is what was decided with, read back from their text. */
class ExportTest {
  private static final String EVERY_POLICY =
      """
      tail:
        decision_wait: 2500ms
        policies:
        - {name: all, type: always_sample}
        - {name: slow, type: latency, latency: {threshold_ms: 5000, upper_threshold_ms: 10000}}
        - {name: bad, type: status_code, status_code: {status_codes: [ERROR, UNSET]}}
        - {name: some, type: probabilistic, probabilistic: {sampling_percentage: 12.345678901}}
        - {name: few, type: probabilistic,
           probabilistic: {sampling_percentage: 0.0000015, hash_salt: "a \\"b\\" \\\\ é \\r\\x01"}}
        - {name: "quoted: #1", type: string_attribute,
           string_attribute: {key: k, values: ["^a\\\\d+$", "[{]x}", "- y", "true"],
                              enabled_regex_matching: true, invert_match: true}}
        - {name: num, type: numeric_attribute,
           numeric_attribute: {key: n, min_value: -5, max_value: 9007199254740993}}
        - {name: bool, type: boolean_attribute,
           boolean_attribute: {key: b, value: false, invert_match: true}}
        - {name: state, type: trace_state, trace_state: {key: t0@tier, values: [gold, silver]}}
        - {name: spans, type: span_count, span_count: {min_spans: 2, max_spans: 20}}
        - {name: rate, type: rate_limiting, rate_limiting: {spans_per_second: 35, burst_capacity: 50}}
        - name: both
          type: and
          and:
            and_sub_policy:
            - {name: bad, type: status_code, status_code: {status_codes: [ERROR]}}
            - {name: n, type: not,
               not: {not_sub_policy: {name: l, type: latency, latency: {threshold_ms: 7}}}}
        - name: none
          type: drop
          drop:
            drop_sub_policy:
            - {name: h, type: string_attribute, string_attribute: {key: r, values: [/health]}}
        - name: budget
          type: composite
          composite:
            max_total_spans_per_second: 1000
            policy_order: [one, two]
            composite_sub_policy:
            - {name: one, type: latency, latency: {threshold_ms: 100}}
            - {name: two, type: always_sample}
            rate_allocation:
            - {policy: one, percent: 60}
            - {policy: two, percent: 40}
      """;

  private static JsonNode collector(SamplerSpec spec) {
    return collector(spec.export().getOrDefault("collector", ""));
  }

  private static JsonNode collector(String text) {
    return new YAMLMapper().readTree(text);
  }

  private static ObjectNode alloy(String text, String component) {
    JsonNode components = AlloyText.read(text).path(component);
    assertThat(components).hasSize(1);
    assertThat(components.at("/0/output/0/traces/0").asString())
        .isEqualTo("otelcol.exporter.otlp.default.input");
    return (ObjectNode) components.get(0);
  }

  /** The processor's settings as our own configuration. */
  private static SamplerSpec tail(JsonNode wait, List<JsonNode> policies) {
    ObjectNode settings = JsonNodeFactory.instance.objectNode();
    settings.set("decision_wait", wait);
    policies.forEach(settings.putArray("policies")::add);
    ObjectNode sampler = JsonNodeFactory.instance.objectNode();
    sampler.set("tail", settings);
    return SamplerSpec.parse(sampler, "export");
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  @Test
  void theCollectorsTextOfEveryPolicyReadsBackAsTheSameSpec() {
    SamplerSpec spec = Specs.parse(EVERY_POLICY);

    JsonNode root = collector(spec);

    JsonNode processor = root.at("/processors/tail_sampling");
    assertThat(root.propertyNames()).containsExactly("processors");
    assertThat(root.path("processors").propertyNames()).containsExactly("tail_sampling");
    assertThat(tail(processor.get("decision_wait"), list(processor.get("policies"))))
        .isEqualTo(spec);
  }

  @Test
  void alloysTextOfEveryPolicyReadsBackAsTheSameSpec() {
    SamplerSpec spec = Specs.parse(EVERY_POLICY);

    ObjectNode component =
        alloy(spec.export().getOrDefault("alloy", ""), "otelcol.processor.tail_sampling");

    assertThat(tail(component.get("decision_wait"), AlloyText.policies(component, "policy")))
        .isEqualTo(spec);
  }

  @Test
  void headHasItsRatioInBothTexts() {
    for (double ratio : new double[] {1, 0.07, 0.1, 0.000001}) {
      SamplerSpec spec = new HeadSpec(ratio);

      JsonNode yaml = collector(spec).at("/processors/probabilistic_sampler");
      ObjectNode component =
          alloy(spec.export().getOrDefault("alloy", ""), "otelcol.processor.probabilistic_sampler");

      assertThat(yaml.get("sampling_percentage").doubleValue())
          .isCloseTo(ratio * 100, within(ratio * 1e-4));
      for (String key : yaml.propertyNames()) {
        assertThat(component.get(key).asString()).isEqualTo(yaml.get(key).asString());
      }
    }
  }

  @Test
  void publishedIsOneCompositePolicyThatOurOwnReaderTakes() {
    SamplerSpec spec = Specs.parse("published: {combine: any, target_rate: 700}");

    JsonNode processor = collector(spec).at("/processors/tail_sampling");
    ObjectNode component =
        alloy(spec.export().getOrDefault("alloy", ""), "otelcol.processor.tail_sampling");

    SamplerSpec read = tail(processor.get("decision_wait"), list(processor.get("policies")));
    assertThat(read).isInstanceOf(TailSpec.class);
    assertThat(((TailSpec) read).policies())
        .singleElement()
        .satisfies(policy ->
            assertThat(policy.policy())
                .isInstanceOfSatisfying(
                    Policy.Composite.class,
                    composite -> {
                      assertThat(composite.maxTotalSpansPerSecond()).isEqualTo(700);
                      assertThat(composite.policies()).hasSize(7);
                    }));
    assertThat(tail(component.get("decision_wait"), AlloyText.policies(component, "policy")))
        .isEqualTo(read);
  }

  @Test
  void adaptiveHasTheSameLearntRatesInBothTexts() {
    Sampler sampler = new AdaptiveSpec(0.05, AdaptiveSpec.DEFAULT_WINDOW_NANOS).create(1);
    List<RawTrace> traces = new Traffic(1).traces(5_000, new SplittableRandom(1));
    for (int i = 0; i < traces.size(); i++) {
      Specs.decide(sampler, traces.get(i), i * 10L);
    }

    JsonNode processor =
        collector(sampler.export().getOrDefault("collector", "")).at("/processors/tail_sampling");
    ObjectNode component =
        alloy(sampler.export().getOrDefault("alloy", ""), "otelcol.processor.tail_sampling");

    List<JsonNode> policies = list(processor.get("policies"));
    assertThat(AlloyText.policies(component, "policy").toString()).isEqualTo(policies.toString());
    assertThat(policies).hasSizeGreaterThan(3);
    for (JsonNode rate : processor.findValues("sampling_percentage")) {
      assertThat(rate.doubleValue()).isBetween(0.1, 100.0);
    }
    for (JsonNode condition : processor.findValues("ottl_condition")) {
      assertThat(condition.at("/span/0").asString())
          .matches("IsRootSpan\\(\\) and name == \".+\" and resource\\.attributes\\[.+] == \".+\"");
    }
  }
}
