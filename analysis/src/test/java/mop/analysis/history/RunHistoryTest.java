package mop.analysis.history;

import static mop.analysis.history.RegressionGate.Answer.FAIL;
import static mop.analysis.history.RegressionGate.Answer.INCONCLUSIVE;
import static mop.analysis.history.RegressionGate.Answer.PASS;
import static mop.analysis.history.RunMaker.estimate;
import static mop.analysis.history.RunMaker.onDay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import mop.analysis.input.InvalidInput;
import mop.analysis.result.Estimate;
import mop.analysis.result.Result;
import mop.analysis.result.ResultJson;
import org.junit.jupiter.api.Test;

class RunHistoryTest {
  private static final double MARGIN = 0.05;

  private static List<Result> days(int days) {
    return new ArrayList<>(
        IntStream.rangeClosed(1, days).mapToObj(day -> onDay(day).make()).toList());
  }

  private static RunHistory history(List<Result> runs) {
    return RunHistory.of(runs, List.of(), MARGIN);
  }

  /** Series in order: bill and recall of the baseline, then their changes of the treatment. */
  private static RunHistory.Series series(RunHistory history, int index) {
    return history.series().get(index);
  }

  private static RunHistory newest(int days, UnaryOperator<RunMaker> differs) {
    List<Result> runs = days(days);
    runs.set(days - 1, differs.apply(onDay(days)).make());
    return history(runs);
  }

  @Test
  void standsInOrderOfTimeWhateverTheOrderOfTheFiles() {
    List<Result> runs = days(8);
    Collections.shuffle(runs, new Random(1));

    RunHistory history = history(runs);

    assertThat(history.runs()).extracting(RunHistory.Run::id).startsWith("run1").endsWith("run8");
    assertThat(history).isEqualTo(history(days(8)));
    assertThat(history.leftOut()).isEmpty();
    assertThat(history.notes()).isEmpty();
  }

