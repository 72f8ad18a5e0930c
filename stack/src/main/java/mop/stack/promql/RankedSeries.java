package mop.stack.promql;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import mop.stack.labels.Labels;
import mop.stack.promql.syntax.AggregateOp;
import mop.stack.promql.syntax.Expr.Aggregation;
import mop.stack.promql.syntax.Numbers;
import mop.stack.promql.syntax.QueryError;

/** {@code topk}, {@code bottomk} and {@code limitk}: some of the series of each group. */
final class RankedSeries {
  private final Evaluator evaluator;

  RankedSeries(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  List<Column> evaluate(Aggregation a, Steps steps) throws IOException {
    double[] k = evaluator.scalar(Objects.requireNonNull(a.parameter()), steps);
    Predicate<String> kept = Aggregations.keptLabels(a);
    Map<Labels, List<Column>> groups = new LinkedHashMap<>();
    List<Column> all = evaluator.vector(a.expr(), steps);
    for (Column c : all) {
      groups.computeIfAbsent(c.labels().keep(kept), key -> new ArrayList<>()).add(c);
    }
    List<Column> result = new ArrayList<>();
    for (List<Column> group : groups.values()) {
      result.addAll(chosen(a.op(), group, k, all.size()));
    }
    evaluator.context().release(all);
    result.forEach(c -> evaluator.context().hold(c.values().length));
    return result;
  }

  /**
   * Of each series the values at the steps at which it is chosen; of one step, in order of rank.
   */
  private static List<Column> chosen(
      AggregateOp op, List<Column> group, double[] k, int allSeries) {
    int steps = k.length;
    double[][] values = new double[group.size()][];
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      for (int series : chosenAt(i, op, group, k[i], allSeries)) {
        if (values[series] == null) {
          values[series] = Column.none(steps);
          order.add(series);
        }
        values[series][i] = group.get(series).values()[i];
      }
    }
    List<Column> result = new ArrayList<>(order.size());
    for (int series : order) {
      result.add(new Column(group.get(series).labels(), values[series]));
    }
    return result;
  }

  private static List<Integer> chosenAt(
      int step, AggregateOp op, List<Column> group, double k, int allSeries) {
    RankHeap heap = new RankHeap(op == AggregateOp.BOTTOMK);
    List<Integer> first = new ArrayList<>();
    for (int series = 0; series < group.size(); series++) {
      double value = group.get(series).values()[step];
      if (Column.isNone(value)) {
        continue;
      }
      int count = count(k, allSeries);
      if (count < 1) {
        return List.of();
      }
      if (op == AggregateOp.LIMITK) {
        if (first.size() < count) {
          first.add(series);
        }
      } else {
        heap.offer(series, value, count);
      }
    }
    return op == AggregateOp.LIMITK ? first : heap.ranked();
  }

  private static int count(double k, int allSeries) {
    if (!(k < 0x1p63 && k >= -0x1p63)) {
      throw QueryError.execution("Scalar value " + Numbers.printGeneral(k) + " overflows int64");
    }
    return (int) Math.max(Integer.MIN_VALUE, Math.min((long) k, allSeries));
  }
}
