package mop.stack.promql;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import mop.stack.labels.Labels;
import mop.stack.promql.syntax.Expr.Aggregation;
import mop.stack.promql.syntax.Expr.StringLiteral;
import mop.stack.promql.syntax.Numbers;
import mop.stack.promql.syntax.QueryError;

/** For each value that series have, how many have it. */
final class CountValues {
  private final Evaluator evaluator;

  CountValues(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  List<Column> evaluate(Aggregation a, Steps steps) throws IOException {
    String label = ((StringLiteral) Objects.requireNonNull(a.parameter()).bare()).value();
    if (!LabelFunctions.isValidName(label, evaluator.context().dialect())) {
      throw QueryError.execution("invalid label name \"" + label + "\"");
    }
    Predicate<String> grouping = Aggregations.keptLabels(a);
    Predicate<String> kept =
        a.without() ? grouping : name -> grouping.test(name) || name.equals(label);
    Map<Labels, double[]> counts = new LinkedHashMap<>();
    evaluator.stream(
        a.expr(),
        steps,
        (labels, values) -> {
          Map<String, double[]> byValue = new HashMap<>();
          for (int i = 0; i < values.length; i++) {
            if (!Column.isNone(values[i])) {
              String value = Numbers.print(values[i]);
              double[] count = byValue.get(value);
              if (count == null) {
                Labels group = labels.toBuilder().set(label, value).build().keep(kept);
                count = counts.computeIfAbsent(group, key -> zeros(steps));
                byValue.put(value, count);
              }
              count[i]++;
            }
          }
        });
    return columns(counts);
  }

  private double[] zeros(Steps steps) {
    evaluator.context().hold(steps.count());
    return new double[steps.count()];
  }

  private static List<Column> columns(Map<Labels, double[]> counts) {
    List<Column> columns = new ArrayList<>(counts.size());
    counts.forEach((labels, column) -> {
      for (int i = 0; i < column.length; i++) {
        column[i] = column[i] == 0 ? Column.NONE : column[i];
      }
      columns.add(new Column(labels, column));
    });
    return columns;
  }
}
