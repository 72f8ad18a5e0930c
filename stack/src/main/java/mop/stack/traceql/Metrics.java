package mop.stack.traceql;

import java.util.List;

/** A query that makes series over time of the spans found. */
public sealed interface Metrics extends QueryBody {
  /** Steps on the resulting series, in order. */
  List<SecondStage> then();

  /** The same with one more step. */
  Metrics with(SecondStage stage);

  /** A pipeline whose spans a function turns into series. */
  record OfSpans(Stage.Pipeline pipeline, MetricsFunction function, List<SecondStage> then)
      implements Metrics {
    public OfSpans {
      then = List.copyOf(then);
    }

    @Override
    public Metrics with(SecondStage stage) {
      return new OfSpans(pipeline, function, SecondStage.append(then, stage));
    }
  }

  /** Series of both sides with the same labels put together by {@code + - * /}. */
  record Computed(Position at, Operator op, Metrics left, Metrics right, List<SecondStage> then)
      implements Metrics {
    public Computed {
      then = List.copyOf(then);
    }

    @Override
    public Metrics with(SecondStage stage) {
      return new Computed(at, op, left, right, SecondStage.append(then, stage));
    }
  }
}
