package mop.analysis.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import mop.analysis.inference.MatchedBlock;
import mop.analysis.inference.MatchedEvents;
import mop.analysis.telemetry.AdjustedCounts;
import mop.analysis.telemetry.Fault;
import mop.analysis.telemetry.KeptTraces;
import mop.analysis.telemetry.TraceTable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The detector as a whole. */
class DetectionTest {

  private static Fault window(int minute, String service) {
    return new Fault(
        "at " + minute,
        "nothing",
        SmallShop.START + minute * SmallShop.MINUTE,
        SmallShop.START + (minute + 2) * SmallShop.MINUTE,
        service,
        true);
  }

  private static TrialAccuracy only(TrialEvidence block) {
    return JudgedTreatment.of(List.of(block), JudgeSettings.defaults()).trials().getFirst();
  }

  /** Windows in which nothing happens are found as often as fault-free minutes alarm. */
  @Test
  @Tag("slow")
  void findsFaultsThatAreNoneAtTheRateOfChance() {
    List<TrialEvidence> blocks = new ArrayList<>();
    for (int block = 0; block < 12; block++) {
      TraceTable table = new SmallShop(90, 150, 100 + block).build();
      List<Fault> none = new ArrayList<>();
      for (int minute = 10; minute < 85; minute += 10) {
        none.add(window(minute, "frontend"));
      }
      blocks.add(
          new AccuracyJudge(table, none, JudgeSettings.defaults())
              .judge(Samplers.head(table, 0.3, block)));
    }

    for (int i = 0; i < FaultDetectors.NAMES.size(); i++) {
      String name = FaultDetectors.NAMES.get(i);
      JudgedTreatment judged = JudgedTreatment.of(decidedBy(blocks, i), JudgeSettings.defaults());
      List<TrialAccuracy.FaultOutcome> windows =
          judged.trials().stream().flatMap(trial -> trial.faults().stream()).toList();
      double chance = judged.detector().chance();
      assertThat(windows).hasSize(96);
      assertThat(chance).isBetween(0.05, 0.08);
      assertThat(windows.stream().filter(f -> f.foundFull()).count() / 96.0)
          .as(name)
          .isCloseTo(chance, within(0.06));
      assertThat(windows.stream().filter(f -> f.foundKept()).count() / 96.0)
          .as(name)
          .isCloseTo(chance, within(0.06));
      assertThat(judged.detector().outOfSampleFull()).as(name).isCloseTo(0.02, within(0.012));
      assertThat(judged.detector().outOfSampleKept()).as(name).isCloseTo(0.02, within(0.012));
    }
  }

  private static List<TrialEvidence> decidedBy(List<TrialEvidence> blocks, int detector) {
    return blocks.stream().map(block -> block.decidedBy(block.detected().get(detector))).toList();
  }

  @Test
  @Tag("slow")
  void findsLessTheFewerTracesAreKept() {
    List<TrialEvidence> half = keptOf(0.5);
    List<TrialEvidence> hundredth = keptOf(0.01);
    for (int i = 0; i < FaultDetectors.NAMES.size(); i++) {
      String name = FaultDetectors.NAMES.get(i);
      MatchedEvents much = found(decidedBy(half, i));
      MatchedEvents little = found(decidedBy(hundredth, i));

      assertThat(much.baseline()).as(name).isEqualTo(little.baseline());
      assertThat(much.baseline()).as(name).isGreaterThan(much.n() * 7 / 10);
      assertThat(much.treatment()).as(name).isGreaterThan(much.n() / 2);
      assertThat(little.treatment()).as(name).isLessThan(much.treatment() / 2);
    }
  }

  private static List<TrialEvidence> keptOf(double p) {
    List<TrialEvidence> blocks = new ArrayList<>();
    for (int block = 0; block < 3; block++) {
      SmallShop shop =
          new SmallShop(90, 300, 500 + block)
              .slow("payment", 15, 3, 8)
              .failing("bank", 25, 3, 0.3)
              .slow("stock", 35, 3, 2)
              .detour(45, 3, 0.3)
              .busy(55, 3, 2)
              .failing("price", 65, 3, 0.1)
              .slow("email", 75, 3, 3);
      TraceTable table = shop.build();
      blocks.add(
          new AccuracyJudge(table, shop.faults(), JudgeSettings.defaults())
              .judge(Samplers.head(table, p, block)));
    }
    return blocks;
  }

  private static MatchedEvents found(List<TrialEvidence> blocks) {
    List<MatchedBlock> matched = new ArrayList<>();
    for (TrialAccuracy trial : JudgedTreatment.of(blocks, JudgeSettings.defaults()).trials()) {
      matched.add(trial.matched(matched.size()));
    }
    return MatchedEvents.pooled(matched);
  }

