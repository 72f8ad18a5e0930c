package mop.stack.logql;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import mop.stack.labels.Matcher;

/** A query, as it was read by {@link LogQl#parse}. */
public sealed interface LogQlExpr {
  /** A query that gives log lines. */
  record Logs(List<Matcher> matchers, Pipeline pipeline) implements LogQlExpr {}

  /** A query that gives numbers. */
  sealed interface Metric extends LogQlExpr {}

  /** The stages of a log query. */
  final class Pipeline {
    static final Pipeline NONE = new Pipeline(List.of());

    private final List<Stage> stages;

    Pipeline(List<Stage> stages) {
      this.stages = List.copyOf(stages);
    }

    /** Works on a row; false drops it. */
    boolean process(Row row) {
      for (Stage s : stages) {
        if (!s.process(row)) {
          return false;
        }
      }
      return true;
    }
  }

  /** How the value of a label becomes a number. */
  enum Conversion {
    NONE,
    DURATION,
    BYTES
  }

  /**
   * The label whose value counts.
   *
   * @param filters on rows whose value was read
   */
  record Unwrap(String label, Conversion conversion, Pipeline filters) {}

  /** Which labels a result keeps, or which it loses. */
  record Grouping(Set<String> labels, boolean without) {}

  /** A function over the entries of a range of time. */
  record RangeAggregation(
      String function,
      OptionalDouble parameter,
      Logs logs,
      Optional<Unwrap> unwrap,
      long rangeNanos,
      long offsetNanos,
      Optional<Grouping> grouping)
      implements Metric {}

  /** A function over the series of a moment. */
  record VectorAggregation(String function, OptionalDouble parameter, Metric of, Grouping grouping)
      implements Metric {}

  record Literal(double value) implements Metric {}

  /** The number as a series without labels. */
  record VectorOf(double value) implements Metric {}

  record LabelReplace(
      Metric of, String to, String replacement, String from, com.google.re2j.Pattern pattern)
      implements Metric {}

  /**
   * An operation on two queries.
   *
   * @param bool whether a comparison gives 0 or 1 and drops nothing
   */
  record Binary(String operator, Metric left, Metric right, boolean bool, Matching matching)
      implements Metric {}

  /** Which side of an operation may have many series for one of the other. */
  enum Many {
    NONE,
    LEFT,
    RIGHT
  }

  /**
   * How series of two sides find each other.
   *
   * @param on whether only these labels count, else all but these
   * @param include labels that the many take from the one
   */
  record Matching(boolean on, Set<String> labels, Many many, Set<String> include) {
    static final Matching ALL = new Matching(false, Set.of(), Many.NONE, Set.of());
  }
}
