package mop.stack.promql;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mop.stack.labels.Labels;
import mop.stack.labels.Matcher;
import mop.stack.promql.syntax.Expr;
import mop.stack.promql.syntax.Expr.MatrixSelector;
import mop.stack.promql.syntax.Expr.VectorSelector;

/** Labels of what is absent: those that its selector names exactly and once. */
final class AbsentLabels {
  private AbsentLabels() {}

  static Labels of(Expr argument) {
    return switch (argument) {
      case VectorSelector v -> of(v.matchers());
      case MatrixSelector m -> of(m.selector().matchers());
      default -> Labels.EMPTY;
    };
  }

  private static Labels of(List<Matcher> matchers) {
    Labels.Builder labels = Labels.builder();
    Set<String> named = new HashSet<>();
    for (Matcher m : matchers) {
      if (m.name().equals(Labels.METRIC_NAME)) {
        continue;
      }
      if (m.op() == Matcher.Op.EQUAL && named.add(m.name())) {
        labels.set(m.name(), m.value());
      } else {
        labels.remove(m.name());
      }
    }
    return labels.build();
  }
}
