package mop.analysis.inference;

import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Interval for the difference of proportions of matched events that takes the block, not the event,
 * as the unit: faults of one block share its traffic and its sampler's luck.
 */
public final class ClusterRobust {
  private ClusterRobust() {}

  /**
   * The pooled difference δ = Σ dᵦ / Σ nᵦ is a ratio of block totals; its linearised variance is G
   * / (G − 1) Σ (dᵦ − δ nᵦ)² / (Σ nᵦ)², with t on G − 1 degrees of freedom.
   *
   * @return empty with fewer than two blocks, or when no block differs from δ, for then the spread
   *     between blocks is not known to be 0 but not seen
   */
  public static Optional<Interval> interval(List<MatchedBlock> blocks, double level) {
    List<MatchedBlock> used = blocks.stream().filter(block -> block.events() > 0).toList();
    int g = used.size();
    if (g < 2) {
      return Optional.empty();
    }
    MatchedEvents pooled = MatchedEvents.pooled(used);
    double delta = pooled.difference();
    double squares = 0;
    for (MatchedBlock block : used) {
      double residual = block.onlyTreatment() - block.onlyBaseline() - delta * block.events();
      squares += residual * residual;
    }
    double error = Math.sqrt(squares * g / (g - 1)) / pooled.n();
    if (error < 1e-12) {
      return Optional.empty();
    }
    double t = TDistribution.of(g - 1.0).inverseSurvivalProbability((1 - level) / 2);
    return Optional.of(new Interval(delta - t * error, delta + t * error));
  }
}
