package mop.stack.promql;

import java.util.List;
import mop.stack.labels.Labels;

/** The value of a query. Times are milliseconds since 1970. */
public sealed interface QueryResult {
  record Scalar(long time, double value) implements QueryResult {}

  record Text(long time, String value) implements QueryResult {}

  /**
   * @param samples in the order of the query's function where it sorts, else in the order of
   *     evaluation
   */
  record Vector(long time, List<Sample> samples) implements QueryResult {}

  /**
   * @param series sorted by labels
   */
  record Matrix(List<Series> series) implements QueryResult {}

  /** The value of one series at the time of the query. */
  record Sample(Labels labels, double value) {}

  /**
   * One series over time; the arrays are the result's own and of the same length.
   *
   * @param times rising
   */
  @SuppressWarnings("ArrayRecordComponent") // columns of primitives are what is asked for
  record Series(Labels labels, long[] times, double[] values) {}
}
