package mop.analysis.cost.roi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import mop.analysis.result.Result;
import mop.analysis.result.ResultJson;
import org.junit.jupiter.api.Test;

class RunSavingTest {
  /** A run whose bill of {@code head} is 600 [588, 612] below that of {@code always}. */
  private static Result run(String treatments) throws IOException {
    String document = Files.readString(Path.of("src/test/resources/history/run.json"));
    assertThat(document).contains("\"treatments\": []");
    return ResultJson.read(
        document.replace("\"treatments\": []", "\"treatments\": [" + treatments + "]"), "run.json");
  }

  private static final String MONTHLY =
      """
      {"name": "head", "lines": [], "notes": [],
       "monthly": {"estimate": 400, "low": 390, "high": 410, "level": 0.95, "method": "m", "n": 11}
      """;

  @Test
  void takesBlocksAloneWhereNoLawWasFitted() throws IOException {
    RunSaving saving = RunSaving.of(run(MONTHLY + "}"), "--run r", Optional.of("head"));

    assertThat(saving.value()).isEqualTo("588.00..600.00..612.00@95");
    assertThat(saving.source()).contains("nothing of the step to the scenario's size");
  }

  /** Twelve from blocks and sixteen from laws make twenty: √(12² + 16²). */
  @Test
  void addsWhatBlocksAndLawsLeaveOpen() throws IOException {
    String laws =
        ", \"modelSaving\": {\"estimate\": 600, \"low\": 584, \"high\": 616, \"level\": 0.95,"
            + " \"method\": \"m\", \"n\": 14}}";
    RunSaving saving = RunSaving.of(run(MONTHLY + laws), "--run r", Optional.of("head"));

    assertThat(saving.value()).isEqualTo("580.00..600.00..620.00@95");
    assertThat(saving.source()).contains("the scaling laws leave open, 584.00 to 616.00");
  }
}
