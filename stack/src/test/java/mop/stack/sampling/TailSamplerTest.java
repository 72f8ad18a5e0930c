package mop.stack.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import mop.analysis.estimate.InclusionProbability;
import mop.analysis.estimate.InclusionProbability.Known;
import mop.analysis.estimate.InclusionProbability.Unknown;
import mop.analysis.estimate.InclusionProbability.Zero;
import mop.stack.otlp.RawTrace;
import mop.stack.otlp.TraceMaker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Meaning of the policies, by the examples of the Collector's own tests and README. */
class TailSamplerTest {
  private static final InclusionProbability SURE = new Known(1);

  private static RawTrace lasting(long millis) {
    return new TraceMaker(1, 1).span("a", "op", 0, 0, millis, 0).trace();
  }

  private static RawTrace with(Object... attributes) {
    return new TraceMaker(1, 1)
        .span("a", "root", 0, 0, 1, 0)
        .span("b", "child", 1, 0, 1, 0, attributes)
        .trace();
  }

  private static boolean keeps(String policies, RawTrace trace) {
    return Specs.decide(Specs.tail(policies), trace).keep();
  }

  @ParameterizedTest
  @CsvSource({
    "4999,0,false",
    "5000,0,true",
    "5500,0,true",
    "5000,10000,false",
    "5001,10000,true",
    "10000,10000,true",
    "10001,10000,false"
  })
  void latencyComparesWholeMilliseconds(long millis, long upper, boolean kept) {
    String policy =
        "- {name: a, type: latency, latency: {threshold_ms: 5000, upper_threshold_ms: %d}}"
            .formatted(upper);

    assertThat(keeps(policy, lasting(millis))).isEqualTo(kept);
  }

  @Test
  void latencyIsFromTheEarliestStartToTheLatestEnd() {
    RawTrace trace =
        new TraceMaker(1, 1)
            .span("a", "op", 0, 0, 100, 0)
            .span("b", "op", 1, 4_950, 100, 0)
            .trace();

    assertThat(keeps("- {name: a, type: latency, latency: {threshold_ms: 5000}}", trace)).isTrue();
  }

