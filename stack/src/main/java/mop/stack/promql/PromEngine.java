package mop.stack.promql;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import mop.stack.labels.Labels;
import mop.stack.metrics.SeriesSource;
import mop.stack.promql.QueryResult.Matrix;
import mop.stack.promql.QueryResult.Sample;
import mop.stack.promql.QueryResult.Scalar;
import mop.stack.promql.QueryResult.Series;
import mop.stack.promql.QueryResult.Text;
import mop.stack.promql.QueryResult.Vector;
import mop.stack.promql.syntax.Expr;
import mop.stack.promql.syntax.Expr.StringLiteral;
import mop.stack.promql.syntax.QueryError;
import mop.stack.promql.syntax.ValueType;

/** Answers queries from a source of series. Holds no state of a query; threads may share it. */
public final class PromEngine {
  private final SeriesSource source;
  private final EngineSettings settings;

  public PromEngine(SeriesSource source, EngineSettings settings) {
    this.source = source;
    this.settings = settings;
  }

  /**
   * The value of a query at one time.
   *
   * @param time milliseconds since 1970
   * @throws QueryError when the data does not allow the query, a limit was reached, or the
   *     interrupt says to stop
   */
  public QueryAnswer instant(Query query, long time, Interrupt interrupt) throws IOException {
    QueryContext context = new QueryContext(query, source, settings, interrupt, time, time);
    Evaluator evaluator = new Evaluator(context);
    Steps now = new Steps(time, 1, 1);
    QueryResult result =
        switch (query.type()) {
          case SCALAR -> new Scalar(time, evaluator.scalar(query.expr(), now)[0]);
          case STRING -> new Text(time, ((StringLiteral) query.expr().bare()).value());
          case VECTOR -> vector(evaluator.vector(query.expr(), now), time);
          case MATRIX -> new RangeVectors(evaluator).evaluate(query.expr().bare(), now);
        };
    return new QueryAnswer(result, context.notes(), context.stats());
  }

  /**
   * The values of a scalar or instant vector at times from start to end.
   *
   * @param start milliseconds since 1970
   * @param end not before start
   * @param step milliseconds, at least 1
   * @throws QueryError as for {@link #instant}, or when the times or the query's type do not suit
   */
  public QueryAnswer range(Query query, long start, long end, long step, Interrupt interrupt)
      throws IOException {
    checkRange(query, start, end, step);
    QueryContext context = new QueryContext(query, source, settings, interrupt, start, end);
    Evaluator evaluator = new Evaluator(context);
    Steps steps = new Steps(start, step, (int) ((end - start) / step + 1));
    Expr expr = query.expr();
    List<Column> columns =
        query.type() == ValueType.SCALAR
            ? List.of(new Column(Labels.EMPTY, evaluator.scalar(expr, steps)))
            : evaluator.vector(expr, steps);
    return new QueryAnswer(matrix(columns, steps), context.notes(), context.stats());
  }

  private void checkRange(Query query, long start, long end, long step) {
    if (query.type() != ValueType.SCALAR && query.type() != ValueType.VECTOR) {
      throw badData(
          "invalid expression type \""
              + query.type().text()
              + "\" for range query, must be Scalar or instant Vector");
    }
    if (step < 1) {
      throw badData("zero or negative query resolution step widths are not accepted");
    }
    if (end < start) {
      throw badData("end timestamp must not be before start time");
    }
    int most = settings.limits().maxSteps();
    if (Math.subtractExact(end, start) / step > most) {
      throw badData(
          "exceeded maximum resolution of "
              + most
              + " points per timeseries. Try decreasing the query resolution (?step=XX)");
    }
  }

  private static QueryError badData(String message) {
    return new QueryError(QueryError.Kind.BAD_DATA, message);
  }

  private static Vector vector(List<Column> columns, long time) {
    List<Sample> samples = new ArrayList<>(columns.size());
    for (Column c : columns) {
      if (!Column.isNone(c.values()[0])) {
        samples.add(new Sample(c.labels(), c.values()[0]));
      }
    }
    return new Vector(time, List.copyOf(samples));
  }

  private static Matrix matrix(List<Column> columns, Steps steps) {
    List<Series> series = new ArrayList<>(columns.size());
    for (Column c : columns) {
      Series s = series(c, steps);
      if (s.times().length > 0) {
        series.add(s);
      }
    }
    series.sort(Comparator.comparing(Series::labels));
    return new Matrix(List.copyOf(series));
  }

  /** The steps at which there is a value. */
  static Series series(Column c, Steps steps) {
    long[] times = new long[steps.count()];
    double[] values = new double[steps.count()];
    int size = 0;
    for (int i = 0; i < values.length; i++) {
      if (!Column.isNone(c.values()[i])) {
        times[size] = steps.time(i);
        values[size++] = c.values()[i];
      }
    }
    return new Series(c.labels(), Arrays.copyOf(times, size), Arrays.copyOf(values, size));
  }
}
