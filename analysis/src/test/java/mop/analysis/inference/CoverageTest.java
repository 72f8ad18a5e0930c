package mop.analysis.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** 95 % intervals cover 93 to 97 % of simulated truths; tests without effect reject 5 %. */
@Tag("slow")
class CoverageTest {
  private static final int RUNS = 20_000;
  private static final int BOOTSTRAPS = 2_000;

  private final UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(20261124);
  private final ZigguratSampler.NormalizedGaussian gauss =
      ZigguratSampler.NormalizedGaussian.of(random);

  private interface Intervals {
    Interval of(double[] values);
  }

  private static double share(int runs, Supplier<Boolean> event) {
    int count = 0;
    for (int run = 0; run < runs; run++) {
      count += event.get() ? 1 : 0;
    }
    return (double) count / runs;
  }

  private static boolean covers(Interval interval, double truth) {
    return interval.low() <= truth && truth <= interval.high();
  }

  private double normal(int blocks, double deviation, int runs, Intervals intervals) {
    double truth = Math.log(0.4);
    return share(
        runs,
        () -> {
          double[] ratios = new double[blocks];
          Arrays.setAll(ratios, i -> truth + deviation * gauss.sample());
          return covers(intervals.of(ratios), truth);
        });
  }

  /** Means of lognormal values whose logarithms have the deviation {@code skew} / 4. */
  private double skewed(int blocks, double skew, Intervals intervals) {
    double truth = Math.exp(skew * skew / 32);
    return share(
        BOOTSTRAPS,
        () -> {
          double[] values = new double[blocks];
          Arrays.setAll(values, i -> Math.exp(skew / 4 * gauss.sample()));
          return covers(intervals.of(values), truth);
        });
  }

  @Test
  void intervalsOfChangesByBlock() {
    SimulatedTable table = new SimulatedTable("coverage of changes by block");
    for (int blocks : new int[] {3, 10, 19}) {
      double covered = normal(blocks, 0.3, RUNS, v -> StudentT.interval(v, 0.95));
      table.row("paired t", "log ratios of " + blocks + " blocks, normal", covered, 0.93, 0.97);
    }
    for (int blocks : new int[] {8, 11, 40}) {
      double covered = normal(blocks, 0.3, RUNS, v -> SignedRank.interval(v, 0.95));
      table.row(
          "Hodges-Lehmann", "log ratios of " + blocks + " blocks, normal", covered, 0.93, 0.97);
    }
    for (int blocks : new int[] {20, 40}) {
      double bca = skewed(blocks, 1.5, v -> Bca.expanded(v, 0.95, random.nextLong()));
      table.row("expanded BCa", "means of " + blocks + " skewed values", bca, 0.93, 0.97);
      double t =
          skewed(blocks, 1.5, v -> StudentisedBootstrap.interval(v, 0.95, random.nextLong()));
      table.row("bootstrap-t", "means of " + blocks + " skewed values", t, 0.93, 0.97);
    }
    double few = skewed(11, 1.5, v -> StudentisedBootstrap.interval(v, 0.95, random.nextLong()));
    table.row("bootstrap-t", "means of 11 skewed values", few, 0.93, 0.98);
    double many = skewed(1_000, 4, v -> Bca.expanded(v, 0.95, random.nextLong()));
    table.row(
        "expanded BCa, Poisson weights", "means of 1,000 strongly skewed values", many, 0.93, 0.97);
    table.check();
  }

  @Test
  void intervalsOfMatchedFaults() {
    SimulatedTable table = new SimulatedTable("coverage of matched faults");
    double[][] cases = {{120, 0.04, 0.04}, {220, 0.02, 0.02}, {340, 0.06, 0.03}, {100, 0.15, 0.10}};
    for (double[] c : cases) {
      int n = (int) c[0];
      String situation =
          n
              + " faults, "
              + Math.round(100 * c[1])
              + " % lost, "
              + Math.round(100 * c[2])
              + " % won";
      table.row(
          "Tango score",
          situation,
          share(RUNS, () -> covers(Tango.interval(draw(n, c[1], c[2]), 0.95), c[2] - c[1])),
          0.93,
          0.97);
      table.row(
          "Newcombe",
          situation,
          share(RUNS, () -> covers(Newcombe.interval(draw(n, c[1], c[2]), 0.95), c[2] - c[1])),
          0.93,
          0.975);
    }
    Unlike some = new Unlike(12, 30, 0.02, 0.10);
    Unlike much = new Unlike(11, 20, 0, 0.30);
    for (Unlike unlike : List.of(some, much)) {
      table.row("blocks as the unit", unlike.words(), byBlock(unlike, true), 0.93, 0.97);
      table.row("Tango score", unlike.words(), byBlock(unlike, false), 0.80, 0.97);
    }
    table.check();
  }

