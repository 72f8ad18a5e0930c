package mop.analysis.claims.arithmetic;

import java.util.List;
import java.util.Set;
import mop.analysis.claims.arithmetic.Finding.Outcome;

/** Parts are no more than the whole: savings than the saving, a saving than what was spent. */
record Within(List<Amount> parts, Amount whole) implements Relation {

  Within {
    parts = List.copyOf(parts);
  }

  @Override
  public List<Finding> check(Figures figures) {
    Quantity sum = Quantity.sum(parts);
    boolean within = Leeway.of(sum.minus(Quantity.of(whole)), figures).low().signum() <= 0;
    String unit = figures.unit(whole);
    String is = Numbers.of(Leeway.of(sum, figures).value(), unit);
    String limit = Numbers.of(Leeway.of(Quantity.of(whole), figures).value(), unit);
    String subject = parts.size() == 1 ? "the part is " : "the parts sum to ";
    Set<String> judged = parts.size() == 1 ? sum.names() : whole.names();
    return List.of(
        new Finding(
            "",
            limit,
            is,
            Sum.shown(parts, figures),
            within ? Outcome.ADDS_UP : Outcome.INCONSISTENT,
            subject
                + is
                + (within ? ", within " : ", more than the whole of ")
                + limit
                + (within || parts.size() == 1 ? "" : "; something is counted twice"),
            judged));
  }
}
