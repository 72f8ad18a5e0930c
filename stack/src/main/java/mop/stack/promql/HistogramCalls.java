package mop.stack.promql;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mop.stack.labels.Labels;
import mop.stack.promql.syntax.Expr;
import mop.stack.promql.syntax.Expr.Call;
import mop.stack.promql.syntax.Function;
import mop.stack.promql.syntax.Numbers;

/**
 * {@code histogram_quantile} and {@code histogram_fraction} of classic histograms, whose buckets
 * are series that differ in the label {@code le}.
 */
final class HistogramCalls {
  private static final String BOUND = "le";

  private final Evaluator evaluator;
  private final QueryContext context;

  HistogramCalls(Evaluator evaluator) {
    this.evaluator = evaluator;
    this.context = evaluator.context();
  }

  @SuppressWarnings("ArrayRecordComponent") // a column, never compared
  private record Bucket(double bound, double[] counts) {}

  List<Column> evaluate(Call c, Steps steps) throws IOException {
    List<Expr> arguments = c.arguments();
    boolean quantile = c.function() == Function.HISTOGRAM_QUANTILE;
    double[] first = evaluator.scalar(arguments.get(0), steps);
    double[] second = quantile ? first : evaluator.scalar(arguments.get(1), steps);
    if (quantile) {
      evaluator.checkQuantiles(first, arguments.getFirst());
    }
    List<Column> columns = evaluator.vector(arguments.getLast(), steps);
    Assembler result = new Assembler(context);
    for (Map.Entry<Labels, List<Bucket>> e : histograms(columns, c).entrySet()) {
      List<Bucket> buckets = e.getValue();
      buckets.sort(Comparator.comparingDouble(Bucket::bound));
      double[] values = new double[steps.count()];
      ClassicHistogram histogram = new ClassicHistogram(buckets.size());
      boolean forced = false;
      for (int i = 0; i < values.length; i++) {
        fill(histogram, buckets, i);
        values[i] = value(histogram, quantile, first[i], second[i]);
        forced |= histogram.wasForced();
      }
      if (forced) {
        informOfForce(e.getKey(), arguments.getLast());
      }
      result.add(evaluator.withoutName(e.getKey()), values);
    }
    context.release(columns);
    return result.columns();
  }

  private double value(ClassicHistogram h, boolean quantile, double a, double b) {
    if (h.isEmpty()) {
      return Column.NONE;
    }
    return quantile ? h.quantile(a, context.dialect() == Dialect.PROMETHEUS_3) : h.fraction(a, b);
  }

  private static void fill(ClassicHistogram histogram, List<Bucket> buckets, int step) {
    histogram.clear();
    for (Bucket b : buckets) {
      if (!Column.isNone(b.counts[step])) {
        histogram.add(b.bound, b.counts[step]);
      }
    }
  }

  private Map<Labels, List<Bucket>> histograms(List<Column> columns, Call c) {
    Map<Labels, List<Bucket>> histograms = new LinkedHashMap<>();
    for (Column column : columns) {
      Labels labels = column.labels();
      Double bound = Numbers.bound(labels.get(BOUND));
      if (bound == null) {
        context.warn(
            c.arguments().getLast().span(),
            "bucket label \"le\" is missing or has a malformed value of \""
                + labels.get(BOUND)
                + "\" for metric name \""
                + labels.get(Labels.METRIC_NAME)
                + "\"");
        continue;
      }
      histograms
          .computeIfAbsent(labels.keep(name -> !name.equals(BOUND)), key -> new ArrayList<>())
          .add(new Bucket(bound, column.values()));
    }
    return histograms;
  }

  private void informOfForce(Labels labels, Expr argument) {
    context.inform(
        argument.span(),
        "input to histogram_quantile needed to be fixed for monotonicity (see"
            + " https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile)"
            + " for metric name \""
            + labels.get(Labels.METRIC_NAME)
            + "\"");
  }
}
