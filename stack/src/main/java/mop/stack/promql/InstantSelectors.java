package mop.stack.promql;

import java.io.IOException;
import java.util.List;
import mop.stack.metrics.SeriesSource;
import mop.stack.promql.syntax.Expr.VectorSelector;

/** The last sample of each series at each step, unless it is too old or the series has ended. */
final class InstantSelectors {
  private static final double[] NOTHING = {};

  private final Evaluator evaluator;
  private final QueryContext context;
  private final SampleBuffer samples;

  InstantSelectors(Evaluator evaluator) {
    this.evaluator = evaluator;
    this.context = evaluator.context();
    this.samples = new SampleBuffer(context.settings().limits());
  }

  /**
   * @param timestamps whether the time of the sample, in seconds, is wanted instead of its value
   */
  void stream(VectorSelector selector, Steps steps, boolean timestamps, Sink sink)
      throws IOException {
    Steps at = evaluator.shifted(steps, selector.shift());
    long lookback = context.settings().lookbackMillis();
    long oldest = lookback - (context.dialect().leftOpen() ? 1 : 0);
    long from = at.start() - oldest;
    List<SeriesSource.Series> series = context.select(from, at.end(), selector.matchers());
    for (SeriesSource.Series each : series) {
      context.checkInterrupt();
      samples.loadInstants(each.samples(), at, oldest);
      context.countRead(samples.size());
      if (samples.histograms() > 0) {
        context.warnOfHistograms(each.labels(), selector.span());
      }
      double[] column = samples.size() == 0 ? NOTHING : column(at, oldest, timestamps);
      if (column.length > 0) {
        sink.add(each.labels(), column);
      }
    }
  }

  /**
   * @return an empty array when there is no value at any step
   */
  private double[] column(Steps at, long oldest, boolean timestamps) {
    double[] column = Column.none(at.count());
    int next = 0;
    int found = 0;
    int size = samples.size();
    long[] times = samples.times();
    for (int i = 0; i < column.length; i++) {
      long time = at.time(i);
      while (next < size && times[next] <= time) {
        next++;
      }
      if (next > 0 && times[next - 1] >= time - oldest) {
        double value = samples.value(next - 1);
        if (!Column.isNone(value)) {
          column[i] = timestamps ? times[next - 1] / 1000.0 : value;
          found++;
        }
      }
    }
    context.countQueried(found);
    return found == 0 ? NOTHING : column;
  }
}
