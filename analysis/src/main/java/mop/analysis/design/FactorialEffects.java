package mop.analysis.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mop.analysis.inference.BlockMean;
import mop.analysis.result.Estimate;

/**
 * Effects of a two-level design where every block runs every combination once: block means drop out
 * and contrasts are orthogonal, so an effect (the mean at +1 less the mean at −1) is what least
 * squares with fixed block effects gives. Its error comes from its own scatter: the contrast is
 * taken in each block, and a t interval over blocks with b − 1 degrees of freedom. A residual that
 * all effects share would have more of them, but an effect that differs much from block to block
 * then covers too little (a factor crossed with a random block is tested against its interaction
 * with it: Box, Hunter and Hunter, Statistics for Experimenters, 2005).
 */
public final class FactorialEffects {
  private FactorialEffects() {}

  /**
   * An effect with what it cannot be told from.
   *
   * @param effect bit mask, see {@link TwoLevelDesign}
   * @param name factors joined by ×
   * @param aliases names of the effects that are confounded with it
   * @param size mean at +1 less mean at −1, in the unit of the values
   */
  public record Effect(int effect, String name, List<String> aliases, Estimate size) {}

  /**
   * All estimable effects, shorter ones first.
   *
   * @param values by block and run, in the design's order of runs; at least two blocks
   * @param level two-sided, in (0, 1)
   */
  public static List<Effect> of(TwoLevelDesign design, double[][] values, double level) {
    int blocks = values.length;
    int runs = design.runs();
    if (blocks < 2) {
      throw new IllegalArgumentException("effects with an interval need two blocks, got " + blocks);
    }
    for (double[] block : values) {
      if (block.length != runs) {
        throw new IllegalArgumentException(
            "a block has " + block.length + " runs, the design " + runs);
      }
    }
    List<Effect> effects = new ArrayList<>();
    for (int effect : design.estimable()) {
      List<Double> byBlock =
          Arrays.stream(values).map(block -> contrast(design, block, effect)).toList();
      effects.add(
          new Effect(
              effect,
              design.name(effect),
              design.aliases(effect).stream().skip(1).map(design::name).toList(),
              BlockMean.of(byBlock, level)));
    }
    return List.copyOf(effects);
  }

  private static double contrast(TwoLevelDesign design, double[] block, int effect) {
    double sum = 0;
    for (int run = 0; run < block.length; run++) {
      sum += design.contrast(run, effect) * block[run];
    }
    return 2 * sum / block.length;
  }
}