  @Test
  void leavesOutWhatAskedSomethingElseAndSaysWhy() {
    List<Result> runs = days(6);
    runs.add(onDay(3).make());
    runs.set(1, onDay(2).asked(7, 2).make());
    runs.set(3, onDay(4).asked(42, 3).make());

    RunHistory history = RunHistory.of(runs, List.of("run0"), MARGIN);

    assertThat(history.runs())
        .extracting(RunHistory.Run::id)
        .containsExactly("run1", "run3", "run5", "run6");
    assertThat(history.leftOut())
        .extracting(RunHistory.LeftOut::id, RunHistory.LeftOut::why)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("run2", "seed 7, not 42; blocks 2, not 11"),
            org.assertj.core.groups.Tuple.tuple("run3", "a copy of another run's folder"),
            org.assertj.core.groups.Tuple.tuple("run4", "blocks 3, not 11"),
            org.assertj.core.groups.Tuple.tuple("run0", "not finished"));
  }

  @Test
  void comparesVersionsAndNewTelemetryAndSaysThatTheyDiffer() {
    RunHistory history = newest(5, run -> run.of("0.2.0", "b".repeat(64)));

    assertThat(history.runs()).hasSize(5);
    assertThat(history.notes())
        .containsExactly(
            "other than the newest run's version: 1, 2, 3, 4",
            "other than the newest run's telemetry: 1, 2, 3, 4");
  }

  @Test
  void judgesTheNewestAgainstTheMeanOfTheRunsBefore() {
    RunHistory worse = newest(6, run -> run.saves(-0.50));

    RunHistory.Gate gate = series(worse, 2).gate();
    assertThat(gate.answer()).contains(FAIL);
    assertThat(gate.since()).isEqualTo(1);
    assertThat(gate.until()).isEqualTo(5);
    assertThat(gate.change().orElseThrow().estimate()).isCloseTo(0.1, within(1e-12));
    assertThat(gate.change().orElseThrow().low()).isCloseTo(0.09, within(1e-12));
    assertThat(worse.with(FAIL)).hasSize(1);
    assertThat(worse.with(PASS)).hasSize(3);
    assertThat(series(newest(6, run -> run.saves(-0.57)), 2).gate().answer()).contains(PASS);
    assertThat(series(newest(6, run -> run.saves(-0.545)), 2).gate().answer())
        .contains(INCONCLUSIVE);
    assertThat(series(newest(6, run -> run.saves(-0.80)), 2).gate().answer()).contains(PASS);
  }

  /** The bill of the baseline is judged as a fraction of itself, accuracy by the own margin. */
  @Test
  void judgesTheBaselineAndAccuracyTowardsTheirWorseSide() {
    Estimate change = series(newest(6, run -> run.costs(1080)), 0).gate().change().orElseThrow();
    assertThat(change.estimate()).isCloseTo(0.08, within(1e-12));
    assertThat(change.low()).isCloseTo(0.07, within(1e-12));
    assertThat(series(newest(6, run -> run.costs(1080)), 0).gate().answer()).contains(FAIL);
    assertThat(series(newest(6, run -> run.costs(900)), 0).gate().answer()).contains(PASS);
    RunHistory lost = newest(6, run -> run.loses(estimate(-0.12, 0.02)));
    assertThat(series(lost, 3).gate().answer()).contains(FAIL);
    RunHistory found = newest(6, run -> run.loses(estimate(0.12, 0.02)));
    assertThat(series(found, 3).gate().answer()).contains(PASS);
  }

  /** On other telemetry the same value may come by chance, so its interval counts. */
  @Test
  void theSameValueOfTheSameTelemetryIsNoChange() {
    UnaryOperator<RunMaker> wide = run -> run.loses(estimate(-0.02, 0.3));

    assertThat(series(newest(6, wide), 3).gate().answer()).contains(PASS);
    assertThat(series(newest(6, run -> wide.apply(run).of("0.1.0", "b".repeat(64))), 3).gate())
        .extracting(gate -> gate.answer().orElseThrow())
        .isEqualTo(INCONCLUSIVE);
  }

  @Test
  void hasNoAnswerWithoutAnInterval() {
    RunHistory history = newest(6, run -> run.loses(new Estimate(-0.5, -0.5, -0.5, 0, "one", 1)));

    assertThat(series(history, 3).gate().answer()).contains(INCONCLUSIVE);
    assertThat(series(history, 3).gate().why()).contains("the newest run has no interval");
  }

  @Test
  void saysWhatIsMissingWhereRunsAreFew() {
    RunHistory history = newest(4, run -> run.saves(0.9));

    assertThat(series(history, 2).gate().answer()).isEmpty();
    assertThat(series(history, 2).gate().why()).contains("needs 4 runs before it, there are 3");
    assertThat(series(history, 2).changes().notSearched()).contains("needs 10 runs, there are 4");
    assertThat(series(history(days(1)), 0).gate().why())
        .contains("needs 4 runs before it, there are 0");
  }

  @Test
  void findsAChangeAndJudgesTheNewestAgainstWhatCameSince() {
    List<Result> runs = new ArrayList<>();
    for (int day = 1; day <= 14; day++) {
      runs.add(onDay(day).saves(day < 8 ? -0.6 : -0.4).make());
    }

    RunHistory.Series series = series(history(runs), 2);

    assertThat(series.changes().notSearched()).isEmpty();
    assertThat(series.changes().found()).hasSize(1);
    RunHistory.Change change = series.changes().found().getFirst();
    assertThat(change.run()).isEqualTo(8);
    assertThat(change.p()).isLessThanOrEqualTo(0.01);
    assertThat(change.before()).isCloseTo(-0.6, within(1e-12));
    assertThat(change.after()).isCloseTo(-0.4, within(1e-12));
    assertThat(series.gate().since()).isEqualTo(8);
    assertThat(series.gate().answer()).contains(PASS);
    assertThat(series(history(runs.subList(0, 11)), 2).gate().why())
        .contains("needs 4 runs since the last change, there are 3");
  }

  @Test
  void keepsTheNewestOfALongSeries() {
    List<Result> runs = new ArrayList<>();
    for (int i = 0; i < ComparableRuns.MOST + 3; i++) {
      RunMaker run = onDay(1 + i % 28);
      runs.add(
          new RunMaker(
                  "run" + i,
                  String.format("%d-01-01T00:00:00Z", 2100 + i),
                  run.seed(),
                  run.blocks(),
                  run.version(),
                  run.telemetry(),
                  run.bill(),
                  run.change(),
                  run.recall(),
                  run.lost())
              .make());
    }

    RunHistory history = history(runs);

    assertThat(history.runs()).hasSize(ComparableRuns.MOST);
    assertThat(history.leftOut())
        .hasSize(3)
        .allSatisfy(each -> assertThat(each.why()).isEqualTo("older than the newest 200"));
  }

  @Test
  void refusesARunWithoutATime() {
    RunMaker day = onDay(1);
    RunMaker odd =
        new RunMaker(
            "odd",
            "yesterday",
            42,
            11,
            "0.1.0",
            "a",
            day.bill(),
            day.change(),
            day.recall(),
            day.lost());

    assertThatThrownBy(() -> history(List.of(odd.make())))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("run odd: /run/startedAt: 'yesterday' is no time; expected ISO");
  }

  /** The document that the command's tests start from. */
  @Test
  void theRunOfTheseTestsIsADocumentOfTheSchema() throws IOException {
    Path file = Path.of("src/test/resources/history/run.json");
    String document = ResultJson.write(onDay(1).make());
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(file, document);
    }
    assertThat(document).isEqualTo(Files.readString(file));
  }

  /**
   * Newcombe's method 10 of 56/70 against 48/80 (Statistics in Medicine 17, 1998, p. 873, table II
   * a): 0.2000, 0.0524 to 0.3339, from the Wilson intervals of the two.
   */
  @Test
  void differencesFromIntervalsAreThePublishedOnes() {
    Estimate first = new Estimate(0.8, 0.69183, 0.87695, 0.95, "Wilson", 70);
    Estimate second = new Estimate(0.6, 0.49045, 0.70038, 0.95, "Wilson", 80);

    Estimate difference = EstimateDifference.of(first, second);

    assertThat(difference.estimate()).isCloseTo(0.2, within(1e-12));
    assertThat(difference.low()).isCloseTo(0.0524, within(5e-5));
    assertThat(difference.high()).isCloseTo(0.3339, within(5e-5));
  }
}
