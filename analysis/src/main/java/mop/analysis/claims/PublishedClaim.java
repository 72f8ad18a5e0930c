package mop.analysis.claims;

import java.math.BigDecimal;
import mop.analysis.cost.Words;

/**
 * One published figure.
 *
 * @param source where it stands
 * @param unit of value and tolerance: {@code %}, {@code USD/month}
 * @param tolerance by how much a measured figure may miss it, in {@code unit}
 * @param measuredPart of what the claim covers, the part that the run measures; empty when it
 *     measures all
 */
public record PublishedClaim(
    String id,
    String source,
    String statement,
    BigDecimal value,
    String unit,
    Comparison comparison,
    BigDecimal tolerance,
    Target target,
    String measuredPart) {

  /** The figure with comparison, unit and tolerance, for people. */
  String claimed() {
    String figure = comparison.words() + " " + Words.of(value.doubleValue()) + " " + unit;
    return tolerance.signum() == 0
        ? figure
        : figure + " (tolerance " + Words.of(tolerance.doubleValue()) + ")";
  }
}
