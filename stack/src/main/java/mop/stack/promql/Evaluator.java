package mop.stack.promql;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mop.stack.labels.Labels;
import mop.stack.promql.syntax.At;
import mop.stack.promql.syntax.BinaryOp;
import mop.stack.promql.syntax.Expr;
import mop.stack.promql.syntax.Expr.Aggregation;
import mop.stack.promql.syntax.Expr.Binary;
import mop.stack.promql.syntax.Expr.Call;
import mop.stack.promql.syntax.Expr.NumberLiteral;
import mop.stack.promql.syntax.Expr.Parenthesized;
import mop.stack.promql.syntax.Expr.Signed;
import mop.stack.promql.syntax.Expr.Subquery;
import mop.stack.promql.syntax.Expr.VectorSelector;
import mop.stack.promql.syntax.Function;
import mop.stack.promql.syntax.Numbers;
import mop.stack.promql.syntax.QueryError;
import mop.stack.promql.syntax.TimeShift;
import mop.stack.promql.syntax.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates expressions for all steps at once: a vector is a column of values for each series.
 * Selectors and functions over ranges hand their series on one by one, so that an aggregation over
 * them holds only its groups.
 */
final class Evaluator {
  private final QueryContext context;
  private final Invariance invariance = new Invariance();

  Evaluator(QueryContext context) {
    this.context = context;
  }

  QueryContext context() {
    return context;
  }

  /** The series of a vector, held as a whole. The caller releases them when they are used up. */
  List<Column> vector(Expr expr, Steps steps) throws IOException {
    context.checkInterrupt();
    if (steps.count() > 1 && invariance.of(expr)) {
      return once(expr, steps);
    }
    return switch (expr) {
      case Parenthesized p -> vector(p.expr(), steps);
      case VectorSelector v -> collect(v, steps);
      case Aggregation a -> new Aggregations(this).evaluate(a, steps);
      case Binary b -> binary(b, steps);
      case Signed s -> signed(s, steps);
      case Call c -> isStreamed(c) ? collect(c, steps) : new VectorCalls(this).evaluate(c, steps);
      default -> throw new IllegalStateException("no instant vector: " + expr);
    };
  }

  /** The same series, each handed on as it is made where that is possible. */
  void stream(Expr expr, Steps steps, Sink sink) throws IOException {
    context.checkInterrupt();
    Expr bare = expr.bare();
    boolean once = steps.count() > 1 && invariance.of(bare);
    if (!once && bare instanceof VectorSelector v) {
      new InstantSelectors(this).stream(v, steps, false, sink);
    } else if (!once && bare instanceof Call c && isStreamed(c)) {
      new RangeCalls(this).stream(c, steps, sink);
    } else {
      List<Column> columns = vector(bare, steps);
      for (Column c : columns) {
        sink.add(c.labels(), c.values());
      }
      context.release(columns);
    }
  }

  private static boolean isStreamed(Call c) {
    return c.function().takesRange() && c.function() != Function.ABSENT_OVER_TIME;
  }

  private List<Column> collect(Expr expr, Steps steps) throws IOException {
    List<Column> columns = new ArrayList<>();
    stream(
        expr,
        steps,
        (labels, values) -> {
          context.hold(values.length);
          columns.add(new Column(labels, values));
        });
    return columns;
  }

  /** Evaluates the first step, and gives all others the same values. */
  private List<Column> once(Expr expr, Steps steps) throws IOException {
    long before = context.samplesQueried();
    List<Column> first = vector(expr, steps.first());
    long queried = context.samplesQueried() - before;
    context.setSamplesQueried(before + queried * steps.count());
    List<Column> all = new ArrayList<>(first.size());
    for (Column c : first) {
      context.hold(steps.count());
      all.add(new Column(c.labels(), Column.filled(steps.count(), c.values()[0])));
    }
    context.release(first);
    return all;
  }

  private List<Column> binary(Binary b, Steps steps) throws IOException {
    boolean leftIsVector = b.left().type() == ValueType.VECTOR;
    if (leftIsVector && b.right().type() == ValueType.VECTOR) {
      return b.op().isSet()
          ? new SetOperation(this, b).evaluate(steps)
          : new VectorOperation(this, b).evaluate(steps);
    }
    Expr vector = leftIsVector ? b.left() : b.right();
    double[] scalar = scalar(leftIsVector ? b.right() : b.left(), steps);
    boolean dropsName = dropsName(b);
    Assembler result = new Assembler(context);
    stream(
        vector,
        steps,
        (labels, values) -> {
          if (leftIsVector) {
            Operators.vectorScalar(b.op(), values, scalar, b.bool());
          } else {
            Operators.scalarVector(b.op(), scalar, values, b.bool());
          }
          result.add(dropsName ? withoutName(labels) : labels, values);
        });
    return result.columns();
  }

