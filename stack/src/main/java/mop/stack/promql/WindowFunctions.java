package mop.stack.promql;

import java.io.IOException;
import mop.stack.promql.syntax.Expr;
import mop.stack.promql.syntax.Expr.Call;
import mop.stack.promql.syntax.Function;
import mop.stack.promql.syntax.QueryError;

/** The functions of range vectors. */
final class WindowFunctions {
  private final Evaluator evaluator;

  WindowFunctions(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  /**
   * The function of a call, with its other arguments evaluated.
   *
   * @param rangeMillis length of the window
   */
  WindowFunction of(Call call, long rangeMillis, Steps steps) throws IOException {
    Dialect dialect = evaluator.context().dialect();
    return switch (call.function()) {
      case RATE -> new ExtrapolatedRate(rangeMillis, true, true, dialect);
      case INCREASE -> new ExtrapolatedRate(rangeMillis, true, false, dialect);
      case DELTA -> new ExtrapolatedRate(rangeMillis, false, false, dialect);
      case IRATE -> WindowFunctions::irate;
      case IDELTA -> WindowFunctions::idelta;
      case DERIV -> (s, from, to, step, end) -> Regression.slope(s, from, to);
      case PREDICT_LINEAR -> {
        double[] ahead = argument(call, 1, steps);
        yield (s, from, to, step, end) ->
            Regression.predict(s, from, to, steps.time(step), ahead[step]);
      }
      case QUANTILE_OVER_TIME -> quantile(call, argument(call, 0, steps));
      case DOUBLE_EXPONENTIAL_SMOOTHING, HOLT_WINTERS ->
          smoothing(argument(call, 1, steps), argument(call, 2, steps));
      default -> plain(call.function(), dialect);
    };
  }

  private double[] argument(Call call, int i, Steps steps) throws IOException {
    Expr argument = call.arguments().get(i);
    return evaluator.scalar(argument, steps);
  }

  private static WindowFunction plain(Function function, Dialect dialect) {
    return switch (function) {
      case RESETS -> WindowFunctions::resets;
      case CHANGES -> WindowFunctions::changes;
      case ABSENT_OVER_TIME, PRESENT_OVER_TIME -> (s, from, to, step, end) -> 1;
      case COUNT_OVER_TIME -> (s, from, to, step, end) -> to - from;
      case FIRST_OVER_TIME -> (s, from, to, step, end) -> s.value(from);
      case LAST_OVER_TIME -> (s, from, to, step, end) -> s.value(to - 1);
      case TS_OF_FIRST_OVER_TIME -> (s, from, to, step, end) -> s.time(from) / 1000.0;
      case TS_OF_LAST_OVER_TIME -> (s, from, to, step, end) -> s.time(to - 1) / 1000.0;
      case TS_OF_MAX_OVER_TIME -> (s, from, to, step, end) -> timeOfExtreme(s, from, to, 1);
      case TS_OF_MIN_OVER_TIME -> (s, from, to, step, end) -> timeOfExtreme(s, from, to, -1);
      case MAX_OVER_TIME -> WindowFunctions::max;
      case MIN_OVER_TIME -> WindowFunctions::min;
      case MAD_OVER_TIME -> new MedianDeviation();
      default -> Moments.of(function, dialect);
    };
  }

  private static double irate(SampleBuffer s, int from, int to, int step, long end) {
    if (to - from < 2) {
      return Column.NONE;
    }
    double last = s.value(to - 1);
    double before = s.value(to - 2);
    double change = last < before ? last : last - before;
    return change / ((s.time(to - 1) - s.time(to - 2)) / 1000.0);
  }

  private static double idelta(SampleBuffer s, int from, int to, int step, long end) {
    return to - from < 2 ? Column.NONE : s.value(to - 1) - s.value(to - 2);
  }

  private static double resets(SampleBuffer s, int from, int to, int step, long end) {
    int count = 0;
    for (int i = from + 1; i < to; i++) {
      count += s.value(i) < s.value(i - 1) ? 1 : 0;
    }
    return count;
  }

  private static double changes(SampleBuffer s, int from, int to, int step, long end) {
    int count = 0;
    for (int i = from + 1; i < to; i++) {
      double a = s.value(i - 1);
      double b = s.value(i);
      boolean bothNan = Double.isNaN(a) && Double.isNaN(b);
      count += a != b && !bothNan ? 1 : 0;
    }
    return count;
  }

  private static double max(SampleBuffer s, int from, int to, int step, long end) {
    double max = s.value(from);
    for (int i = from + 1; i < to; i++) {
      double v = s.value(i);
      if (v > max || Double.isNaN(max)) {
        max = v;
      }
    }
    return max;
  }

  private static double min(SampleBuffer s, int from, int to, int step, long end) {
    double min = s.value(from);
    for (int i = from + 1; i < to; i++) {
      double v = s.value(i);
      if (v < min || Double.isNaN(min)) {
        min = v;
      }
    }
    return min;
  }

  /** Of several equal extremes the last counts. */
  private static double timeOfExtreme(SampleBuffer s, int from, int to, int sign) {
    double extreme = s.value(from);
    long time = s.time(from);
    for (int i = from; i < to; i++) {
      double v = s.value(i);
      boolean beyond = sign > 0 ? v >= extreme : v <= extreme;
      if (beyond || Double.isNaN(extreme)) {
        extreme = v;
        time = s.time(i);
      }
    }
    return time / 1000.0;
  }

  private WindowFunction quantile(Call call, double[] q) {
    evaluator.checkQuantiles(q, call.arguments().getFirst());
    Quantiles quantiles = new Quantiles();
    return (s, from, to, step, end) -> quantiles.of(q[step], s.values(), from, to);
  }

  /** Double exponential smoothing, in 2.x called Holt-Winters: a level and a trend, no season. */
  private static WindowFunction smoothing(double[] levelFactor, double[] trendFactor) {
    return (s, from, to, step, end) -> {
      double sf = factor("smoothing", levelFactor[step]);
      double tf = factor("trend", trendFactor[step]);
      if (to - from < 2) {
        return Column.NONE;
      }
      double before = 0;
      double level = s.value(from);
      double trend = s.value(from + 1) - s.value(from);
      for (int i = from + 1; i < to; i++) {
        if (i > from + 1) {
          trend = tf * (level - before) + (1 - tf) * trend;
        }
        double next = sf * s.value(i) + (1 - sf) * (level + trend);
        before = level;
        level = next;
      }
      return level;
    };
  }

  private static double factor(String name, double value) {
    if (value <= 0 || value >= 1) {
      throw QueryError.execution(
          "invalid " + name + " factor. Expected: 0 < factor < 1, got: " + value);
    }
    return value;
  }
}