  @Test
  void creditsAnAlarmToTheFaultUnderWayAndNotToTheOneBefore() {
    // The invisible fault ends where the surge begins; its minute of grace lies in the surge.
    SmallShop shop = new SmallShop(60, 400, 77).wrong("bank", 28, 2).failing("bank", 30, 2, 0.5);
    TraceTable table = shop.build();

    TrialAccuracy accuracy =
        only(
            new AccuracyJudge(table, shop.faults(), JudgeSettings.defaults())
                .judge(KeptTraces.all(table.traces())));

    assertThat(accuracy.faults().get(0).foundFull()).isFalse();
    assertThat(accuracy.faults().get(1).foundFull()).isTrue();
  }

  @Test
  void seesAnErrorSurgeInFewTracesWhenErrorsAreKeptForCertain() {
    SmallShop shop = new SmallShop(60, 400, 31).failing("bank", 30, 2, 0.5);
    TraceTable table = shop.build();
    AccuracyJudge judge = new AccuracyJudge(table, shop.faults(), JudgeSettings.defaults());

    TrialEvidence kept = judge.judge(Samplers.errorsAnd(table, 0.02, 4));

    assertThat(kept.traces().kept()).isLessThan(kept.traces().full() / 20);
    assertThat(only(kept).faults().getFirst().foundKept()).isTrue();
    assertThat(kept.faults().getFirst().rankKept()).isEqualTo(1);
  }

  /** Recorded from each 20 minutes: 11.5. Half a minute's requests in half a minute are no drop. */
  @Test
  void countsHolesOfARecordingAsHolesAndNotAsSilence() {
    TraceTable.Builder holes = new TraceTable.Builder();
    TraceTable full = new SmallShop(60, 400, 5).build();
    for (int trace = 0; trace < full.traces(); trace++) {
      long since = full.startNanos(full.firstSpan(trace)) - SmallShop.START;
      if (since % (20 * SmallShop.MINUTE) < 11.5 * SmallShop.MINUTE) {
        copy(full, trace, holes);
      }
    }
    Reference reference = new Reference(holes.build());
    TraceTable table = reference.table();

    Scores scores =
        new FaultDetectors(new SignalScan(reference, new Watched(reference), 30), 30)
            .scores(AdjustedCounts.of(KeptTraces.all(table.traces()), table.traces()))
            .getFirst();

    assertThat(reference.grid().size()).isEqualTo(36);
    assertThat(reference.grid().covered(11)).isCloseTo(0.5, within(0.02));
    assertThat(reference.grid().covered(12)).isCloseTo(1.0, within(0.02));
    for (float score : scores.of(Signal.REQUESTS)) {
      assertThat(score).isLessThan(4.5f);
    }
  }

  /** Each detector's scores stand under its own name: the forest's are one a cell, 2 at most. */
  @Test
  void namesTheScoresOfEachDetector() {
    TraceTable table = new SmallShop(60, 300, 9).failing("bank", 30, 3, 0.5).build();
    Reference reference = new Reference(table);
    List<Scores> scores =
        new FaultDetectors(new SignalScan(reference, new Watched(reference), 30), 30)
            .scores(AdjustedCounts.of(KeptTraces.all(table.traces()), table.traces()));

    assertThat(FaultDetectors.NAMES)
        .containsExactly("robust-z", "holt-winters", "isolation-forest");
    assertThat(highest(scores.get(0), Signal.ERRORS)).isGreaterThan(4);
    assertThat(highest(scores.get(1), Signal.ERRORS)).isGreaterThan(4);
    assertThat(highest(scores.get(2), Signal.ERRORS)).isZero();
    assertThat(highest(scores.get(2), Signal.REQUESTS)).isBetween(1.0f, 2.0f);
  }

  private static float highest(Scores scores, Signal signal) {
    float highest = 0;
    for (float score : scores.of(signal)) {
      highest = Math.max(highest, score);
    }
    return highest;
  }

  private static void copy(TraceTable from, int trace, TraceTable.Builder to) {
    to.beginTrace(from.traceIdHigh(trace), from.traceIdLow(trace));
    int first = from.firstSpan(trace);
    for (int span = first; span < from.firstSpan(trace + 1); span++) {
      int operation = from.operation(span);
      int parent = from.parent(span);
      to.span(
          to.operation(
              from.services().get(from.serviceOfOperation(operation)),
              from.operations().get(operation)),
          parent == TraceTable.NO_PARENT ? parent : parent - first,
          from.startNanos(span),
          from.durationNanos(span),
          from.kind(span),
          from.error(span));
    }
  }
}
