package mop.stack.traceql;

import java.util.List;

/** How spans become series; one for each combination of the values of {@code by}. */
public sealed interface MetricsFunction {
  Position at();

  /** The word that begins it. */
  String word();

  /** Fields whose values label the series. */
  List<Expression.Field> by();

  /**
   * @param rate whether the count is divided by the step's seconds
   */
  record Counting(Position at, boolean rate, List<Expression.Field> by) implements MetricsFunction {
    public Counting {
      by = List.copyOf(by);
    }

    @Override
    public String word() {
      return rate ? "rate" : "count_over_time";
    }
  }

  record OverTime(
      Position at, Scalar.Function function, Expression.Field of, List<Expression.Field> by)
      implements MetricsFunction {
    public OverTime {
      by = List.copyOf(by);
    }

    @Override
    public String word() {
      return function.word() + "_over_time";
    }
  }

  /**
   * @param quantiles each of 0 to 1
   */
  record Quantiles(
      Position at, Expression.Field of, List<Double> quantiles, List<Expression.Field> by)
      implements MetricsFunction {
    public Quantiles {
      quantiles = List.copyOf(quantiles);
      by = List.copyOf(by);
    }

    @Override
    public String word() {
      return "quantile_over_time";
    }
  }

  record Histogram(Position at, Expression.Field of, List<Expression.Field> by)
      implements MetricsFunction {
    public Histogram {
      by = List.copyOf(by);
    }

    @Override
    public String word() {
      return "histogram_over_time";
    }
  }

  /**
   * The attributes of spans that match against those of the others.
   *
   * @param top values of an attribute at most
   * @param start Unix nanoseconds from which on spans count as matching, 0 for any
   * @param end Unix nanoseconds up to which they do, 0 for any
   */
  record Compare(Position at, Stage.Filter selection, long top, long start, long end)
      implements MetricsFunction {
    @Override
    public String word() {
      return "compare";
    }

    @Override
    public List<Expression.Field> by() {
      return List.of();
    }
  }
}