  @Test
  void anUpperThresholdIsContentWithTheSpansUpToAnyOfThem() {
    RawTrace passingThrough =
        new TraceMaker(1, 1)
            .span("a", "op", 0, 0, 6_000, 0)
            .span("a", "op", 1, 0, 60_000, 0)
            .trace();

    assertThat(
            keeps(
                "- {name: a, type: latency, latency: {threshold_ms: 5000, upper_threshold_ms:"
                    + " 10000}}",
                passingThrough))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "'ERROR',2,true",
    "'ERROR',0,false",
    "'ERROR, UNSET',0,true",
    "'OK',1,true",
    "'OK',2,false"
  })
  void statusCodeLooksForAnySpanOfThatStatus(String codes, int status, boolean kept) {
    RawTrace trace =
        new TraceMaker(1, 1)
            .span("a", "op", 0, 0, 1, status)
            .span("a", "op", 1, 0, 1, status)
            .trace();
    String policy =
        "- {name: a, type: status_code, status_code: {status_codes: [%s]}}".formatted(codes);

    assertThat(keeps(policy, trace)).isEqualTo(kept);
  }

  private static String string(String settings) {
    return "- {name: a, type: string_attribute, string_attribute: {key: example, %s}}"
        .formatted(settings);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "values: [value]|value|true",
        "values: [other, value]|value|true",
        "values: [val]|value|false",
        "values: ['v[0-9]+.HealthCheck$'], enabled_regex_matching: true|grpc.v1.HealthCheck|true",
        "values: ['^v[0-9]+.HealthCheck$'], enabled_regex_matching: true|grpc.v1.HealthCheck|false",
        "values: [value], invert_match: true|value|false",
        "values: [value], invert_match: true|other|true",
      })
  void stringAttributeMatchesWholeValuesOrExpressions(String settings, String value, boolean kept) {
    assertThat(keeps(string(settings), with("example", value))).isEqualTo(kept);
  }

  @Test
  void stringAttributeLooksAtResourcesToo() {
    String policy =
        "- {name: a, type: string_attribute, string_attribute: {key: service.name, values: [b]}}";

    assertThat(keeps(policy, with())).isTrue();
    assertThat(keeps(string("values: [value]"), with("example", 7L))).isFalse();
    assertThat(keeps(string("values: [value], invert_match: true"), with())).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "min_value: 50, max_value: 100|50|true",
        "min_value: 50, max_value: 100|100|true",
        "min_value: 50, max_value: 100|49|false",
        "min_value: 50|1000000|true",
        "max_value: 100|-5|true",
        "min_value: 50, max_value: 100, invert_match: true|60|false",
        "min_value: 50, max_value: 100, invert_match: true|101|true",
      })
  void numericAttributeIsARangeOfWholeNumbers(String settings, long value, boolean kept) {
    String policy =
        "- {name: a, type: numeric_attribute, numeric_attribute: {key: example, %s}}"
            .formatted(settings);

    assertThat(keeps(policy, with("example", value))).isEqualTo(kept);
  }

  @Test
  void booleanAttributeAndSpanCountMatch() {
    String bool = "- {name: a, type: boolean_attribute, boolean_attribute: {key: k, value: true}}";
    String count = "- {name: a, type: span_count, span_count: {min_spans: 2, max_spans: 20}}";

    assertThat(keeps(bool, with("k", true))).isTrue();
    assertThat(keeps(bool, with("k", false))).isFalse();
    assertThat(keeps(count, with())).isTrue();
    assertThat(keeps(count, lasting(1))).isFalse();
  }

  private static boolean keepsState(String settings, String... states) {
    TraceMaker maker = new TraceMaker(1, 1);
    for (String state : states) {
      maker.spanWithState("a", "op", 0, 0, 1, 0, state);
    }
    return keeps("- {name: a, type: trace_state, trace_state: " + settings + "}", maker.trace());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tier=gold|true",
        "tier=silver|true",
        "tier=bronze|false",
        "tier=golden|false",
        "tiers=gold|false",
        "other=x,tier=gold,last=y|true",
        "' other=x , tier=gold '|true",
        "',,tier=gold,'|true",
        "ot=th:c;rv:1234,tier=gold|true",
        "t0@tier=gold|false",
        "tier=gold,other|false",
        "tier=gold,Other=x|false",
        "tier=gold,other=|false",
        "tier=gold,other=a=b|false",
        "tier=gold,tier=silver|false",
        "tier=gold,otherö=x|false",
        "other=x|false",
      })
  void traceStateMatchesWholeValuesOfAValidList(String state, boolean kept) {
    assertThat(keepsState("{key: tier, values: [gold, silver]}", state)).isEqualTo(kept);
  }

  @Test
  void traceStateLooksAtEverySpanAndAtNoMoreThan32Members() {
    String gold = "{key: tier, values: [gold]}";
    StringBuilder many = new StringBuilder("tier=gold");
    for (int i = 1; i < 32; i++) {
      many.append(",k").append(i).append("=v");
    }

    assertThat(keepsState(gold, "", "tier=bronze", "tier=gold")).isTrue();
    assertThat(keepsState(gold, "")).isFalse();
    assertThat(keepsState("{key: tier, values: ['']}", "")).isFalse();
    assertThat(keepsState("{key: a@b, values: [x]}", "a@b=x")).isTrue();
    assertThat(keepsState(gold, many.toString())).isTrue();
    assertThat(keepsState(gold, many + ",k32=v")).isFalse();
  }

  @Test
  void traceStateNeverMatchesAPairThatW3cDoesNotAllow() {
    String value = "v".repeat(251);

    assertThat(keepsState("{key: tier, values: [" + value + "]}", "tier=" + value)).isTrue();
    assertThat(keepsState("{key: tier, values: [v" + value + "]}", "tier=v" + value)).isFalse();
  }

  @Test
  void probabilisticKeepsItsShareByTheCollectorsHash() {
    assertThat(Dice.threshold(100)).isEqualTo(-1);
    assertThat(Dice.threshold(50)).isEqualTo(Long.MAX_VALUE);
    SplittableRandom random = new SplittableRandom(3);
    Sampler sampler =
        Specs.tail("- {name: a, type: probabilistic, probabilistic: {sampling_percentage: 10}}");
    int kept = 0;
    for (int i = 0; i < 40_000; i++) {
      RawTrace trace =
          new TraceMaker(random.nextLong(), random.nextLong()).span("a", "op", 0, 0, 1, 0).trace();
      Decision decision = Specs.decide(sampler, trace);
      kept += decision.keep() ? 1 : 0;
      assertThat(((Known) decision.inclusion()).p()).isCloseTo(0.1, within(1e-9));
    }
    assertThat(kept).isBetween(3_820, 4_180);
  }

  /** FNV-1a of "foobar" is 0x85944171f73967e8 (Fowler, Noll and Vo's test vectors). */
  @Test
  void theHashIsFnv1a() {
    Dice dice = new Dice();
    int salt = dice.add("", Dice.threshold(10));
    long state = 0xcbf29ce484222325L;
    byte[] input = new byte["default-hash-seed".length() + 16];
    System.arraycopy(
        "default-hash-seed".getBytes(java.nio.charset.StandardCharsets.UTF_8), 0, input, 0, 17);
    input[17] = 1;
    input[32] = 2;
    assertThat(fnv(state, "foobar".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .isEqualTo(0x85944171f73967e8L);

    assertThat(dice.hash(salt, 0x0100000000000000L, 2)).isEqualTo(fnv(state, input));
  }

  private static long fnv(long state, byte[] bytes) {
    long hash = state;
    for (byte b : bytes) {
      hash ^= b & 0xff;
      hash *= 1099511628211L;
    }
    return hash;
  }

  @Test
  void rateLimitingIsATokenBucketOfTwiceItsRate() {
    Sampler sampler =
        Specs.tail("- {name: a, type: rate_limiting, rate_limiting: {spans_per_second: 3}}");
    RawTrace four = with4Spans();

    assertThat(Specs.decide(sampler, four, 0).keep()).isTrue();
    assertThat(Specs.decide(sampler, four, 0).keep()).isFalse();
    assertThat(Specs.decide(sampler, lasting(1), 0).keep()).isTrue();
    assertThat(Specs.decide(sampler, four, 500).keep()).isFalse();
    assertThat(Specs.decide(sampler, four, 1_000).keep()).isTrue();
  }

  private static RawTrace with4Spans() {
    TraceMaker maker = new TraceMaker(1, 1);
    for (int i = 0; i < 4; i++) {
      maker.span("a", "op", i == 0 ? 0 : 1, 0, 1, 0);
    }
    return maker.trace();
  }

  @Test
  void rateLimitsMakeInclusionUnknownOnceTheyMayBeUsedUp() {
    Sampler sampler =
        Specs.tail("- {name: a, type: rate_limiting, rate_limiting: {spans_per_second: 3}}");

    assertThat(Specs.decide(sampler, with4Spans(), 0).inclusion()).isEqualTo(SURE);
    assertThat(Specs.decide(sampler, with4Spans(), 0).inclusion()).isInstanceOf(Unknown.class);
  }

  @Test
  void aLimitThatCannotMatterLeavesInclusionKnown() {
    Sampler sampler =
        Specs.tail(
            """
            - {name: all, type: status_code, status_code: {status_codes: [UNSET]}}
            - {name: a, type: rate_limiting, rate_limiting: {spans_per_second: 1}}
            """);

    for (int i = 0; i < 5; i++) {
      assertThat(Specs.decide(sampler, with4Spans()).inclusion()).isEqualTo(SURE);
    }
  }

  private static final String AND =
      """
      - name: both
        type: and
        and:
          and_sub_policy:
            - {name: slow, type: latency, latency: {threshold_ms: 100}}
            - {name: some, type: probabilistic, probabilistic: {sampling_percentage: 25}}
      """;

  @Test
  void andNeedsAllOfItsPolicies() {
    Decision slow = Specs.decide(Specs.tail(AND), lasting(100));
    Decision fast = Specs.decide(Specs.tail(AND), lasting(99));

    assertThat(((Known) slow.inclusion()).p()).isCloseTo(0.25, within(1e-9));
    assertThat(fast.keep()).isFalse();
    assertThat(fast.inclusion()).isEqualTo(new Zero());
  }

  @Test
  void policiesOfOneSaltShareTheirDiceAndOthersDoNot() {
    String ten = "- {name: a, type: probabilistic, probabilistic: {sampling_percentage: 10}}\n";
    String twenty = "- {name: b, type: probabilistic, probabilistic: {sampling_percentage: 20}}";
    String salted =
        "- {name: b, type: probabilistic, probabilistic: {sampling_percentage: 20, hash_salt: x}}";

    assertThat(((Known) Specs.decide(Specs.tail(ten + twenty), lasting(1)).inclusion()).p())
        .isCloseTo(0.2, within(1e-9));
    assertThat(((Known) Specs.decide(Specs.tail(ten + salted), lasting(1)).inclusion()).p())
        .isCloseTo(0.28, within(1e-9));
  }

  @Test
  void dropWinsOverEverything() {
    String policies =
        """
        - {name: all, type: always_sample}
        - name: no-health
          type: drop
          drop:
            drop_sub_policy:
              - {name: h, type: string_attribute, string_attribute: {key: example, values: [/health]}}
        """;

    Decision dropped = Specs.decide(Specs.tail(policies), with("example", "/health"));

    assertThat(dropped.keep()).isFalse();
    assertThat(dropped.inclusion()).isEqualTo(new Zero());
    assertThat(dropped.policy()).isEqualTo("no-health");
    assertThat(keeps(policies, with("example", "/cart"))).isTrue();
  }

  @Test
  void anInvertedMatchForbidsWhatOthersSample() {
    String policies =
        string("values: [value], invert_match: true") + "\n- {name: all, type: always_sample}";

    assertThat(keeps(policies, with("example", "value"))).isFalse();
    assertThat(keeps(policies, with("example", "other"))).isTrue();
  }

  @Test
  void anInvertedSampleNeedsThatNobodyDeclines() {
    String inverted = string("values: [value], invert_match: true");
    String slow = "\n- {name: slow, type: latency, latency: {threshold_ms: 100}}";

    assertThat(keeps(inverted, with())).isTrue();
    assertThat(keeps(inverted + slow, with())).isFalse();
  }

  @Test
  void insideAndAnInvertedVoteIsAnOrdinaryOne() {
    String policies =
        """
        - name: others
          type: and
          and:
            and_sub_policy:
              - {name: a, type: string_attribute, string_attribute: {key: example, values: [value], invert_match: true}}
              - {name: b, type: always_sample}
        - {name: slow, type: latency, latency: {threshold_ms: 100}}
        """;

    assertThat(keeps(policies, with("example", "other"))).isTrue();
    assertThat(keeps(policies, with("example", "value"))).isFalse();
  }

  @Test
  void notTurnsAVoteRound() {
    String policy =
        """
        - name: fast
          type: not
          not: {not_sub_policy: {name: slow, type: latency, latency: {threshold_ms: 100}}}
        """;

    assertThat(keeps(policy, lasting(99))).isTrue();
    assertThat(keeps(policy, lasting(100))).isFalse();
  }

  private static String composite(String allocation) {
    return """
    - name: all
      type: composite
      composite:
        max_total_spans_per_second: 10
        policy_order: [slow, rest]
        composite_sub_policy:
          - {name: slow, type: latency, latency: {threshold_ms: 100}}
          - {name: rest, type: always_sample}
        rate_allocation: [%s]
    """
        .formatted(allocation);
  }

  @Test
  void compositeCountsEachPolicySpansBySecond() {
    Sampler sampler =
        Specs.tail(composite("{policy: slow, percent: 20}, {policy: rest, percent: 10}"));

    assertThat(Specs.decide(sampler, lasting(100), 0).keep()).isTrue();
    assertThat(Specs.decide(sampler, lasting(100), 10).keep()).isTrue();
    assertThat(Specs.decide(sampler, lasting(100), 20).keep())
        .as("used up, and the policy after it is not asked")
        .isFalse();
    assertThat(Specs.decide(sampler, lasting(1), 30).keep()).isTrue();
    assertThat(Specs.decide(sampler, lasting(1), 40).keep()).isFalse();
    assertThat(Specs.decide(sampler, lasting(100), 1_000).keep()).isTrue();
  }

  @Test
  void compositePoliciesWithoutAllocationGetAnEqualShare() {
    Sampler sampler = Specs.tail(composite("{policy: slow, percent: 20}"));
    int kept = 0;
    for (int i = 0; i < 10; i++) {
      kept += Specs.decide(sampler, lasting(1)).keep() ? 1 : 0;
    }

    assertThat(kept).isEqualTo(5);
  }

  @Test
  void inclusionIsTheShareOfDiceThatKeep() {
    String policies =
        """
        - {name: errors, type: status_code, status_code: {status_codes: [ERROR]}}
        - {name: some, type: probabilistic, probabilistic: {sampling_percentage: 5}}
        - {name: more, type: probabilistic, probabilistic: {sampling_percentage: 50, hash_salt: z}}
        - name: forbidden
          type: drop
          drop:
            drop_sub_policy:
              - {name: x, type: probabilistic, probabilistic: {sampling_percentage: 20, hash_salt: d}}
        """;
    Sampler sampler = Specs.tail(policies);
    SplittableRandom random = new SplittableRandom(11);
    int kept = 0;
    double expected = 0;
    for (int i = 0; i < 20_000; i++) {
      RawTrace trace =
          new TraceMaker(random.nextLong(), random.nextLong())
              .span("a", "op", 0, 0, 1, random.nextInt(4) == 0 ? 2 : 0)
              .trace();
      Decision decision = Specs.decide(sampler, trace);
      kept += decision.keep() ? 1 : 0;
      expected += ((Known) decision.inclusion()).p();
    }

    assertThat((double) kept).isCloseTo(expected, within(4 * Math.sqrt(expected)));
    assertThat(expected / 20_000).isCloseTo(0.25 * 0.8 + 0.75 * 0.8 * 0.525, within(0.01));
  }

  @Test
  void theExportIsTheConfigurationThatWasRead() {
    SamplerSpec spec = Specs.parse("tail:\n  decision_wait: 30s\n  policies:\n" + AND.indent(4));

    String collector = spec.export().getOrDefault("collector", "");

    assertThat(
            SamplerSpec.parse(
                new tools.jackson.dataformat.yaml.YAMLMapper()
                    .readTree(collector.replace("processors:\n  tail_sampling:", "tail:")),
                "export"))
        .isEqualTo(spec);
    assertThat(spec.export().get("alloy"))
        .isEqualTo(
            """
            otelcol.processor.tail_sampling "default" {
              decision_wait = "30000ms"
              policy {
                name = "both"
                type = "and"
                and {
                  and_sub_policy {
                    name = "slow"
                    type = "latency"
                    latency {
                      threshold_ms = 100
                    }
                  }
                  and_sub_policy {
                    name = "some"
                    type = "probabilistic"
                    probabilistic {
                      sampling_percentage = 25
                    }
                  }
                }
              }
              output {
                traces = [otelcol.exporter.otlp.default.input]
              }
            }
            """);
  }
}
