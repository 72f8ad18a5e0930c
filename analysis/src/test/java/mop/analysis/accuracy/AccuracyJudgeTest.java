package mop.analysis.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import mop.analysis.estimate.InclusionProbability;
import mop.analysis.telemetry.Fault;
import mop.analysis.telemetry.KeptTraces;
import mop.analysis.telemetry.TraceTable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class AccuracyJudgeTest {
  private static final SmallShop SHOP =
      new SmallShop(90, 400, 11)
          .slow("payment", 20, 3, 8)
          .failing("bank", 30, 3, 0.4)
          .busy(40, 3, 3)
          .detour(50, 3, 0.2)
          .wrong("price", 60, 3)
          .slow("stock", 70, 3, 3);
  private static final TraceTable TABLE = SHOP.build();
  private static final AccuracyJudge JUDGE =
      new AccuracyJudge(TABLE, SHOP.faults(), JudgeSettings.defaults());

  private static JudgedTreatment judged(KeptTraces kept) {
    return JudgedTreatment.of(List.of(JUDGE.judge(kept)), JudgeSettings.defaults());
  }

  private static TrialAccuracy only(JudgedTreatment judged) {
    return judged.trials().getFirst();
  }

  @Test
  void keepingEverythingLosesNothing() {
    TrialAccuracy judged = only(judged(KeptTraces.all(TABLE.traces())));
    TrialEvidence all = judged.evidence();

    assertThat(all.traces().kept()).isEqualTo(TABLE.traces());
    assertThat(all.spans().kept()).isEqualTo(TABLE.spans());
    assertThat(all.errorTraces().kept()).isEqualTo(all.errorTraces().full()).isPositive();
    assertThat(all.slowTraces().kept()).isEqualTo(all.slowTraces().full()).isPositive();
    assertThat(all.callPaths().kept()).isEqualTo(all.callPaths().full()).isPositive();
    assertThat(all.signals())
        .hasSize(5)
        .allSatisfy(signal -> {
          assertThat(signal.median()).isEqualTo(0.0);
          assertThat(signal.p90()).isEqualTo(0.0);
          assertThat(signal.cells()).isPositive();
        });
    assertThat(all.kept()).isEqualTo(all.full());
    assertThat(judged.faults())
        .allSatisfy(fault -> {
          assertThat(fault.delayKept()).isEqualTo(fault.delayFull());
          assertThat(fault.fault().rankKept()).isEqualTo(fault.fault().rankFull());
        });
  }

  @Test
  void findsPlantedFaultsInFullDataAndNotTheInvisibleOne() {
    TrialAccuracy all = only(judged(KeptTraces.all(TABLE.traces())));

    Set<String> found =
        all.faults().stream()
            .filter(TrialAccuracy.FaultOutcome::foundFull)
            .map(fault -> fault.fault().id())
            .collect(Collectors.toSet());
    assertThat(found).containsExactlyInAnyOrder("f0", "f1", "f2", "f3", "f5");
    assertThat(all.faults())
        .filteredOn(TrialAccuracy.FaultOutcome::foundFull)
        .allSatisfy(fault -> assertThat(fault.delayFull()).isEqualTo(60.0));
  }

  @Test
  void namesTheServiceAtFaultAndNotItsCallers() {
    TrialEvidence all = JUDGE.judge(KeptTraces.all(TABLE.traces()));

    assertThat(all.faults())
        .filteredOn(fault -> Set.of("f0", "f1", "f3", "f5").contains(fault.id()))
        .hasSize(4)
        .allSatisfy(fault -> assertThat(fault.rankFull()).as(fault.kind()).isEqualTo(1));
  }

  @Test
  void raisesTheSameRateOfFalseAlarmsInFullAndKeptData() {
    JudgedTreatment kept = judged(Samplers.head(TABLE, 0.2, 5));

    JudgedTreatment.Detector detector = kept.detector();
    int allowed = (int) (detector.falseAlarmsPerMinute() * detector.faultFreeMinutes() + 1);
    assertThat(detector.faultFreeMinutes()).isGreaterThan(60);
    assertThat(only(kept).falseAlarmsFull().minutes()).isLessThanOrEqualTo(allowed);
    assertThat(only(kept).falseAlarmsKept().minutes()).isLessThanOrEqualTo(allowed);
    assertThat(detector.refused()).isNull();
  }

  @Test
  void isTheSameForTheSameKeptTraces() {
    KeptTraces kept = Samplers.head(TABLE, 0.1, 3);
    AccuracyJudge again = new AccuracyJudge(TABLE, SHOP.faults(), JudgeSettings.defaults());

    assertThat(again.judge(kept)).isEqualTo(JUDGE.judge(kept));
  }

  @Test
  void refusesEstimatesWhereTheInclusionProbabilityIsUnknown() {
    KeptTraces kept = Samplers.forget(Samplers.head(TABLE, 0.1, 3), "behind a rate limiter");

    TrialEvidence accuracy = JUDGE.judge(kept);

    assertThat(accuracy.signals())
        .allSatisfy(signal -> {
          assertThat(signal.median()).isNull();
          assertThat(signal.refused()).contains("behind a rate limiter");
        });
    assertThat(accuracy.detectorData()).contains("without weights");
    assertThat(accuracy.faults()).isNotEmpty();
  }

  @Test
  void refusesEstimatesWhereSomeTracesHadNoChance() {
    KeptTraces head = Samplers.head(TABLE, 0.1, 3);

    TrialEvidence accuracy = JUDGE.judge(new KeptTraces(head.kept(), head.inclusion(), true));

    assertThat(accuracy.signals())
        .allSatisfy(signal -> assertThat(signal.refused()).contains("no chance to be kept"));
  }

  @Test
  void rejectsAKeptTraceThatCouldNotBeKept() {
    BitSet kept = new BitSet();
    kept.set(0);
    KeptTraces contradiction = new KeptTraces(kept, List.of(new InclusionProbability.Zero()), true);

    assertThatThrownBy(() -> JUDGE.judge(contradiction))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("trace 0");
  }

  @Test
  void judgesABlockWithoutFaultsOrSpans() {
    TraceTable empty = new TraceTable.Builder().build();

    TrialEvidence accuracy =
        new AccuracyJudge(empty, List.of(), JudgeSettings.defaults()).judge(KeptTraces.all(0));

    assertThat(accuracy.faults()).isEmpty();
    assertThat(JudgedTreatment.of(List.of(accuracy), JudgeSettings.defaults()).detector().refused())
        .contains("too few");
    assertThat(accuracy.signals()).allSatisfy(signal -> assertThat(signal.refused()).isNotNull());
  }

  @Test
  void leavesOutFaultsBeforeThereIsHistory() {
    Fault early =
        new Fault(
            "early",
            "latency-degradation",
            SmallShop.START,
            SmallShop.START + SmallShop.MINUTE,
            "cart",
            true);

    TrialEvidence accuracy =
        new AccuracyJudge(TABLE, List.of(early), JudgeSettings.defaults())
            .judge(KeptTraces.all(TABLE.traces()));

    assertThat(accuracy.faults()).isEmpty();
    assertThat(accuracy.faultsNotJudged()).isEqualTo(1);
  }

  @Test
  void watchesOnlyTheBusiestOfVeryManyOperations() {
    TraceTable.Builder many = new TraceTable.Builder();
    for (int trace = 0; trace < 6_000; trace++) {
      many.beginTrace(1, trace);
      many.span(
          many.operation("web", "GET /item/" + trace / 2),
          TraceTable.NO_PARENT,
          SmallShop.START + trace % 60 * SmallShop.MINUTE,
          1_000_000,
          2,
          false);
    }
    TraceTable table = many.build();

    TrialEvidence accuracy =
        new AccuracyJudge(table, List.of(), JudgeSettings.defaults())
            .judge(KeptTraces.all(table.traces()));

    assertThat(accuracy.detectorData()).contains("busiest 2000 of 3000 operations");
  }

  @Test
  void survivesTheJournal() {
    JsonMapper mapper = JsonMapper.shared();
    TrialEvidence before = JUDGE.judge(Samplers.head(TABLE, 0.02, 9));

    String line = mapper.writeValueAsString(before);

    assertThat(line).doesNotContain("\n").hasSizeLessThan(50_000);
    assertThat(mapper.readValue(line, TrialEvidence.class)).isEqualTo(before);
  }
}
