package mop.analysis.cost;

import static mop.analysis.cost.Fixtures.AWS;
import static mop.analysis.cost.Fixtures.GIB;
import static mop.analysis.cost.Fixtures.ROUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.TreeMap;
import mop.analysis.result.Estimate;
import mop.analysis.result.Result;
import org.junit.jupiter.api.Test;

/** Bills of trials at several sizes, by hand: blocks of 1,000 traces, 1,000 of them a day. */
class SizedCostingTest {
  /** A block of 86.4 s: the scenario's rate is its rate exactly. */
  private static final double SAME = 86.4;

  private static final double[] SCATTER = {0.98, 1 / 0.98, 1.02, 1 / 1.02};

  private final SequencedMap<String, Map<Integer, ResourceUsage>> trials = new LinkedHashMap<>();
  private final List<SizedUsage> sized = new ArrayList<>();

  /** A treatment whose stored bytes grow by a power, and whose processor time does by another. */
  private void treatment(String name, double gib, double storedPower, double cpuPower) {
    Map<Integer, ResourceUsage> blocks = new TreeMap<>();
    for (int block = 0; block < 4; block++) {
      blocks.put(block, usage(1, gib * SCATTER[block], 129.6));
    }
    trials.put(name, blocks);
    int block = 100;
    for (double size : new double[] {0.25, 0.25, 4, 4}) {
      double scatter = SCATTER[block % 4];
      sized.add(
          new SizedUsage(
              name,
              size,
              block++,
              Math.round(50_000_000 * size),
              usage(
                      size,
                      gib * scatter * Math.pow(size, storedPower),
                      129.6 * Math.pow(size, cpuPower))
                  .uses()));
    }
  }

  private static ResourceUsage usage(double size, double gib, double cpu) {
    return ResourceUsage.of(Math.round(1_000 * size), Math.round(50_000_000 * size), 0)
        .with("traces", Resource.STORED_BYTES, gib * GIB, "t")
        .with("pipeline", Resource.CPU_SECONDS, cpu, "t");
  }

  private Costing costing(double blockSeconds) {
    return Costing.of(
        trials,
        trials.firstEntry().getKey(),
        ROUND,
        AWS,
        "embedded",
        new SizeStudy(blockSeconds, sized, 7));
  }

  private static Result.Line storage(Costing costing, int treatment) {
    return costing.cost().treatments().get(treatment).lines().getFirst();
  }

  private static Estimate model(Costing costing, int treatment) {
    return Objects.requireNonNull(costing.cost().treatments().get(treatment).model());
  }

  @Test
  void billsTheAmountThatTheLawGives() {
    treatment("root", 1, 0.5, 1);
    // in proportion 1,000 GiB a day, kept 10 days; a block of 345.6 s is a quarter of the rate
    assertThat(storage(costing(SAME), 0).quantity()).isEqualTo(10_000.0, within(5.0));
    Costing four = costing(SAME * 4);
    assertThat(storage(four, 0).quantity()).isEqualTo(5_000.0, within(2.0));
    assertThat(storage(four, 0).source())
        .contains("grows with size to the power 0.5 [")
        .contains("from 8 trials of 0.25 to 4 times the size × 10 days kept");
    Result.Law law = Objects.requireNonNull(storage(four, 0).law());
    assertThat(law.size()).isEqualTo(4, within(1e-9));
    assertThat(law.followed()).isEqualTo(4, within(1e-9));
    assertThat(law.exponent().n()).isEqualTo(8);
    assertThat(four.cost().headline())
        .endsWith(
            "scaled to 4 times the trials' rate of traces by laws fitted at 0.25 to 4 times it.");
  }

  @Test
  void capsTheExtrapolationAndSaysSo() {
    treatment("root", 1, 0.5, 1);
    Costing far = costing(SAME * 64);
    // the cap of the scenario is 2: followed to 8 times, 1,000 × 10 × 8^-0.5
    assertThat(storage(far, 0).quantity()).isEqualTo(3_535.5, within(2.0));
    assertThat(storage(far, 0).source()).contains(" (in proportion beyond 8 times) × 10 days kept");
    assertThat(far.cost().headline())
        .endsWith(
            "scaled to 64 times the trials' rate of traces by laws fitted at 0.25 to 4 times it,"
                + " followed to 8 times and in proportion from there: read it as a ranking, not a"
                + " budget.");
  }

  @Test
  void buysTheNodesThatTheLawOfProcessorTimeAsksFor() {
    treatment("linear", 1, 1, 1);
    treatment("frugal", 1, 1, 0.5);
    // 129.6 s × 1,000 a day are 1.5 cores, at the peak of 2 and half full 6: two nodes of 4
    Costing four = costing(SAME * 4);
    assertThat(nodes(four, 0)).isEqualTo(2 * 730.0);
    assertThat(four.cost().treatments().get(0).lines().getLast().source())
        .contains("pipeline 6 cores; CPU time grows with size to the power 1 [1, 1]");
    assertThat(four.cost().treatments().get(1).lines().getLast().source())
        .contains("pipeline 3 cores; CPU time grows with size to the power 0.5 [0.5, 0.5]");
    assertThat(four.cost().treatments().get(1).notes())
        .anySatisfy(note -> assertThat(note).startsWith("Headroom: 3 cores less than linear"));
  }

