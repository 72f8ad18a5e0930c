package mop.experiments.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mop.analysis.input.InvalidInput;
import mop.analysis.telemetry.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelsTest {
  @TempDir Path folder;

  private Path labels(String json) throws IOException {
    return Files.writeString(folder.resolve("labels.json"), json);
  }

  @Test
  void readsFaultsInOrderOfTheirStart() throws IOException {
    Path file =
        labels(
            """
            {"dataset": "x", "faults": [
              {"start": 200, "end": 300, "rootCauseService": "b", "type": "delay",
               "visibleInLatency": false},
              {"start": 100, "end": 150, "rootCauseService": "a", "type": "cpu",
               "visibleInLatency": true}]}
            """);
    assertThat(Labels.read(file))
        .containsExactly(
            new Fault("001-cpu", "cpu", 100_000_000_000L, 150_000_000_000L, "a", true),
            new Fault("000-delay", "delay", 200_000_000_000L, 300_000_000_000L, "b", false));
  }

  @Test
  void hasNoFaultsWithoutAFile() throws IOException {
    assertThat(Labels.read(folder.resolve("labels.json"))).isEmpty();
  }

  @Test
  void namesTheFieldThatCannotBeUsed() throws IOException {
    Path file = labels("{\"faults\": [{\"start\": 5, \"end\": 5}]}");
    assertThatThrownBy(() -> Labels.read(file))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("labels.json: faults[0]")
        .hasMessageContaining("not after start");
    Path seconds = labels("{\"faults\": [{\"start\": \"now\", \"end\": 5}]}");
    assertThatThrownBy(() -> Labels.read(seconds)).hasMessageContaining("faults[0].start");
    Path broken = labels("{\"faults\": [\n{]}");
    assertThatThrownBy(() -> Labels.read(broken)).hasMessageContaining("labels.json:2");
  }
}
