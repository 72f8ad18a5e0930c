package mop.analysis.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import mop.analysis.inference.MatchedBlock;
import mop.analysis.result.Estimate;
import mop.analysis.result.Result;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccuracySummaryTest {
  private static final TrialAccuracy FIRST =
      block(
          0.10,
          "",
          fault("slow", true, 60.0, 120.0, 1, 2),
          fault("slow", true, 60.0, null, 1, null),
          fault("wrong", false, null, null, null, null));
  private static final TrialAccuracy SECOND =
      block(
          0.14,
          "",
          fault("errors", true, 30.0, 30.0, 2, 1),
          fault("errors", true, null, 90.0, null, 4),
          fault("wrong", false, null, 45.0, null, null));

  private static TrialAccuracy.FaultOutcome fault(
      String kind,
      boolean visible,
      @Nullable Double delayFull,
      @Nullable Double delayKept,
      @Nullable Integer rankFull,
      @Nullable Integer rankKept) {
    return new TrialAccuracy.FaultOutcome(
        new TrialEvidence.FaultEvidence(kind, kind, visible, rankFull, rankKept),
        delayFull,
        delayKept);
  }

  private static TrialAccuracy block(
      double error, String refused, TrialAccuracy.FaultOutcome... faults) {
    boolean estimated = refused.isEmpty();
    TrialEvidence evidence =
        new TrialEvidence(
            new TrialEvidence.Share(10, 100),
            new TrialEvidence.Share(90, 1000),
            new TrialEvidence.Share(0, 0),
            new TrialEvidence.Share(1, 4),
            new TrialEvidence.Share(7, 8),
            List.of(
                new TrialEvidence.SignalErrors(
                    "requestRate",
                    estimated ? error : null,
                    estimated ? 2 * error : null,
                    50,
                    5,
                    40,
                    38,
                    estimated ? null : refused)),
            Stream.of(faults).map(TrialAccuracy.FaultOutcome::fault).toList(),
            1,
            "weighted",
            List.of());
    return new TrialAccuracy(
        evidence,
        List.of(faults),
        new TrialAccuracy.FalseAlarms(0, 0),
        new TrialAccuracy.FalseAlarms(1, 1));
  }

  private static Result.Accuracy summary(TrialAccuracy... blocks) {
    return AccuracySummary.of(
        "head",
        new JudgedTreatment(
            new JudgedTreatment.Detector("weighted", 0.01, 120, 0.012, 0.009, 0.05, 2, 0, null),
            List.of(blocks)),
        JudgeSettings.defaults());
  }

  @Test
  void poolsFaultsOverBlocksAndKeepsInvisibleOnesApart() {
    Result.Accuracy accuracy = summary(FIRST, SECOND);

    assertThat(accuracy.visibleFaults().faults()).isEqualTo(4);
    assertThat(accuracy.visibleFaults().recall().count()).isEqualTo(3);
    assertThat(accuracy.visibleFaults().recallFull().count()).isEqualTo(3);
    assertThat(accuracy.visibleFaults().difference().estimate()).isZero();
    assertThat(accuracy.invisibleFaults().faults()).isEqualTo(2);
    assertThat(accuracy.invisibleFaults().recall().count()).isEqualTo(1);
    assertThat(accuracy.visibleFaults().delaySeconds()).isEqualTo(80.0);
    assertThat(accuracy.visibleFaults().delaySecondsFull()).isEqualTo(50.0);
  }

  @Test
  void countsFalseEpisodesAgainstPrecision() {
    Result.FaultScore score = summary(FIRST, SECOND).visibleFaults();

    assertThat(score.precision()).isEqualTo(3 / 5.0);
    assertThat(score.f1()).isCloseTo(2 * 0.6 * 0.75 / 1.35, within(1e-12));
    assertThat(score.detector()).contains("robust-z").contains("2 faults without history");
  }

  @Test
  void ranksRootCausesOverVisibleFaults() {
    Result.RootCause root = summary(FIRST, SECOND).rootCause();

    assertThat(root.faults()).isEqualTo(4);
    assertThat(root.a1().count()).isEqualTo(1);
    assertThat(root.a3().count()).isEqualTo(2);
    assertThat(root.mrr()).isCloseTo((0.5 + 0 + 1 + 0.25) / 4, within(1e-12));
    assertThat(root.a1Full()).isEqualTo(0.5);
    assertThat(root.mrrFull()).isCloseTo((1 + 1 + 0.5 + 0) / 4, within(1e-12));
  }

  @Test
  void averagesSignalsOverBlocks() {
    Result.SignalError rate = summary(FIRST, SECOND).signals().getFirst();

    Estimate median = Objects.requireNonNull(rate.medianRelativeError());
    assertThat(median.estimate()).isCloseTo(0.12, within(1e-12));
    assertThat(median.n()).isEqualTo(2);
    assertThat(rate.cells()).isEqualTo(100);
    assertThat(rate.cellsWithoutData()).isEqualTo(10);
    assertThat(rate.refused()).isNull();
  }

  @Test
  void refusesASignalThatAnyBlockRefused() {
    Result.SignalError rate = summary(FIRST, block(0, "unknown inclusion")).signals().getFirst();

    assertThat(rate.medianRelativeError()).isNull();
    assertThat(rate.refused()).isEqualTo("unknown inclusion");
  }

  @Test
  void leavesOutSharesOfNothing() {
    assertThat(summary(FIRST, SECOND).coverage())
        .extracting(Result.Coverage::what)
        .containsExactly("traces", "spans", "slowTraces", "callPaths");
  }

  @Test
  void countsByKindOfFault() {
    assertThat(summary(FIRST, SECOND).faultClasses())
        .containsExactly(
            new Result.FaultClass("errors", true, 2, 1, 2),
            new Result.FaultClass("slow", true, 2, 2, 1),
            new Result.FaultClass("wrong", false, 2, 0, 1));
  }

  @Test
  void matchesVisibleFaultsForTheComparison() {
    assertThat(SECOND.matched(7)).isEqualTo(new MatchedBlock(7, 1, 0, 1, 0));
    assertThat(FIRST.matched(3)).isEqualTo(new MatchedBlock(3, 1, 1, 0, 0));
  }
}
