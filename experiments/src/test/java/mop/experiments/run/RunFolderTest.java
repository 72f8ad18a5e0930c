package mop.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mop.analysis.input.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  @TempDir Path runs;

  @Test
  void refusesASecondRunInTheSameFolder() throws IOException {
    try (RunFolder folder = RunFolder.create(runs, "x", "1")) {
      Files.writeString(folder.file(RunFolder.JOURNAL), "");
      assertThatThrownBy(() -> RunFolder.open(folder.path()))
          .isInstanceOf(EnvironmentUnfit.class)
          .hasMessageContaining("another workbench process is running here");
    }
  }

  @Test
  void opensAFolderAgainOnceItIsFree() throws IOException {
    Path path;
    try (RunFolder folder = RunFolder.create(runs, "x", "1")) {
      path = folder.path();
      Files.writeString(folder.file(RunFolder.JOURNAL), "");
    }
    try (RunFolder again = RunFolder.open(path)) {
      assertThat(again.id()).isEqualTo("1");
    }
  }

  @Test
  void refusesAFolderThatIsNoRun() {
    assertThatThrownBy(() -> RunFolder.open(runs))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("no journal.jsonl there");
  }

  @Test
  void namesAFileThatIsInTheWay() throws IOException {
    Files.writeString(runs.resolve("x"), "");
    assertThatThrownBy(() -> RunFolder.create(runs, "x", "1"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(runs.resolve("x").toString());
  }

  @Test
  void pointsLatestToTheNewestRun() throws IOException {
    for (String id : new String[] {"1", "2"}) {
      try (RunFolder folder = RunFolder.create(runs, "x", id)) {
        folder.publishLatest();
      }
    }
    assertThat(runs.resolve("x/latest").toRealPath()).isEqualTo(runs.resolve("x/2").toRealPath());
  }

  @Test
  void leavesTheOldFileWholeWhenANewOneCannotBeWritten() throws IOException {
    Path file = runs.resolve("result.json");
    WholeFile.write(file, "old");
    Files.createDirectory(runs.resolve(".result.json.part"));
    assertThatThrownBy(() -> WholeFile.write(file, "new")).isInstanceOf(IOException.class);
    assertThat(file).hasContent("old");
  }
}
