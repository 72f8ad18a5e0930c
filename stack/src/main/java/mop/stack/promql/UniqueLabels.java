package mop.stack.promql;

import java.util.HashSet;
import java.util.Set;
import mop.stack.labels.Labels;
import mop.stack.promql.syntax.QueryError;

/** Sees to it that no two series of a vector have the same labels, even at different steps. */
final class UniqueLabels {
  private final Set<Labels> seen = new HashSet<>();

  Labels check(Labels labels) {
    if (!seen.add(labels)) {
      throw QueryError.execution(Assembler.SAME_LABELS);
    }
    return labels;
  }
}
