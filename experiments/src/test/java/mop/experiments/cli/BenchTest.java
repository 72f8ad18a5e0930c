package mop.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTest {
  @TempDir Path folder;

  @Test
  void benchmarksRunWithTheOptionsOfTheLauncher() throws IOException {
    String launcher = Files.readString(Command.home().resolve("workbench"));

    assertThat(BenchCommand.JVM_OPTIONS)
        .allSatisfy(option -> assertThat(launcher).contains(" " + option + " "));
  }

  @Test
  @Tag("slow")
  void tellsSpansPerCpuSecondOfRichAndOfBareSpans() throws IOException, InterruptedException {
    Command.Ended ended = new Command(folder, "bench", "decode", "--iterations", "1").run();

    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.out())
        .contains("-XX:+UseParallelGC -XX:+UseCompactObjectHeaders")
        .containsPattern("decode rich +[1-9][0-9,]+ +[0-9.]+\\R")
        .containsPattern("decode bare +[1-9][0-9,]+ +[0-9.]+\\R");
  }

  @Test
  @Tag("slow")
  void fitsHoltWintersBesideRWhereItIsInstalled() throws IOException, InterruptedException {
    Command.Ended ended = new Command(folder, "bench", "holtwinters", "--iterations", "1").run();

    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.out())
        .containsPattern("40 years by month +additive +[0-9.]+ +([0-9.]+ +[0-9.]+x|\\(no Rscript)")
        .containsPattern("76 days by 5 minutes +multiplicative +[0-9.]+ ");
  }

  @Test
  @Tag("slow")
  void drawsResamplesBesideNumpyAndRWhereTheyAreInstalled()
      throws IOException, InterruptedException {
    Command.Ended ended = new Command(folder, "bench", "bootstrap", "--iterations", "1").run();

    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(81));
    assertThat(ended.out())
        .containsPattern(
            "\\R +1000 +[0-9]+ +[0-9]+ +"
                + "([0-9]+ +([0-9]+|none) +[0-9.]+x +[0-9.]+x +(0[.]9|1[.]0)|none .*no /usr/bin/py)");
  }

  @Test
  @Tag("peer")
  void asksTheSameQueriesOfARealPrometheus() throws IOException, InterruptedException {
    Command.Ended ended = new Command(folder, "bench", "promql", "--iterations", "1").run();

    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(81));
    assertThat(ended.out()).containsPattern("\\R +[0-9.]+ +[0-9.]+ +[0-9.]+  topk\\(5, temp\\)\\R");
  }

  @Test
  @Tag("slow")
  void mergesBlocks() throws IOException, InterruptedException {
    Command.Ended ended = new Command(folder, "bench", "compact", "--iterations", "1").run();

    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.out()).containsPattern("compact bare +[1-9][0-9,]+ +[0-9.]+\\R");
  }
}