  private List<Column> signed(Signed s, Steps steps) throws IOException {
    List<Column> columns = vector(s.expr(), steps);
    if (!s.minus()) {
      return columns;
    }
    UniqueLabels unique = new UniqueLabels();
    List<Column> negated = new ArrayList<>(columns.size());
    for (Column c : columns) {
      double[] values = c.values();
      for (int i = 0; i < values.length; i++) {
        if (!Column.isNone(values[i])) {
          values[i] = -values[i];
        }
      }
      negated.add(new Column(unique.check(withoutName(c.labels())), values));
    }
    return negated;
  }

  /** The value of a scalar at each step; the array is the caller's. */
  double[] scalar(Expr expr, Steps steps) throws IOException {
    context.checkInterrupt();
    if (steps.count() > 1 && invariance.of(expr)) {
      long before = context.samplesQueried();
      double value = scalar(expr, steps.first())[0];
      long queried = context.samplesQueried() - before;
      context.setSamplesQueried(before + queried * steps.count());
      return Column.filled(steps.count(), value);
    }
    return switch (expr) {
      case NumberLiteral n -> Column.filled(steps.count(), n.value());
      case Parenthesized p -> scalar(p.expr(), steps);
      case Signed s -> {
        double[] values = scalar(s.expr(), steps);
        if (s.minus()) {
          Arrays.setAll(values, i -> -values[i]);
        }
        yield values;
      }
      case Binary b -> Operators.scalars(b.op(), scalar(b.left(), steps), scalar(b.right(), steps));
      case Call c -> scalarCall(c, steps);
      default -> throw new IllegalStateException("no scalar: " + expr);
    };
  }

  private double[] scalarCall(Call c, Steps steps) throws IOException {
    double[] values = new double[steps.count()];
    switch (c.function()) {
      case PI -> Arrays.fill(values, Math.PI);
      case TIME -> Arrays.setAll(values, i -> steps.time(i) / 1000.0);
      case SCALAR_OF -> {
        int[] found = new int[steps.count()];
        stream(c.arguments().getFirst(), steps, (labels, column) -> count(column, values, found));
        Arrays.setAll(values, i -> found[i] == 1 ? values[i] : Double.NaN);
      }
      default -> throw new IllegalStateException("no scalar function: " + c);
    }
    return values;
  }

  private static void count(double[] column, double[] values, int[] found) {
    for (int i = 0; i < column.length; i++) {
      if (!Column.isNone(column[i])) {
        values[i] = column[i];
        found[i]++;
      }
    }
  }

  /** The times at which a selector or subquery with that shift looks. */
  Steps shifted(Steps steps, TimeShift shift) {
    return switch (shift.at()) {
      case null -> steps.earlier(shift.offsetMillis());
      case At.Fixed fixed -> new Steps(fixed.millis() - shift.offsetMillis(), 0, steps.count());
      case At.Bound bound -> {
        long time = bound == At.Bound.START ? context.start() : context.end();
        yield new Steps(time - shift.offsetMillis(), 0, steps.count());
      }
    };
  }

  /**
   * The steps of a subquery's expression: multiples of its step, from the window of the first to
   * the end of the last.
   *
   * @return null when there is none
   */
  @Nullable Steps subquerySteps(Subquery s, Steps steps) {
    Steps ends = shifted(steps, s.shift());
    long step = s.stepMillis() > 0 ? s.stepMillis() : context.settings().subqueryStepMillis();
    long earliest = ends.start() - s.rangeMillis();
    long start = step * (earliest / step);
    if (start < earliest || (start == earliest && context.dialect().leftOpen())) {
      start += step;
    }
    if (ends.end() < start) {
      return null;
    }
    long count = (ends.end() - start) / step + 1;
    if (count > context.settings().limits().maxSamples()) {
      throw QueryError.execution(
          "a subquery has " + count + " steps, more than samples may be held");
    }
    return new Steps(start, step, (int) count);
  }

  /** Whether the result of an operator is no longer what the metric's name says. */
  boolean dropsName(Binary b) {
    boolean forgotten = b.op() == BinaryOp.ATAN2 && context.dialect() == Dialect.PROMETHEUS_2;
    return b.bool() || (!b.op().isComparison() && !forgotten);
  }

  Labels withoutName(Labels labels) {
    Dialect dialect = context.dialect();
    return labels.keep(name -> !dialect.isMetadata(name));
  }

  /** Warns of quantiles that are none; of many only the least and the greatest are named. */
  void checkQuantiles(double[] q, Expr argument) {
    double least = 0;
    double greatest = 1;
    boolean nan = false;
    for (double each : q) {
      nan |= Double.isNaN(each);
      least = each < least ? each : least;
      greatest = each > greatest ? each : greatest;
    }
    if (nan) {
      warnOfQuantile(Double.NaN, argument);
    }
    if (greatest > 1) {
      warnOfQuantile(greatest, argument);
    }
    if (least < 0) {
      warnOfQuantile(least, argument);
    }
  }

  private void warnOfQuantile(double q, Expr argument) {
    context.warn(
        argument.span(),
        "quantile value should be between 0 and 1, got " + Numbers.printGeneral(q));
  }
}
