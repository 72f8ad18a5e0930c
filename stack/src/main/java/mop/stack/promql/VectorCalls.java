package mop.stack.promql;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import mop.stack.labels.Labels;
import mop.stack.promql.syntax.Expr;
import mop.stack.promql.syntax.Expr.Call;
import mop.stack.promql.syntax.Expr.VectorSelector;

/** Functions of instant vectors, and those that make one of something else. */
final class VectorCalls {
  private final Evaluator evaluator;
  private final QueryContext context;

  VectorCalls(Evaluator evaluator) {
    this.evaluator = evaluator;
    this.context = evaluator.context();
  }

  List<Column> evaluate(Call c, Steps steps) throws IOException {
    return switch (c.function()) {
      case ABSENT -> absent(c, steps);
      case ABSENT_OVER_TIME -> new RangeCalls(evaluator).absentOverTime(c, steps);
      case VECTOR_OF -> single(evaluator.scalar(c.arguments().getFirst(), steps));
      case TIMESTAMP -> timestamp(c, steps);
      case CLAMP, CLAMP_MIN, CLAMP_MAX -> clamp(c, steps);
      case ROUND -> round(c, steps);
      case SORT -> sorted(c, steps, false);
      case SORT_DESC -> sorted(c, steps, true);
      case SORT_BY_LABEL, SORT_BY_LABEL_DESC -> new LabelFunctions(evaluator).sortByLabel(c, steps);
      case LABEL_REPLACE -> new LabelFunctions(evaluator).replace(c, steps);
      case LABEL_JOIN -> new LabelFunctions(evaluator).join(c, steps);
      case HISTOGRAM_QUANTILE, HISTOGRAM_FRACTION ->
          new HistogramCalls(evaluator).evaluate(c, steps);
      case DAYS_IN_MONTH, DAY_OF_MONTH, DAY_OF_WEEK, DAY_OF_YEAR, HOUR, MINUTE, MONTH, YEAR ->
          date(c, steps);
      default -> {
        DoubleUnaryOperator f = ElementFunctions.of(c.function());
        yield mapped(c.arguments().getFirst(), steps, (value, i) -> f.applyAsDouble(value));
      }
    };
  }

  /** A value of a series at a step, made another. */
  @FunctionalInterface
  interface ElementFunction {
    double apply(double value, int step);
  }

  /** Each present value mapped; the metric's name goes. */
  private List<Column> mapped(Expr argument, Steps steps, ElementFunction f) throws IOException {
    Assembler result = new Assembler(context);
    evaluator.stream(
        argument,
        steps,
        (labels, values) -> {
          for (int i = 0; i < values.length; i++) {
            if (!Column.isNone(values[i])) {
              values[i] = f.apply(values[i], i);
            }
          }
          result.add(evaluator.withoutName(labels), values);
        });
    return result.columns();
  }

  private List<Column> single(double[] values) {
    Assembler result = new Assembler(context);
    result.add(Labels.EMPTY, values);
    return result.columns();
  }

  private List<Column> absent(Call c, Steps steps) throws IOException {
    Expr argument = c.arguments().getFirst();
    double[] absent = Column.filled(steps.count(), 1);
    evaluator.stream(
        argument,
        steps,
        (labels, values) -> {
          for (int i = 0; i < values.length; i++) {
            if (!Column.isNone(values[i])) {
              absent[i] = Column.NONE;
            }
          }
        });
    Assembler result = new Assembler(context);
    result.add(AbsentLabels.of(argument.bare()), absent);
    return result.columns();
  }

  /** Of a selector the time of the sample, of anything else the time of evaluation. */
  private List<Column> timestamp(Call c, Steps steps) throws IOException {
    Expr argument = c.arguments().getFirst().bare();
    if (!(argument instanceof VectorSelector selector)) {
      return mapped(argument, steps, (value, i) -> steps.time(i) / 1000.0);
    }
    Assembler result = new Assembler(context);
    new InstantSelectors(evaluator)
        .stream(
            selector,
            steps,
            true,
            (labels, values) -> result.add(evaluator.withoutName(labels), values));
    return result.columns();
  }

  private List<Column> clamp(Call c, Steps steps) throws IOException {
    List<Expr> arguments = c.arguments();
    double[] low = Column.filled(steps.count(), Double.NEGATIVE_INFINITY);
    double[] high = Column.filled(steps.count(), Double.POSITIVE_INFINITY);
    switch (c.function()) {
      case CLAMP_MIN -> low = evaluator.scalar(arguments.get(1), steps);
      case CLAMP_MAX -> high = evaluator.scalar(arguments.get(1), steps);
      default -> {
        low = evaluator.scalar(arguments.get(1), steps);
        high = evaluator.scalar(arguments.get(2), steps);
      }
    }
    double[] least = low;
    double[] most = high;
    return mapped(
        arguments.getFirst(),
        steps,
        (value, i) ->
            most[i] < least[i] ? Column.NONE : GoMath.max(least[i], GoMath.min(most[i], value)));
  }

  /** Halves go up. */
  private List<Column> round(Call c, Steps steps) throws IOException {
    double[] to =
        c.arguments().size() > 1
            ? evaluator.scalar(c.arguments().get(1), steps)
            : Column.filled(steps.count(), 1);
    return mapped(
        c.arguments().getFirst(),
        steps,
        (value, i) -> {
          double inverse = 1.0 / to[i];
          return Math.floor(value * inverse + 0.5) / inverse;
        });
  }

  private List<Column> date(Call c, Steps steps) throws IOException {
    if (c.arguments().isEmpty()) {
      double[] values = new double[steps.count()];
      for (int i = 0; i < values.length; i++) {
        values[i] = ElementFunctions.part(c.function(), CivilTime.of(steps.time(i) / 1000));
      }
      return single(values);
    }
    return mapped(
        c.arguments().getFirst(),
        steps,
        (value, i) -> ElementFunctions.part(c.function(), CivilTime.of(GoMath.toLong(value))));
  }

  /** By value at one step, NaN last; over several steps series have no such order. */
  private List<Column> sorted(Call c, Steps steps, boolean descending) throws IOException {
    List<Column> columns = evaluator.vector(c.arguments().getFirst(), steps);
    if (steps.count() > 1) {
      return columns;
    }
    List<Column> sorted = new ArrayList<>(columns);
    Comparator<Column> isNan = Comparator.comparing(each -> Double.isNaN(each.values()[0]));
    Comparator<Column> byValue = (a, b) -> compare(a.values()[0], b.values()[0]);
    sorted.sort(isNan.thenComparing(descending ? byValue.reversed() : byValue));
    return sorted;
  }

  private static int compare(double a, double b) {
    return a < b ? -1 : a > b ? 1 : 0;
  }
}