  private static double nodes(Costing costing, int treatment) {
    return costing.cost().treatments().get(treatment).lines().getLast().quantity();
  }

  /**
   * The interval between blocks is that of the blocks at their own size: the law moves it whole.
   */
  @Test
  void keepsWhatBlocksLeaveOpenApartFromWhatLawsLeaveOpen() {
    treatment("root", 1, 0.5, 1);
    Estimate here = costing(SAME).cost().treatments().getFirst().monthly();
    Costing four = costing(SAME * 4);
    Estimate there = four.cost().treatments().getFirst().monthly();
    double fixed = 2 * 730 * 0.1632;
    assertThat(firstBlock(four) - fixed)
        .isEqualTo((firstBlock(costing(SAME)) - fixed) / 2, within(0.1));
    assertThat(there.estimate() - fixed).isEqualTo((here.estimate() - fixed) / 2, within(0.1));
    // at the size that was measured laws leave nothing open, the further away the more
    assertThat(model(costing(SAME), 0).low()).isEqualTo(model(costing(SAME), 0).high());
    assertThat(width(model(four, 0))).isPositive();
    assertThat(width(model(costing(SAME * 64), 0)) / model(costing(SAME * 64), 0).estimate())
        .isGreaterThan(width(model(four, 0)) / model(four, 0).estimate());
    assertThat(model(four, 0).estimate()).isEqualTo(there.estimate());
    assertThat(costing(SAME * 4).cost()).isEqualTo(four.cost());
  }

  private static double firstBlock(Costing costing) {
    return costing.monthlyOf("root").firstEntry().getValue().doubleValue();
  }

  private static double width(Estimate estimate) {
    return estimate.high() - estimate.low();
  }

  @Test
  void cancelsFromASavingTheErrorsThatTreatmentsShare() {
    treatment("keep", 1, 0.8, 1);
    treatment("half", 0.5, 0.8, 1);
    Costing costing = costing(SAME * 4);
    // the same residuals block by block: the saving is half of one bill, and so is its error
    ModelUncertainty.Range saving = saving(costing);
    double kept = width(model(costing, 0));
    assertThat(saving.high() - saving.low()).isEqualTo(kept / 2, within(kept / 20));
    assertThat(costing.cautions()).isEmpty();
  }

  private static ModelUncertainty.Range saving(Costing costing) {
    String note = costing.cost().treatments().get(1).notes().getLast();
    String[] ends =
        note.replaceAll(".*leave ([-\\d.,]+) to ([-\\d.,]+) open.*", "$1 $2").split(" ", -1);
    return new ModelUncertainty.Range(
        Double.parseDouble(ends[0].replace(",", "")), Double.parseDouble(ends[1].replace(",", "")));
  }

  @Test
  void warnsWhenTheSignOfASavingDependsOnTheLaws() {
    treatment("keep", 1, 0.8, 1);
    treatment("less", 0.999, 0.8, 1);
    sized.replaceAll(trial ->
        trial.treatment().equals("less")
            ? new SizedUsage("less", trial.size(), trial.block(), trial.bytes(), shaken(trial))
            : trial);
    Costing costing = costing(SAME * 64);
    assertThat(costing.cautions())
        .singleElement()
        .asString()
        .startsWith("less: saving against keep: ")
        .endsWith(" open: even its sign");
  }

  private static List<ResourceUsage.Use> shaken(SizedUsage trial) {
    double shake = trial.block() % 2 == 0 ? 1.2 : 1 / 1.2;
    return trial.uses().stream()
        .map(use ->
            new ResourceUsage.Use(
                use.component(),
                use.resource(),
                use.amount() * shake,
                use.provenance(),
                use.source()))
        .toList();
  }

  @Test
  void warnsOfAmountsThatNoPowerLawDescribes() {
    treatment("keep", 1, 0.8, 1);
    sized.replaceAll(trial ->
        new SizedUsage(
            trial.treatment(),
            trial.size(),
            trial.block(),
            trial.bytes(),
            usage(trial.size(), trial.size() < 1 ? 1 : 2.5, trial.size() < 1 ? 0 : 500).uses()));
    assertThat(costing(SAME * 4).warnings())
        .containsExactly(
            "no one power law fits 1 of 2 amounts at all sizes; their growth is that towards the"
                + " scenario's size",
            "1 of 2 amounts gave no power law: exponent 1 is assumed for them");
  }
}
