package mop.analysis.cost;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * One way in which all laws may err together. The error of an exponent is its standard error times
 * Σ gᵢeᵢ ÷ ‖e‖, e the law's residuals and g one standard normal number for each block: normal, and
 * as correlated between two laws as their residuals are, since both saw the same blocks. Divided by
 * the root of χ² over its degrees of freedom it has Student's distribution.
 *
 * @param normals by block
 * @param widening root of the degrees of freedom over χ²
 * @param reach from 0 (laws end at the sizes tried) over 1 (at the cap) to 2 (at the cap squared)
 */
record Draw(Map<Integer, Double> normals, double widening, double reach) {

  /**
   * Draws.
   *
   * @param degrees of freedom, at least 1
   */
  static Draw of(Iterable<Integer> blocks, int degrees, UniformRandomProvider random) {
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    Map<Integer, Double> normals = new TreeMap<>();
    blocks.forEach(block -> normals.computeIfAbsent(block, key -> normal.sample()));
    double chi = 0;
    for (int i = 0; i < degrees; i++) {
      double z = normal.sample();
      chi += z * z;
    }
    return new Draw(normals, Math.sqrt(degrees / chi), 2 * random.nextDouble());
  }

  /** Error of an exponent in standard errors. */
  double error(List<Double> residuals, List<Integer> blocks) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < residuals.size(); i++) {
      double residual = residuals.get(i);
      sum += residual * normals.getOrDefault(blocks.get(i), 0.0);
      squares += residual * residual;
    }
    return squares == 0 ? 0 : widening * sum / Math.sqrt(squares);
  }

  /** The cap of this draw: from 1 to the cap's square, all equally likely on the log scale. */
  double reach(double cap) {
    return Math.pow(cap, reach);
  }
}
