package mop.stack.traceql;

/**
 * What an operator of a pipeline can stand between; which ones fit together tells {@link Terms}.
 */
sealed interface Term {
  Position at();

  /** Gives spansets. */
  record Spans(Position at, Stage stage) implements Term {}

  /**
   * A number.
   *
   * @param plain whether it is written as it is, without an operator
   */
  record Constant(Position at, Value value, boolean plain) implements Term {}

  /** A number about a spanset. */
  record Aggregated(Position at, Scalar scalar) implements Term {}

  /** A number about the spansets of a pipeline in parentheses. */
  record OfPipeline(Position at, Scalar scalar) implements Term {}

  /** Series, in parentheses. */
  record Series(Position at, Metrics metrics) implements Term {}
}
