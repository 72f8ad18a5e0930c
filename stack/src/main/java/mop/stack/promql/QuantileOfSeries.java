package mop.stack.promql;

import java.util.ArrayList;
import java.util.List;

/** A quantile of the values of the series, which are all held until the last has come. */
final class QuantileOfSeries implements Accumulator {
  private final double[] q;
  private final QueryContext context;
  private final List<double[]> columns = new ArrayList<>();

  QuantileOfSeries(double[] q, QueryContext context) {
    this.q = q;
    this.context = context;
  }

  @Override
  public void add(double[] values) {
    context.hold(values.length);
    columns.add(values);
  }

  @Override
  public double[] result() {
    Quantiles quantiles = new Quantiles();
    double[] present = new double[columns.size()];
    double[] result = new double[q.length];
    for (int i = 0; i < result.length; i++) {
      int count = 0;
      for (double[] column : columns) {
        if (!Column.isNone(column[i])) {
          present[count++] = column[i];
        }
      }
      result[i] = count == 0 ? Column.NONE : quantiles.of(q[i], present, 0, count);
    }
    context.release((long) columns.size() * q.length);
    return result;
  }
}
