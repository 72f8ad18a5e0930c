package mop.analysis.design;

import java.util.ArrayList;
import java.util.List;
import mop.analysis.result.Estimate;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Effects of a two-level design by least squares with fixed block effects: every block runs every
 * combination once, so block means drop out and contrasts are orthogonal. An effect is the mean at
 * +1 less the mean at −1; its error comes from the scatter between blocks that the effects leave.
 */
public final class FactorialEffects {
  private static final String METHOD = "least squares with fixed block effects, t interval";

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
    double error = Math.sqrt(4 * residualVariance(values, runs) / ((double) blocks * runs));
    double freedom = (blocks - 1.0) * (runs - 1);
    double t = TDistribution.of(freedom).inverseSurvivalProbability((1 - level) / 2);
    List<Effect> effects = new ArrayList<>();
    for (int effect : design.estimable()) {
      double size = contrast(design, values, effect);
      effects.add(
          new Effect(
              effect,
              design.name(effect),
              design.aliases(effect).stream().skip(1).map(design::name).toList(),
              new Estimate(size, size - t * error, size + t * error, level, METHOD, blocks)));
    }
    return List.copyOf(effects);
  }

  private static double contrast(TwoLevelDesign design, double[][] values, int effect) {
    double sum = 0;
    for (double[] block : values) {
      for (int run = 0; run < block.length; run++) {
        sum += design.contrast(run, effect) * block[run];
      }
    }
    return 2 * sum / ((double) values.length * design.runs());
  }

  /** Scatter around block and run means: (b − 1)(r − 1) degrees of freedom. */
  private static double residualVariance(double[][] values, int runs) {
    double[] runMeans = new double[runs];
    double mean = 0;
    for (double[] block : values) {
      for (int run = 0; run < runs; run++) {
        runMeans[run] += block[run] / values.length;
        mean += block[run] / ((double) values.length * runs);
      }
    }
    double squares = 0;
    for (double[] block : values) {
      double blockMean = 0;
      for (double value : block) {
        blockMean += value / runs;
      }
      for (int run = 0; run < runs; run++) {
        double residual = block[run] - blockMean - runMeans[run] + mean;
        squares += residual * residual;
      }
    }
    return squares / ((values.length - 1.0) * (runs - 1));
  }
}
