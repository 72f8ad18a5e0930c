package mop.analysis.cost;

import static mop.analysis.cost.Fixtures.AWS;
import static mop.analysis.cost.Fixtures.GIB;
import static mop.analysis.cost.Fixtures.ROUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import mop.analysis.result.Estimate;
import mop.analysis.result.Result;
import org.junit.jupiter.api.Test;

class CostingTest {
  /** Trials of an hour and none of another size. */
  private static final SizeStudy STUDY = SizeStudy.none(3_600);

  @Test
  void writesOneBillATreatmentWhoseLinesSumToTheEstimate() {
    Result.Cost cost = Costing.of(trials(), "always", ROUND, AWS, "embedded", STUDY).cost();
    assertThat(cost.treatments())
        .extracting(Result.TreatmentCost::name)
        .containsExactly("always", "head", "busy");
    for (Result.TreatmentCost treatment : cost.treatments()) {
      BigDecimal sum =
          treatment.lines().stream()
              .map(Result.Line::amount)
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      Estimate monthly = treatment.monthly();
      assertThat(monthly.estimate()).isEqualTo(sum.doubleValue());
      assertThat(monthly.low()).isLessThan(monthly.estimate());
      assertThat(monthly.high()).isGreaterThan(monthly.estimate());
      assertThat(monthly.n()).isEqualTo(4);
    }
  }

  @Test
  void billsEachTrialForItsOwnBytesOnTheNodesOfItsTreatment() {
    Costing costing = Costing.of(trials(), "always", ROUND, AWS, "embedded", STUDY);
    // always: 1.0, 1.1, 1.2, 1.3 GiB × 1,000 × 10 days × 0.023, and 2 nodes × 730 × 0.1632
    assertThat(costing.monthlyOf("always").values())
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactly(
            new BigDecimal("468.272"),
            new BigDecimal("491.272"),
            new BigDecimal("514.272"),
            new BigDecimal("537.272"));
    // block 2 of busy alone would need a fifth node; all blocks together need four
    assertThat(costing.monthlyOf("busy").values())
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactly(
            new BigDecimal("706.544"),
            new BigDecimal("729.544"),
            new BigDecimal("752.544"),
            new BigDecimal("775.544"));
  }

  @Test
  void showsASavingThatFreesNoNodeAsHeadroom() {
    Result.Cost cost = Costing.of(trials(), "always", ROUND, AWS, "embedded", STUDY).cost();
    assertThat(cost.treatments().get(1).notes())
        .contains(
            "Headroom: 2 cores less than always at the peak, on the same 2 nodes, so no money.");
    assertThat(cost.treatments().get(2).notes())
        .contains("Nodes: 9 cores more than always at the peak; nodes 2 -> 4.");
    assertThat(cost.treatments().get(0).notes()).noneMatch(note -> note.contains("Headroom"));
  }

  @Test
  void saysWhatKindOfFigureTheBillIs() {
    assertThat(Costing.of(trials(), "always", ROUND, AWS, "embedded", STUDY).cost().headline())
        .isEqualTo(
            "Quantities measured on the embedded stack and not calibrated on a real server; scaled"
                + " to 41.7 times the trials' rate of traces in proportion (exponent 1 assumed),"
                + " beyond the cap of 2 times: read it as a ranking, not a budget.");
    Scenario small = Fixtures.scenario("name: s\ndescription: d\nvalues: {tracesPerDay: 20000}\n");
    assertThat(Costing.of(trials(), "always", small, AWS, "embedded", STUDY).cost().headline())
        .endsWith(
            "scaled to 0.833 times the trials' rate of traces in proportion (exponent 1 assumed).");
  }

  @Test
  void givesNoIntervalToASingleBlock() {
    SequencedMap<String, Map<Integer, ResourceUsage>> one = new LinkedHashMap<>();
    one.put("always", Map.of(0, usage(1, 100)));
    Estimate monthly =
        Costing.of(one, "always", ROUND, AWS, "embedded", STUDY)
            .cost()
            .treatments()
            .getFirst()
            .monthly();
    assertThat(monthly.level()).isZero();
    assertThat(monthly.low()).isCloseTo(monthly.high(), within(0.0));
  }

  @Test
  void needsItsBaseline() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Costing.of(trials(), "none", ROUND, AWS, "embedded", STUDY))
        .withMessage("no baseline none among [always, head, busy]");
  }

  private static SequencedMap<String, Map<Integer, ResourceUsage>> trials() {
    SequencedMap<String, Map<Integer, ResourceUsage>> trials = new LinkedHashMap<>();
    for (String name : new String[] {"always", "head", "busy"}) {
      Map<Integer, ResourceUsage> blocks = new TreeMap<>();
      for (int block = 0; block < 4; block++) {
        double stored = (1 + 0.1 * block) * (name.equals("head") ? 0.1 : 1);
        double cpu =
            switch (name) {
              case "head" -> 86.4;
              case "busy" -> 86.4 * (block == 2 ? 4.5 : 3.5);
              default -> 86.4 * 1.5;
            };
        blocks.put(block, usage(stored, cpu));
      }
      trials.put(name, blocks);
    }
    return trials;
  }

  private static ResourceUsage usage(double storedGib, double cpuSeconds) {
    return Fixtures.trial()
        .with("traces", Resource.STORED_BYTES, storedGib * GIB, "t")
        .with("pipeline", Resource.CPU_SECONDS, cpuSeconds, "t");
  }
}
