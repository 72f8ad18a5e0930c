package mop.stack.promql;

import java.io.IOException;
import java.util.List;
import mop.stack.labels.Labels;
import mop.stack.metrics.SeriesSource;
import mop.stack.promql.syntax.Expr;
import mop.stack.promql.syntax.Expr.Call;
import mop.stack.promql.syntax.Expr.MatrixSelector;
import mop.stack.promql.syntax.Expr.Subquery;
import mop.stack.promql.syntax.Expr.VectorSelector;
import mop.stack.promql.syntax.Function;

/**
 * Calls of functions over range vectors. Each series' samples are decoded once, then the window
 * moves over them with the steps.
 */
final class RangeCalls {
  private final Evaluator evaluator;
  private final QueryContext context;
  private final SampleBuffer samples;

  RangeCalls(Evaluator evaluator) {
    this.evaluator = evaluator;
    this.context = evaluator.context();
    this.samples = new SampleBuffer(context.settings().limits());
  }

  void stream(Call call, Steps steps, Sink sink) throws IOException {
    Expr argument = range(call);
    long range = rangeMillis(argument);
    WindowFunction function = new WindowFunctions(evaluator).of(call, range, steps);
    Naming named = new Naming(call, sink);
    switch (argument) {
      case MatrixSelector m -> overSelector(m, steps, function, named);
      case Subquery s -> overSubquery(s, steps, function, named);
      default -> throw new IllegalStateException("no range vector: " + argument);
    }
  }

  /** The argument that is a range vector. */
  static Expr range(Call call) {
    for (Expr argument : call.arguments()) {
      Expr bare = argument.bare();
      if (bare instanceof MatrixSelector || bare instanceof Subquery) {
        return bare;
      }
    }
    throw new IllegalStateException("no range vector in " + call);
  }

  private static long rangeMillis(Expr argument) {
    return argument instanceof Subquery s
        ? s.rangeMillis()
        : ((MatrixSelector) argument).rangeMillis();
  }

  private void overSelector(MatrixSelector m, Steps steps, WindowFunction function, Sink sink)
      throws IOException {
    VectorSelector selector = m.selector();
    Steps ends = evaluator.shifted(steps, selector.shift());
    long from = windowStart(ends.start(), m.rangeMillis());
    long to = ends.end();
    List<SeriesSource.Series> series = context.select(from, to, selector.matchers());
    for (SeriesSource.Series each : series) {
      context.checkInterrupt();
      samples.loadWindows(each.samples(), ends, ends.start() - from);
      context.countRead(samples.size());
      if (samples.histograms() > 0) {
        context.warnOfHistograms(each.labels(), m.span());
      }
      context.countQueried(slide(samples, each.labels(), ends, m.rangeMillis(), function, sink));
    }
  }

  private void overSubquery(Subquery s, Steps steps, WindowFunction function, Sink sink)
      throws IOException {
    Steps inner = evaluator.subquerySteps(s, steps);
    if (inner == null) {
      return;
    }
    Steps ends = evaluator.shifted(steps, s.shift());
    SampleBuffer buffer = new SampleBuffer(context.settings().limits());
    long before = context.samplesQueried();
    long[] queried = {0};
    evaluator.stream(
        s.expr(),
        inner,
        (labels, values) -> {
          context.checkInterrupt();
          buffer.load(values, inner);
          queried[0] += slide(buffer, labels, ends, s.rangeMillis(), function, sink);
        });
    // What the inner expression looked at does not count again.
    context.setSamplesQueried(before + queried[0]);
  }

  /**
   * @return how many samples all windows together had
   */
  private long slide(
      SampleBuffer buffer,
      Labels labels,
      Steps ends,
      long range,
      WindowFunction function,
      Sink sink)
      throws IOException {
    if (buffer.size() == 0) {
      return 0;
    }
    context.hold(buffer.size());
    double[] column = Column.none(ends.count());
    long[] times = buffer.times();
    int size = buffer.size();
    int from = 0;
    int to = 0;
    long queried = 0;
    boolean any = false;
    for (int i = 0; i < column.length; i++) {
      long end = ends.time(i);
      long start = windowStart(end, range);
      while (to < size && times[to] <= end) {
        to++;
      }
      while (from < to && times[from] < start) {
        from++;
      }
      if (from < to) {
        queried += to - from;
        column[i] = function.apply(buffer, from, to, i, end);
        any |= !Column.isNone(column[i]);
      }
    }
    context.release(buffer.size());
    if (any) {
      sink.add(labels, column);
    }
    return queried;
  }

  /** The earliest time that is in the window. */
  private long windowStart(long end, long range) {
    return end - range + (context.dialect().leftOpen() ? 1 : 0);
  }

  /** Names the results and sees to it that no two are alike, even at different steps. */
  private final class Naming implements Sink {
    private final Call call;
    private final Sink next;
    private final boolean keepsName;
    private final UniqueLabels unique = new UniqueLabels();

    Naming(Call call, Sink next) {
      this.call = call;
      this.next = next;
      this.keepsName =
          call.function() == Function.LAST_OVER_TIME
              || call.function() == Function.FIRST_OVER_TIME
              || call.function() == Function.ABSENT_OVER_TIME;
    }

    @Override
    public void add(Labels labels, double[] values) throws IOException {
      warnOfGauges(labels);
      next.add(keepsName ? labels : unique.check(evaluator.withoutName(labels)), values);
    }

    private void warnOfGauges(Labels labels) {
      if (call.function() != Function.RATE && call.function() != Function.INCREASE) {
        return;
      }
      String name = labels.get(Labels.METRIC_NAME);
      boolean counter =
          name.isEmpty()
              || name.endsWith("_total")
              || name.endsWith("_sum")
              || name.endsWith("_count")
              || name.endsWith("_bucket");
      if (!counter) {
        context.inform(
            call.arguments().getFirst().span(),
            "metric might not be a counter, name does not end in _total/_sum/_count/_bucket: \""
                + name
                + "\"");
      }
    }
  }

  /** The value 1 at each step at which no series has a sample in its window. */
  List<Column> absentOverTime(Call call, Steps steps) throws IOException {
    double[] absent = Column.filled(steps.count(), 1);
    stream(
        call,
        steps,
        (labels, values) -> {
          for (int i = 0; i < values.length; i++) {
            if (!Column.isNone(values[i])) {
              absent[i] = Column.NONE;
            }
          }
        });
    Assembler result = new Assembler(context);
    result.add(AbsentLabels.of(range(call)), absent);
    return result.columns();
  }
}
