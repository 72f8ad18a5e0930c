package mop.experiments.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import mop.analysis.input.InvalidInput;
import mop.stack.traces.BlockEncoding;
import mop.stack.traces.TraceStoreSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactorsOfDefinitionsTest {
  private static final String FILE = "two-by-two.yaml";

  private static String text() throws IOException {
    return Files.readString(Path.of("src/test/resources/factorial").resolve(FILE));
  }

  @Test
  void levelsOfTheTraceStoreAreItsSettings() throws IOException {
    Definition definition = DefinitionReader.read(FILE, text());

    assertThat(definition.factors())
        .containsExactly(
            Map.entry("sampler", List.of("always", "head-10")),
            Map.entry("encoding", List.of("vParquet5", "vParquet4")));
    assertThat(definition.store(definition.treatments().get(2)).encoding())
        .isEqualTo(BlockEncoding.VPARQUET4);
    assertThat(definition.store(definition.treatments().get(0)))
        .isEqualTo(TraceStoreSettings.defaults());
  }

  @Test
  void lengthAndSizeOfBlocksAreSetApart() {
    TraceStoreSettings settings =
        StoreFactor.settings(Map.of("blockMinutes", "5", "blockMebibytes", "10"));

    assertThat(settings.maxBlockDuration()).isEqualTo(Duration.ofMinutes(5));
    assertThat(settings.maxBlockBytes()).isEqualTo(10L << 20);
    assertThat(settings.encoding()).isEqualTo(TraceStoreSettings.defaults().encoding());
  }

  @Test
  void levelsAreExportedAsTempoReadsThem() {
    assertThat(
            StoreFactor.tempo(
                Map.of("encoding", "vParquet4", "blockMinutes", "5", "blockMebibytes", "10")))
        .hasValue(
            """
            live_store:
              max_block_duration: 5m
              max_block_bytes: 10485760
            storage:
              trace:
                block:
                  version: vParquet4
            """);
    assertThat(StoreFactor.tempo(Map.of("sampler", "always"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "encoding: [vParquet5, vParquet4]|encoding: [vParquet5, vParquet3]"
            + "|two-by-two.yaml:21: factors.encoding[1]: got 'vParquet3'; expected vParquet4 or",
        "encoding: [vParquet5, vParquet4]|encoding: [vParquet5, vParquet5]"
            + "|two-by-two.yaml:21: factors.encoding[1]: level 'vParquet5' twice",
        "encoding: [vParquet5, vParquet4]|encoding: vParquet5"
            + "|two-by-two.yaml:21: factors.encoding: it is no list",
        "encoding: [vParquet5, vParquet4]|encodings: [vParquet5, vParquet4]"
            + "|two-by-two.yaml:21: factors.encodings: unknown key 'encodings'",
        "encoding: [vParquet5, vParquet4]|blockMinutes: [5, 0.5]"
            + "|two-by-two.yaml:21: factors.blockMinutes[1]: got '0.5'; expected whole minutes",
        "encoding: [vParquet5, vParquet4]|blockMebibytes: [513]"
            + "|two-by-two.yaml:21: factors.blockMebibytes[0]: got '513'; expected whole mebibytes",
        "sampler: head-10, encoding: vParquet4}|sampler: always, encoding: vParquet4}"
            + "|two-by-two.yaml:28: treatments[3].levels: the same as those of 'always-4'",
        "sampler: head-10, encoding: vParquet4}|sampler: head-10}"
            + "|two-by-two.yaml:28: treatments[3].levels.encoding: 'encoding' is missing",
        "sampler: head-10, encoding: vParquet4}|sampler: head-10, encoding: vParquet6}"
            + "|two-by-two.yaml:28: treatments[3].levels.encoding: unknown encoding 'vParquet6'",
        "sampler: head-10, encoding: vParquet4}"
            + "|sampler: head-10, encoding: vParquet4, blockMinutes: 5}"
            + "|two-by-two.yaml:28: treatments[3].levels.blockMinutes: unknown key 'blockMinutes'"
      })
  void whatDoesNotFitIsNamedWithItsLine(String good, String bad, String message)
      throws IOException {
    String broken = text().replace(good, bad);
    assertThat(broken).isNotEqualTo(text());

    assertThatThrownBy(() -> DefinitionReader.read(FILE, broken))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith(message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void aSettingOfAnUnknownFactorOrLevelIsRefused() throws IOException {
    Definition definition = DefinitionReader.read(FILE, text());

    assertThatThrownBy(() -> DefinitionReader.narrow(definition, List.of("encodin=vParquet4")))
        .hasMessageContaining("FACTOR=LEVEL with factor sampler or encoding")
        .hasMessageContaining("'encoding'");
    assertThatThrownBy(() -> DefinitionReader.narrow(definition, List.of("encoding=vParquet3")))
        .hasMessageContaining("one of vParquet5, vParquet4");
  }
}
