package mop.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import mop.analysis.result.Result;
import mop.reports.words.Findings;
import mop.reports.words.NextStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What follows {@code next:} is pasted into a shell. */
class NextStepTest {

  static List<Result> results() {
    return HtmlReportTest.results();
  }

  @ParameterizedTest
  @MethodSource("results")
  void isACommandWithoutPlaceholdersOrNothing(Result result) {
    NextStep.of(new Findings(result))
        .ifPresent(next ->
            assertThat(next)
                .matches("\\./workbench run adaptive-sampling( --[a-z-]+ [^\\s]+)*")
                .doesNotContain("PATH"));
  }

  @Test
  void isMoreBlocksWhileTheBuiltInWorkloadIsUndecided() {
    assertThat(next(Fixtures.undecidedShop()))
        .contains("./workbench run adaptive-sampling --replicates 34");
  }

  @Test
  void isNothingWhereOnlyALongerRecordingWouldDecide() {
    assertThat(next(Fixtures.recorded())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "./workbench run x --out /tmp/a --seed 7 | ./workbench run x --out /tmp/a --seed 43",
        "./workbench run --seed=7 --quick x | ./workbench run --quick x --seed 43",
        "./workbench run x --workload 'otlp:my traces' --replicates 3"
            + " | ./workbench run x --workload 'otlp:my traces' --replicates 3 --seed 43",
        "./workbench run --resume a/b | ./workbench run adaptive-sampling --workload shop --seed 43"
      })
  void keepsTheOptionsOfTheRunAndTakesAnotherSeedOnceDecided(String command, String expected) {
    assertThat(next(with(Fixtures.shop(), command))).contains(expected);
  }

  @Test
  void asksForMoreBlocksInPlaceOfThoseThatWereAskedFor() {
    String command = "./workbench run x --quick --seed 7 --out /tmp/a";
    assertThat(next(with(Fixtures.undecidedShop(), command)))
        .contains("./workbench run x --seed 7 --out /tmp/a --replicates 34");
  }

  private static Optional<String> next(Result result) {
    return NextStep.of(new Findings(result));
  }

  private static Result with(Result r, String command) {
    Result.Run run = r.run();
    return new Result(
        r.schema(),
        r.experiment(),
        new Result.Run(
            run.id(),
            run.startedAt(),
            run.finishedAt(),
            run.seed(),
            command,
            run.version(),
            run.machine(),
            run.stack(),
            run.workload()),
        r.design(),
        r.outcomes(),
        r.effects(),
        r.robustness(),
        r.factorial(),
        r.surface(),
        r.usage(),
        r.cost(),
        r.accuracy(),
        r.claims(),
        r.gates(),
        r.recommendation(),
        r.diagnostics());
  }
}
