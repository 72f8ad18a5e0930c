package mop.stack.promql;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import mop.stack.labels.Labels;
import mop.stack.promql.syntax.AggregateOp;
import mop.stack.promql.syntax.Expr.Aggregation;

/** Aggregations over the series of a vector. */
final class Aggregations {
  private final Evaluator evaluator;
  private final QueryContext context;

  Aggregations(Evaluator evaluator) {
    this.evaluator = evaluator;
    this.context = evaluator.context();
  }

  List<Column> evaluate(Aggregation a, Steps steps) throws IOException {
    return switch (a.op()) {
      case COUNT_VALUES -> new CountValues(evaluator).evaluate(a, steps);
      case TOPK, BOTTOMK, LIMITK -> new RankedSeries(evaluator).evaluate(a, steps);
      case QUANTILE -> quantile(a, steps);
      case LIMIT_RATIO -> throw new IllegalStateException("refused by the parser");
      default -> grouped(a, steps, () -> accumulator(a.op(), steps));
    };
  }

  private Accumulator accumulator(AggregateOp op, Steps steps) {
    int count = steps.count();
    boolean compensated = context.dialect().compensated();
    return switch (op) {
      case SUM -> compensated ? new Sum(count) : new PlainSum(count);
      case AVG -> compensated ? new Mean(count) : new IncrementalMean(count);
      case MIN -> new Extreme(count, false);
      case MAX -> new Extreme(count, true);
      case COUNT -> new Count(count, false);
      case GROUP -> new Count(count, true);
      case STDVAR -> new Variance(count, false, compensated);
      case STDDEV -> new Variance(count, true, compensated);
      default -> throw new IllegalStateException("no simple aggregation: " + op.text());
    };
  }

  private List<Column> quantile(Aggregation a, Steps steps) throws IOException {
    double[] q = evaluator.scalar(Objects.requireNonNull(a.parameter()), steps);
    evaluator.checkQuantiles(q, a.parameter());
    return grouped(a, steps, () -> new QuantileOfSeries(q, context));
  }

  /** One accumulator for each group, in the order in which the groups appear. */
  private List<Column> grouped(Aggregation a, Steps steps, Supplier<Accumulator> create)
      throws IOException {
    Predicate<String> kept = keptLabels(a);
    Map<Labels, Accumulator> groups = new LinkedHashMap<>();
    evaluator.stream(
        a.expr(),
        steps,
        (labels, values) -> {
          Labels group = labels.keep(kept);
          Accumulator accumulator = groups.get(group);
          if (accumulator == null) {
            accumulator = create.get();
            groups.put(group, accumulator);
            context.hold(steps.count());
          }
          accumulator.add(values);
        });
    List<Column> result = new ArrayList<>(groups.size());
    groups.forEach((labels, accumulator) -> result.add(new Column(labels, accumulator.result())));
    return result;
  }

  /** Which labels name the group of a series. */
  static Predicate<String> keptLabels(Aggregation a) {
    Set<String> named = Set.copyOf(a.labels());
    return a.without()
        ? name -> !named.contains(name) && !name.equals(Labels.METRIC_NAME)
        : named::contains;
  }
}
