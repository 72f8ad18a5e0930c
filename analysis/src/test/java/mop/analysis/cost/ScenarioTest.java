package mop.analysis.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import mop.analysis.input.InvalidInput;
import mop.analysis.result.Provenance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScenarioTest {
  private static final String MINE =
      """
      name: my-shop
      description: what our shop sends
      values:
        tracesPerDay: 2.0e6
        retentionDays:
          value: 30
          provenance: measured
          source: block_retention of our Tempo
      """;

  @Test
  void takesWhatTheUserDoesNotSayFromTheReference() {
    Scenario scenario = Fixtures.scenario(MINE);
    assertThat(scenario.node()).isEqualTo("m7g.xlarge");
    assertThat(scenario.value(Parameter.TRACES_PER_DAY)).isEqualTo(2e6);
    assertThat(scenario.value(Parameter.QUERIES_PER_DAY)).isEqualTo(50_000);
    assertThat(scenario.given(Parameter.RETENTION_DAYS))
        .hasValue(new Scenario.Given(30, Provenance.MEASURED, "block_retention of our Tempo"));
    assertThat(scenario.given(Parameter.INGEST_BYTES_PER_DAY)).isEmpty();
    assertThat(scenario.sources())
        .startsWith(
            "tracesPerDay assumed (set at mine.yaml:4: values.tracesPerDay, no reason given); ");
  }

  @Test
  void referenceStatesTheVolumesOfTheClaimsWithAReasonForEachNumber() {
    Scenario reference = Scenario.load(Scenario.DEFAULT);
    assertThat(reference.value(Parameter.TRACES_PER_DAY)).isEqualTo(1e8);
    assertThat(reference.values().values())
        .allSatisfy(given -> assertThat(given.source()).hasSizeGreaterThan(20));
  }

  static Stream<List<String>> mistakes() {
    return Stream.of(
        List.of(
            "tracesPerDay: 2.0e6",
            "tracesPerDay: 0",
            "mine.yaml:4: values.tracesPerDay: tracesPerDay is 0; expected 1 to"
                + " 1,000,000,000,000,000 traces a day."),
        List.of(
            "tracesPerDay: 2.0e6",
            "tracesADay: 2.0e6",
            "mine.yaml:4: values.tracesADay: unknown key 'tracesADay'; expected one of"
                + " tracesPerDay, ingestBytesPerDay,"),
        List.of(
            "tracesPerDay: 2.0e6",
            "tracesPerDay: many",
            "mine.yaml:4: values.tracesPerDay: 'many' is no number; expected a number such as"),
        List.of(
            "provenance: measured",
            "provenance: mesured",
            "mine.yaml:7: values.retentionDays.provenance: unknown provenance 'mesured'; expected"
                + " one of measured, modelled, assumed. Did you mean 'measured'?"),
        List.of(
            "    source: block_retention of our Tempo\n",
            "",
            "mine.yaml:5: values.retentionDays.source: 'source' is missing; expected a text."),
        List.of(
            "tracesPerDay: 2.0e6",
            "zones: 1",
            "mine.yaml:3: values.crossZoneShare: traffic cannot cross zones where there is one;"),
        List.of(
            "description: what our shop sends",
            "description: d\nbase: none",
            "mine.yaml:4: values: 'queriesPerDay' is missing; expected queries a day."),
        List.of(
            "description: what our shop sends",
            "description: d\nbase: mine",
            "mine.yaml:3: base: unknown base 'mine'; expected one of reference, none."));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void refusesAMistakeWithItsLine(List<String> mistake) {
    String broken = MINE.replace(mistake.get(0), mistake.get(1));
    assertThat(broken).isNotEqualTo(MINE);
    assertThatThrownBy(() -> Fixtures.scenario(broken))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith(mistake.get(2));
  }
}
