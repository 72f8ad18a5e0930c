package mop.stack.promql;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import mop.stack.metrics.SeriesSource;
import mop.stack.promql.QueryResult.Matrix;
import mop.stack.promql.QueryResult.Series;
import mop.stack.promql.syntax.Expr;
import mop.stack.promql.syntax.Expr.MatrixSelector;
import mop.stack.promql.syntax.Expr.Subquery;

/** A range vector as the result of a whole query: the samples themselves. */
final class RangeVectors {
  private final Evaluator evaluator;
  private final QueryContext context;

  RangeVectors(Evaluator evaluator) {
    this.evaluator = evaluator;
    this.context = evaluator.context();
  }

  Matrix evaluate(Expr expr, Steps now) throws IOException {
    List<Series> series =
        expr instanceof Subquery s ? values(s, now) : samples((MatrixSelector) expr, now);
    series.sort(Comparator.comparing(Series::labels));
    return new Matrix(List.copyOf(series));
  }

  private List<Series> samples(MatrixSelector m, Steps now) throws IOException {
    long to = evaluator.shifted(now, m.selector().shift()).start();
    long length = m.rangeMillis() - (context.dialect().leftOpen() ? 1 : 0);
    long from = to - length;
    List<Series> found = new ArrayList<>();
    SampleBuffer buffer = new SampleBuffer(context.settings().limits());
    for (SeriesSource.Series each : context.select(from, to, m.selector().matchers())) {
      context.checkInterrupt();
      buffer.loadWindows(each.samples(), new Steps(to, 1, 1), length);
      context.countRead(buffer.size());
      context.countQueried(buffer.size());
      context.hold(buffer.size());
      if (buffer.histograms() > 0) {
        context.warnOfHistograms(each.labels(), m.span());
      }
      if (buffer.size() > 0) {
        found.add(
            new Series(
                each.labels(),
                Arrays.copyOf(buffer.times(), buffer.size()),
                Arrays.copyOf(buffer.values(), buffer.size())));
      }
    }
    return found;
  }

  private List<Series> values(Subquery s, Steps now) throws IOException {
    List<Series> found = new ArrayList<>();
    Steps inner = evaluator.subquerySteps(s, now);
    if (inner != null) {
      evaluator.stream(
          s.expr(),
          inner,
          (labels, values) -> {
            context.hold(values.length);
            found.add(PromEngine.series(new Column(labels, values), inner));
          });
    }
    return found;
  }
}
