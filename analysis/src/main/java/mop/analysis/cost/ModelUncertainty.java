package mop.analysis.cost;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import mop.analysis.result.Estimate;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * What the fitted laws leave open of the bills, apart from what the blocks leave open: every bill
 * is written again under laws drawn at random, all treatments under the same draw, so that errors
 * that treatments share cancel from their difference.
 *
 * @param totals of the draws, by treatment
 * @param trials of the law that was fitted to the fewest; all errors are as uncertain as its own
 */
record ModelUncertainty(Map<String, double[]> totals, int trials) {
  static final int DRAWS = 1_000;
  private static final double LEVEL = 0.95;

  /** An interval without a value of its own. */
  record Range(double low, double high) {}

  /**
   * Draws.
   *
   * @param laws all that were fitted, of all treatments; at least one
   * @param bills of a draw, by treatment
   */
  static ModelUncertainty of(
      List<Growth> laws, Map<String, ToDoubleFunction<Draw>> bills, long seed) {
    TreeSet<Integer> blocks = new TreeSet<>();
    laws.forEach(law -> blocks.addAll(law.blocks()));
    int trials = laws.stream().mapToInt(law -> law.blocks().size()).min().orElseThrow();
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    Map<String, double[]> totals = new LinkedHashMap<>();
    bills.keySet().forEach(name -> totals.put(name, new double[DRAWS]));
    for (int i = 0; i < DRAWS; i++) {
      Draw draw = Draw.of(blocks, trials - 2, random);
      for (Map.Entry<String, ToDoubleFunction<Draw>> bill : bills.entrySet()) {
        of(totals, bill.getKey())[i] = bill.getValue().applyAsDouble(draw);
      }
    }
    return new ModelUncertainty(totals, trials);
  }

  private static double[] of(Map<String, double[]> totals, String name) {
    return Objects.requireNonNull(totals.get(name));
  }

  /** The bill of a treatment with what its laws leave open. */
  Estimate around(String treatment, double bill) {
    return around(range(of(totals, treatment).clone()), bill);
  }

  /** What a treatment saves against another, with what the laws leave open of it. */
  Estimate around(String baseline, String treatment, double saving) {
    return around(saving(baseline, treatment), saving);
  }

  private Estimate around(Range range, double value) {
    return new Estimate(
        value,
        Math.min(value, range.low),
        Math.max(value, range.high),
        LEVEL,
        DRAWS
            + " seeded draws of the exponents' errors and of how far the laws hold, blocks taken as"
            + " known",
        trials);
  }

  /** What a treatment saves against another. */
  Range saving(String baseline, String treatment) {
    double[] before = of(totals, baseline);
    double[] after = of(totals, treatment);
    double[] saved = new double[DRAWS];
    Arrays.setAll(saved, i -> before[i] - after[i]);
    return range(saved);
  }

  private static Range range(double[] values) {
    Arrays.sort(values);
    int outside = (int) Math.round(DRAWS * (1 - LEVEL) / 2);
    return new Range(values[outside], values[DRAWS - 1 - outside]);
  }
}
