package mop.stack.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import mop.analysis.input.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplerSpecTest {
  @Test
  void aNameAloneOrWithSettingsIsASampler() {
    assertThat(Specs.parse("always")).isEqualTo(new AlwaysSpec());
    assertThat(Specs.parse("head: {ratio: 0.1}")).isEqualTo(new HeadSpec(0.1));
    assertThat(Specs.parse("published:")).isEqualTo(PublishedSpec.AS_PUBLISHED);
    assertThat(Specs.parse("published: {combine: any}"))
        .isEqualTo(new PublishedSpec("any", 10_000, 50_000));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "haed: {ratio: 0.1}|treatments[1].sampler: no sampler 'haed'|Did you mean 'head'?",
        "head: {ratoi: 0.1}|treatments[1].sampler.head.ratoi: unknown key|Did you mean 'ratio'?",
        "head|treatments[1].sampler.head.ratio: missing|a number above 0 and up to 1",
        "head: {ratio: 0}|head.ratio: is 0;|a number above 0 and up to 1",
        "head: {ratio: 1.5}|head.ratio: is 1.5;|up to 1",
        "head: {ratio: '10%'}|head.ratio: is \"10%\";|a number",
        "{always: {}, head: {ratio: 1}}|names 2 samplers|head: {ratio: 0.1}",
        "[1]|is [1]|one of always, head",
        "always: {ratio: 1}|always.ratio: unknown key|Remove it.",
        "published: {combine: all}|published.combine: is 'all'|sequence, any",
        "tail: {}|tail.policies: missing|a list",
        "tail: {policies: []}|tail.policies: is []|not empty",
        "tail: {decision_wait: 10, policies: [{name: a, type: always_sample}]}|decision_wait: is 10|10s",
        "tail: {policies: [{name: a, type: latncy}]}|policies[0].type: is 'latncy'|Did you mean 'latency'?",
        "tail: {policies: [{name: a, type: latency}]}|policies[0].latency.threshold_ms: missing|whole number",
        "tail: {policies: [{name: a, type: probabilistic, probabilistic: {sampling_percentage: 101}}]}|sampling_percentage: is 101|a number from 0 to 100.",
        "tail: {policies: [{name: a, type: probabilistic, probabilistic: {sampling_percentage: -1}}]}|sampling_percentage: is -1|a number from 0 to 100.",
        "tail: {policies: [{type: always_sample}]}|policies[0].name: missing|a text",
        "tail: {policies: [{name: a, type: status_code, status_codes: [ERROR]}]}|policies[0].status_codes: unknown key|Did you mean 'status_code'?",
        "tail: {policies: [{name: a, type: status_code, status_code: {status_codes: [BAD]}}]}|has 'BAD'|OK, ERROR or UNSET",
        "tail: {policies: [{name: a, type: always_sample}, {name: a, type: always_sample}]}|policies[1].name: 'a' is there twice|of its own",
        "tail: {policies: [{name: a, type: string_attribute, string_attribute: {key: k, values: ['('], enabled_regex_matching: true}}]}|no regular expression|RE2",
        "tail: {policies: [{name: a, type: numeric_attribute, numeric_attribute: {key: k}}]}|min_value 0, max_value 0|at least one",
        "tail: {policies: [{name: a, type: and, and: {and_sub_policy: [{name: b, type: composite}]}}]}|and_sub_policy[0].type: is 'composite'|one of always_sample",
      })
  void whatIsWrongIsNamedWithItsPlaceAndARemedy(String yaml, String where, String remedy) {
    assertThatThrownBy(() -> Specs.parse(yaml))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(where)
        .hasMessageContaining(remedy)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void policyOrderThatTheCollectorWouldIgnoreIsRefused() {
    assertThatThrownBy(() ->
            Specs.parse(
                """
                tail:
                  policies:
                    - name: all
                      type: composite
                      composite:
                        max_total_spans_per_second: 100
                        policy_order: [b, a]
                        composite_sub_policy:
                          - {name: a, type: always_sample}
                          - {name: b, type: always_sample}
                """))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("composite.policy_order: differs");
  }
}