  /** Blocks that differ in how much is lost, evenly between two shares; 2 % are won. */
  private record Unlike(int blocks, int faults, double least, double most) {
    String words() {
      return blocks
          + " blocks of "
          + faults
          + " faults, "
          + Math.round(100 * least)
          + " to "
          + Math.round(100 * most)
          + " % lost by block";
    }
  }

  private double byBlock(Unlike unlike, boolean robust) {
    double truth = 0.02 - (unlike.least + unlike.most) / 2;
    return share(
        RUNS,
        () -> {
          List<MatchedBlock> blocks = new ArrayList<>();
          for (int block = 0; block < unlike.blocks; block++) {
            double lost = unlike.least + (unlike.most - unlike.least) * random.nextDouble();
            MatchedEvents events = draw(unlike.faults, lost, 0.02);
            blocks.add(
                new MatchedBlock(
                    block,
                    events.both(),
                    events.onlyBaseline(),
                    events.onlyTreatment(),
                    events.neither()));
          }
          Optional<Interval> interval =
              robust
                  ? ClusterRobust.interval(blocks, 0.95)
                  : Optional.of(Tango.interval(MatchedEvents.pooled(blocks), 0.95));
          return interval.map(ends -> covers(ends, truth)).orElse(false);
        });
  }

  /** Of {@code n} faults with 80 % found by both unless lost or won. */
  private MatchedEvents draw(int n, double lost, double won) {
    int[] cells = new int[4];
    for (int i = 0; i < n; i++) {
      double u = random.nextDouble();
      if (u < lost) {
        cells[1]++;
      } else if (u < lost + won) {
        cells[2]++;
      } else {
        cells[random.nextDouble() < 0.8 ? 0 : 3]++;
      }
    }
    return new MatchedEvents(cells[0], cells[1], cells[2], cells[3]);
  }

  private double[] changes(int n, double mean, boolean heavy) {
    double[] changes = new double[n];
    Arrays.setAll(changes, i -> mean + (heavy ? Math.pow(gauss.sample(), 3) : gauss.sample()));
    return changes;
  }

  @Test
  void testsWithoutEffectRejectAtTheirLevel() {
    SimulatedTable table = new SimulatedTable("rejections without effect");
    for (boolean heavy : new boolean[] {false, true}) {
      String situation = "11 blocks, " + (heavy ? "heavy tails" : "normal");
      table.row(
          "paired t at 5 %",
          situation,
          share(RUNS, () -> StudentT.p(changes(11, 0, heavy)) <= 0.05),
          heavy ? 0.01 : 0.045,
          0.055);
      table.row(
          "exact sign-flip at 5 %",
          situation, share(RUNS, () -> SignFlip.p(changes(11, 0, heavy)) <= 0.05), 0.045, 0.055);
      table.row(
          "signed rank at 5 %",
          situation, share(RUNS, () -> SignedRank.p(changes(11, 0, heavy)) <= 0.05), 0.04, 0.055);
    }
    table.row(
        "non-inferiority (Tango) at 2.5 %",
        "340 faults, a true loss of the margin",
        share(RUNS, () -> Tango.pNonInferior(draw(340, 0.07, 0.02), 0.05) <= 0.025),
        0.015,
        0.035);
    table.row(
        "equivalence (TOST) at 5 %",
        "20 blocks, a true change of the margin",
        share(RUNS, () -> Equivalence.p(changes(20, 2, false), -2, 2) <= 0.05),
        0.045,
        0.055);
    table.row(
        "more found (McNemar) at 5 %",
        "200 faults, as many lost as won",
        share(RUNS, () -> McNemar.pMore(draw(200, 0.08, 0.08)) <= 0.05),
        0.02,
        0.055);
    table.check();
  }
}
