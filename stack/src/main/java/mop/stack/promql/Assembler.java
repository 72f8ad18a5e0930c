package mop.stack.promql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mop.stack.labels.Labels;
import mop.stack.promql.syntax.QueryError;

/**
 * Puts the series of a result together: of the same labels at different steps one series, at the
 * same step an error.
 */
final class Assembler {
  static final String SAME_LABELS = "vector cannot contain metrics with the same labelset";

  private final QueryContext context;
  private final List<Column> columns = new ArrayList<>();
  private final Map<Labels, Column> byLabels = new HashMap<>();

  Assembler(QueryContext context) {
    this.context = context;
  }

  void add(Labels labels, double[] values) {
    add(labels, values, SAME_LABELS);
  }

  /**
   * @param clash the error when another series has these labels at the same step
   */
  void add(Labels labels, double[] values, String clash) {
    if (Column.isEmpty(values)) {
      return;
    }
    Column known = byLabels.get(labels);
    if (known != null) {
      merge(values, known.values(), clash);
      return;
    }
    Column column = new Column(labels, values);
    byLabels.put(labels, column);
    columns.add(column);
    context.hold(values.length);
  }

  private static void merge(double[] from, double[] into, String clash) {
    for (int i = 0; i < from.length; i++) {
      if (Column.isNone(from[i])) {
        continue;
      }
      if (!Column.isNone(into[i])) {
        throw QueryError.execution(clash);
      }
      into[i] = from[i];
    }
  }

  List<Column> columns() {
    return columns;
  }
}
