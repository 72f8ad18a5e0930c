package mop.analysis.cost;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import mop.analysis.inference.SimulatedTable;
import mop.analysis.result.Estimate;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Amounts of two treatments that grow by the powers 0.8 and 0.9, seen in 11 blocks at the size, two
 * at a quarter and one at four times it, and scaled to four times: what laws leave open must hold
 * the truth in 19 of 20 experiments.
 */
@Tag("slow")
class ScalingCoverageTest {
  private static final int RUNS = 4_000;
  private static final int BLOCKS = 11;
  private static final double SIZE = 4;
  private static final double NOISE = 0.04;
  private static final double[] SIZES = {0.25, 0.25, 4};

  private final UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(20261128);
  private final ZigguratSampler.NormalizedGaussian gauss =
      ZigguratSampler.NormalizedGaussian.of(random);

  /** A treatment of one experiment: its law, and the amounts of its blocks of size 1. */
  private record Seen(Growth law, List<Double> amounts) {
    double bill(Growth drawn, double level) {
      return level * SIZE * drawn.stretch();
    }
  }

  /** Noise of each trial; treatments share half of its variance. */
  private double[] noise() {
    double[] noise = new double[BLOCKS + SIZES.length];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = NOISE * Math.sqrt(0.5) * gauss.sample();
    }
    return noise;
  }

  private Seen seen(double power, double[] shared) {
    double[] own = noise();
    List<Growth.Point> points = new ArrayList<>();
    List<Double> amounts = new ArrayList<>();
    for (int i = 0; i < shared.length; i++) {
      double size = i < BLOCKS ? 1 : SIZES[i - BLOCKS];
      double amount = Math.pow(size, power) * Math.exp(shared[i] + own[i]);
      points.add(new Growth.Point(size, i, amount));
      if (i < BLOCKS) {
        amounts.add(amount);
      }
    }
    return new Seen(Growth.fit(points, SIZE, 1), amounts);
  }

  @Test
  void whatLawsLeaveOpenHoldsTheTruth() {
    double keptTruth = Math.pow(SIZE, 0.8);
    double lessTruth = Math.pow(SIZE, 0.9);
    int amount = 0;
    int saving = 0;
    int together = 0;
    for (int run = 0; run < RUNS; run++) {
      double[] shared = noise();
      Seen kept = seen(0.8, shared);
      Seen less = seen(0.9, shared);
      Map<String, ToDoubleFunction<Draw>> bills = new LinkedHashMap<>();
      bills.put("kept", draw -> kept.bill(kept.law.drawn(draw), 1));
      bills.put("less", draw -> less.bill(less.law.drawn(draw), 0.5));
      ModelUncertainty open =
          ModelUncertainty.of(List.of(kept.law, less.law), bills, random.nextLong());
      Estimate model = open.around("kept", kept.bill(kept.law, 1));
      amount += holds(model.low(), model.high(), keptTruth);
      ModelUncertainty.Range saved = open.saving("kept", "less");
      saving += holds(saved.low(), saved.high(), keptTruth - 0.5 * lessTruth);
      together += holdsTogether(kept, model, keptTruth);
    }
    SimulatedTable table = new SimulatedTable("coverage of scaled amounts");
    String design = "11 blocks at 1, two at 0.25, one at 4 times the size";
    table.row("laws alone", "amount at 4 times, " + design, share(amount), 0.93, 0.97);
    table.row(
        "laws alone", "saving between treatments that share blocks", share(saving), 0.93, 0.97);
    table.row("blocks and laws together", "amount at 4 times", share(together), 0.93, 0.97);
    table.check();
  }

  /** Both parts on the log scale, independent of each other. */
  private static int holdsTogether(Seen kept, Estimate model, double truth) {
    double mean = kept.amounts.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double estimate = mean * model.estimate();
    Estimate blocks = LogInterval.around(estimate, kept.amounts);
    double low =
        Math.hypot(Math.log(estimate / blocks.low()), Math.log(model.estimate() / model.low()));
    double high =
        Math.hypot(Math.log(blocks.high() / estimate), Math.log(model.high() / model.estimate()));
    double real = truth * Math.exp(NOISE * NOISE / 2);
    return holds(estimate * Math.exp(-low), estimate * Math.exp(high), real);
  }

  private static int holds(double low, double high, double truth) {
    return low <= truth && truth <= high ? 1 : 0;
  }

  private static double share(int held) {
    return (double) held / RUNS;
  }
}
