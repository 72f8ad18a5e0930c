package mop.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mop.analysis.result.Result;
import mop.analysis.result.ResultJson;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that look at their trials after each block: until they know enough, or see harm. */
@Tag("slow")
class LookingTest {
  @TempDir Path folder;

  /** The shipped definition with limits that a sampler of a tenth of the traces breaks. */
  private Path definition() throws IOException {
    String text = Files.readString(Command.home().resolve("experiments/adaptive-sampling.yaml"));
    String rules =
        """
        rollback:
          - {outcome: cost.monthly, worse: 0.1}
          - {outcome: accuracy.visibleFaultRecall, worse: 0.02}

        factors:
        """;
    Path file = folder.resolve("guarded.yaml");
    Files.writeString(file, text.replace("factors:\n", rules));
    return file;
  }

  private Command run(String name, String... args) throws IOException {
    Path place = Files.createDirectories(folder.resolve(name));
    return new Command(place, args);
  }

  private String[] guarded(String threads) throws IOException {
    return new String[] {
      "run",
      definition().toString(),
      "--workload=shop:spans=4e4,hours=1,faults=12",
      "--set=sampler=head-10",
      "--set=sampler=tail",
      "--precision=30",
      "--out=runs",
      "--threads=" + threads
    };
  }

  private Result result(String name) throws IOException {
    Path file = ResumeTest.onlyRun(folder.resolve(name).resolve("runs")).resolve("result.json");
    return ResultJson.read(Files.readString(file), file.toString());
  }

  @Test
  void stopsWhereHarmIsPlainAndTheRestIsKnown() throws IOException, InterruptedException {
    Command.Ended ended = run("a", guarded("2")).run();
    assertThat(ended.exit()).as(ended.err()).isZero();
    Result result = result("a");
    Result.Design design = result.design();

    assertThat(design.replicates()).isBetween(3, 59);
    boolean allStopped = design.stopped().size() == 2;
    assertThat(design.stopping())
        .contains("±30 %")
        .contains(
            (allStopped ? "; every treatment was stopped after " : "; reached after ")
                + design.replicates());
    assertThat(design.power().getFirst().units()).isEqualTo(design.replicates());
    assertThat(design.stopped()).extracting(Result.Stopped::treatment).contains("head-10");
    Result.Stopped head = design.stopped().getFirst();
    assertThat(head.change().high()).isLessThan(-0.02);
    assertThat(result.diagnostics().cautions())
        .anyMatch(caution -> caution.startsWith(head.treatment() + " was stopped after"));
    Result.Effect recall =
        result.effects().stream()
            .filter(e ->
                e.treatment().equals("head-10")
                    && e.outcome().equals("accuracy.visibleFaultRecall"))
            .findFirst()
            .orElseThrow();
    assertThat(recall.difference().method()).contains("confidence sequence");
    assertThat(ended.out()).contains("was stopped after").contains(" treatments on up to ");
    assertThat(ended.err()).contains("visible faults found changed by").doesNotContain("accuracy.");
  }

  @Test
  void decidesTheSameAfterAKill() throws IOException, InterruptedException {
    assertThat(run("whole", guarded("2")).run().exit()).isZero();
    Process process = run("killed", guarded("1")).start();
    Path runs = folder.resolve("killed/runs");
    ResumeTest.awaitTrials(process, runs, 8);
    process.destroyForcibly().waitFor();
    Path begun = ResumeTest.onlyRun(runs);
    Command.Ended ended = run("killed", "run", "--resume", begun.toString()).run();
    assertThat(ended.exit()).as(ended.err()).isZero();

    assertThat(result("killed").design()).isEqualTo(result("whole").design());
    assertThat(ResumeTest.timeless(runs))
        .isEqualTo(ResumeTest.timeless(folder.resolve("whole/runs")));
    List<String> journal = Files.readAllLines(begun.resolve("journal.jsonl"));
    Command.Ended again = run("killed", "run", "--resume", begun.toString()).run();
    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(Files.readAllLines(begun.resolve("journal.jsonl"))).isEqualTo(journal);
  }
}
