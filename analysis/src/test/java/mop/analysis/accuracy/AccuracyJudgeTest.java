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

  @Test
  void keepingEverythingLosesNothing() {
    TrialAccuracy all = JUDGE.judge(KeptTraces.all(TABLE.traces()));

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
    assertThat(all.faults())
        .allSatisfy(fault -> {
          assertThat(fault.foundKept()).isEqualTo(fault.foundFull());
          assertThat(fault.delayKept()).isEqualTo(fault.delayFull());
          assertThat(fault.rankKept()).isEqualTo(fault.rankFull());
        });
  }

  @Test
  void findsPlantedFaultsInFullDataAndNotTheInvisibleOne() {
    TrialAccuracy all = JUDGE.judge(KeptTraces.all(TABLE.traces()));

    Set<String> found =
        all.faults().stream()
            .filter(TrialAccuracy.FaultOutcome::foundFull)
            .map(TrialAccuracy.FaultOutcome::id)
            .collect(Collectors.toSet());
    assertThat(found).containsExactlyInAnyOrder("f0", "f1", "f2", "f3", "f5");
    assertThat(all.faults())
        .filteredOn(TrialAccuracy.FaultOutcome::foundFull)
        .allSatisfy(fault -> assertThat(fault.delayFull()).isEqualTo(60.0));
  }

  @Test
  void namesTheServiceAtFaultAndNotItsCallers() {
    TrialAccuracy all = JUDGE.judge(KeptTraces.all(TABLE.traces()));

    assertThat(all.faults())
        .filteredOn(fault -> Set.of("f0", "f1", "f3", "f5").contains(fault.id()))
        .hasSize(4)
        .allSatisfy(fault -> assertThat(fault.rankFull()).as(fault.kind()).isEqualTo(1));
  }

  @Test
  void raisesTheSameRateOfFalseAlarmsInFullAndKeptData() {
    TrialAccuracy kept = JUDGE.judge(Samplers.head(TABLE, 0.2, 5));

    TrialAccuracy.Detection detection = kept.detection();
    int allowed = (int) (detection.falseAlarmsPerMinute() * detection.faultFreeMinutes() + 1);
    assertThat(detection.faultFreeMinutes()).isGreaterThan(60);
    assertThat(detection.full().alarms()).isLessThanOrEqualTo(allowed);
    assertThat(detection.kept().alarms()).isLessThanOrEqualTo(allowed);
    assertThat(detection.refused()).isNull();
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

    TrialAccuracy accuracy = JUDGE.judge(kept);

    assertThat(accuracy.signals())
        .allSatisfy(signal -> {
          assertThat(signal.median()).isNull();
          assertThat(signal.refused()).contains("behind a rate limiter");
        });
    assertThat(accuracy.detection().data()).contains("without weights");
    assertThat(accuracy.faults()).isNotEmpty();
  }

  @Test
  void refusesEstimatesWhereSomeTracesHadNoChance() {
    KeptTraces head = Samplers.head(TABLE, 0.1, 3);

    TrialAccuracy accuracy = JUDGE.judge(new KeptTraces(head.kept(), head.inclusion(), true));

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

    TrialAccuracy accuracy =
        new AccuracyJudge(empty, List.of(), JudgeSettings.defaults()).judge(KeptTraces.all(0));

    assertThat(accuracy.faults()).isEmpty();
    assertThat(accuracy.detection().refused()).contains("too few");
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

    TrialAccuracy accuracy =
        new AccuracyJudge(TABLE, List.of(early), JudgeSettings.defaults())
            .judge(KeptTraces.all(TABLE.traces()));

    assertThat(accuracy.faults()).isEmpty();
    assertThat(accuracy.detection().faultsNotJudged()).isEqualTo(1);
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

    TrialAccuracy accuracy =
        new AccuracyJudge(table, List.of(), JudgeSettings.defaults())
            .judge(KeptTraces.all(table.traces()));

    assertThat(accuracy.detection().data()).contains("busiest 2000 of 3000 operations");
  }

  @Test
  void survivesTheJournal() {
    JsonMapper mapper = JsonMapper.shared();
    TrialAccuracy before = JUDGE.judge(Samplers.head(TABLE, 0.02, 9));

    String line = mapper.writeValueAsString(before);

    assertThat(line).doesNotContain("\n").hasSizeLessThan(4_000);
    assertThat(mapper.readValue(line, TrialAccuracy.class)).isEqualTo(before);
  }
}
