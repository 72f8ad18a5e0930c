package mop.stack.traceql;

import java.util.List;

/** A step of a pipeline: takes the spansets of a trace and gives others. */
public sealed interface Stage {
  /** {@code { … }}: keeps the spans for which the expression is true. */
  record Filter(Position at, Expression condition) implements Stage {}

  /** Two spansets put together, or those of one that stand in a relation to the other's. */
  record Relation(Position at, SpansetOperator op, Stage left, Stage right) implements Stage {}

  /** Steps one after the other, the first of them on all spans of a trace. */
  record Pipeline(List<Stage> stages) implements Stage, QueryBody {
    public Pipeline {
      stages = List.copyOf(stages);
    }
  }

  /** Keeps the spansets for which the comparison of aggregates holds. */
  record ScalarFilter(Position at, Operator op, Scalar left, Scalar right) implements Stage {}

  /** {@code by(…)}: takes spansets apart by a value of their spans. */
  record GroupBy(Position at, Expression by) implements Stage {}

  /** {@code coalesce()}: puts all spansets of a trace together. */
  record Coalesce(Position at) implements Stage {}

  /** {@code select(…)}: fields to show of the spans found. */
  record Select(Position at, List<Expression.Field> fields) implements Stage {
    public Select {
      fields = List.copyOf(fields);
    }
  }
}
