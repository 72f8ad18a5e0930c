package mop.analysis.claims;

import java.math.BigDecimal;
import mop.analysis.cost.Words;

/**
 * One published figure that is held against measurements.
 *
 * @param figure its name among the figures of the set; empty where it stands only here
 * @param source where it stands
 * @param unit of value and tolerance: {@code %}, {@code USD/month}
 * @param tolerance by how much a measured figure may miss it, in {@code unit}
 * @param experiment whose runs speak to it; empty for runs of any
 * @param measuredPart of what the claim covers, the part that the run measures; empty when it
 *     measures all
 */
public record PublishedClaim(
    String id,
    String figure,
    String source,
    String statement,
    BigDecimal value,
    String unit,
    Comparison comparison,
    BigDecimal tolerance,
    Target target,
    String experiment,
    String measuredPart) {

  /** The figure with comparison, unit and tolerance, for people. */
  public String claimed() {
    String text = comparison.words() + " " + Words.of(value.doubleValue()) + " " + unit;
    return tolerance.signum() == 0
        ? text
        : text + " (tolerance " + Words.of(tolerance.doubleValue()) + " " + unit + ")";
  }

  /** Whether a run of an experiment may have a figure to hold it against. */
  public boolean isTestedBy(String name) {
    return !(target instanceof Target.None) && (experiment.isEmpty() || experiment.equals(name));
  }
}
