package mop.analysis.cost.carbon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import mop.analysis.cost.Scenario;
import mop.analysis.input.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CarbonAnalysisTest {
  private static final String ROUND =
      """
      name: round
      date: 2026-01-01
      source: made up
      ssdWhPerTbHour: {value: 1, source: round}
      hddWhPerTbHour: {value: 0.5, source: round}
      networkKwhPerGb: {value: 0.001, source: round}
      memoryKwhPerGbHour: {value: 0.001, source: round}
      lifespanHours: {value: 7300, source: round}
      regions:
        - name: here
          gramsPerKwh: {value: 500, source: round}
          pue: {value: 1.5, source: round}
          idleWattsPerCore: {value: 1, source: round}
          busyWattsPerCore: {value: 3, source: round}
          diskCopies: {value: 2, source: round}
          objectCopies: {value: 4, source: round}
          serverKg: {value: 1000, source: round}
          serverCores: {value: 50, source: round}
      """;

  private static final String SCENARIO =
      """
      name: small
      description: round numbers
      values: {targetUtilisation: 0.5, peakToMean: 2}
      system:
        all: {cores: 10, memoryGB: 20, diskGB: 1000, storedGB: 1000, crossZoneGBPerDay: 24, spansPerDay: 24e6}
      """;

  @TempDir Path folder;

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private Carbon carbon(String scenario, String coefficients, String per) throws IOException {
    Coefficients loaded = Coefficients.load(file("coefficients.yaml", coefficients));
    return CarbonAnalysis.of(
        Scenario.load(file("scenario.yaml", scenario)), loaded, loaded.regions(), per);
  }

  @Test
  void agreesWithAnExampleWorkedByHand() throws IOException {
    Carbon carbon = carbon(SCENARIO, ROUND, "spansPerDay");
    Carbon.InRegion here = carbon.regions().getFirst();
    assertThat(carbon.utilisation()).isEqualTo(0.25);
    // 10 × 1.5 W × 730 h × 1.5; 20 × 0.001 × 730 × 1.5; 1 TB × 2 × 1 Wh × 730 × 1.5; × 4 × 0.5
    assertThat(here.energyKwh())
        .hasEntrySatisfying("processors", kwh -> close(kwh, 16.425))
        .hasEntrySatisfying("memory", kwh -> close(kwh, 21.9))
        .hasEntrySatisfying("disks", kwh -> close(kwh, 2.19))
        .hasEntrySatisfying("objects", kwh -> close(kwh, 2.19))
        .hasEntrySatisfying("network", kwh -> close(kwh, 0.73));
    close(here.totalKwh(), 43.435);
    close(here.operationalKg(), 21.7175);
    close(here.embodiedKg(), 20); // 1000 × 730 / 7300 × 10 / 50
    // 24e6 × 730 / 24 = 730 million spans
    assertThat(carbon.functionalUnit()).isEqualTo("1,000,000 spans");
    close(carbon.unitsPerMonth(), 730);
    close(here.sciGrams(), 41_717.5 / 730);
  }

  /** The example of the specification: 1000 kg over four years is 28 g an hour (28.5). */
  @Test
  void sharesAServersMakingByTimeAsTheSpecificationDoes() throws IOException {
    String years = ROUND.replace("value: 7300", "value: 35040").replace("value: 50,", "value: 10,");
    Carbon.InRegion here = carbon(SCENARIO, years, "spansPerDay").regions().getFirst();
    assertThat(here.embodiedKg() * 1_000 / 730).isEqualTo(28.54, within(0.005));
  }

  private static void close(double actual, double expected) {
    assertThat(actual).isEqualTo(expected, within(1e-9 * Math.abs(expected)));
  }

  @Test
  void knowsARegionForEverySelfHostedCatalogueAndASourceForEveryNumber() {
    Coefficients coefficients = Coefficients.load(Coefficients.DEFAULT);
    assertThat(coefficients.regions())
        .extracting(Coefficients.Region::name)
        .containsExactly("aws-us-east-1", "aws-eu-west-1", "gcp-us-central1", "azure-eastus");
    Carbon reference =
        CarbonAnalysis.of(
            Scenario.load("reference"),
            coefficients,
            coefficients.regions(),
            CarbonAnalysis.defaultUnit(Scenario.load("reference")));
    assertThat(reference.regions())
        .allSatisfy(region -> assertThat(region.totalKg()).isBetween(10.0, 1_000.0));
    assertThat(reference.functionalUnit()).isEqualTo("1,000,000 data points");
  }

  @Test
  void namesWhatItDoesNotCount() throws IOException {
    assertThat(carbon(SCENARIO, ROUND, "spansPerDay").notCounted())
        .contains("egressGBPerDay: the scenario states none");
  }

  static Stream<List<String>> mistakes() {
    return Stream.of(
        List.of("date: 2026-01-01", "date: soon", "coefficients.yaml:2: date: 'soon' is no date;"),
        List.of(
            "value: 500",
            "value: 0",
            "coefficients.yaml:11: regions[0].gramsPerKwh.value: it is 0"),
        List.of("value: 1.5", "value: 0.9", "coefficients.yaml:12: regions[0].pue: it is 0.9;"),
        List.of(
            "value: 3,", "value: 0.3,", "coefficients.yaml:14: regions[0].busyWattsPerCore: it"),
        List.of(
            "serverKg: {value: 1000, source: round}",
            "serverKg: 1000",
            "coefficients.yaml:17: regions[0].serverKg: it is no mapping;"),
        List.of("pue:", "puee:", "coefficients.yaml:12: regions[0].puee: unknown key 'puee';"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void refusesAMistakeWithItsLine(List<String> mistake) {
    String broken = ROUND.replace(mistake.get(0), mistake.get(1));
    assertThat(broken).isNotEqualTo(ROUND);
    assertThatThrownBy(() -> carbon(SCENARIO, broken, "spansPerDay"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(mistake.get(2))
        .hasMessageNotContaining("\n");
  }

  @Test
  void refusesAUnitOrRegionThatNobodyStates() {
    assertThatThrownBy(() -> carbon(SCENARIO, ROUND, "spanPerDay"))
        .hasMessageContaining("Did you mean 'spansPerDay'?");
    assertThatThrownBy(() -> Coefficients.load("coefficients").region("aws-us-est-1"))
        .hasMessageContaining("Did you mean 'aws-us-east-1'?");
    assertThatThrownBy(() -> carbon(SCENARIO.replace("cores: 10, ", ""), ROUND, "spansPerDay"))
        .hasMessageContaining("the scenario states no cores");
  }
}
