package mop.stack.promql;

import mop.stack.promql.syntax.Function;

/** Sum, mean and variance of the samples in a window. */
final class Moments {
  private Moments() {}

  static WindowFunction of(Function function, Dialect dialect) {
    return switch (function) {
      case SUM_OVER_TIME -> Moments::sum;
      case AVG_OVER_TIME ->
          dialect == Dialect.PROMETHEUS_2 ? Moments::incrementalMean : Moments::mean;
      case STDVAR_OVER_TIME -> Moments::variance;
      case STDDEV_OVER_TIME ->
          (s, from, to, step, end) -> Math.sqrt(variance(s, from, to, step, end));
      default -> throw new IllegalStateException("no function of a range: " + function.text());
    };
  }

  private static double sum(SampleBuffer s, int from, int to, int step, long end) {
    double sum = 0;
    double error = 0;
    for (int i = from; i < to; i++) {
      double v = s.value(i);
      double t = sum + v;
      error = Compensated.error(error, sum, v, t);
      sum = t;
    }
    return Double.isInfinite(sum) ? sum : sum + error;
  }

  /** The sum by the count; from where the sum would overflow on, the mean is carried along. */
  private static double mean(SampleBuffer s, int from, int to, int step, long end) {
    double sum = s.value(from);
    double error = 0;
    for (int i = from + 1; i < to; i++) {
      double v = s.value(i);
      double t = sum + v;
      if (Double.isInfinite(t)) {
        double count = i - from;
        return meanFrom(s, from, i, to, sum / count, error / count);
      }
      error = Compensated.error(error, sum, v, t);
      sum = t;
    }
    double count = to - from;
    return sum / count + error / count;
  }

  private static double meanFrom(
      SampleBuffer s, int from, int next, int to, double soFar, double errorSoFar) {
    double mean = soFar;
    double error = errorSoFar;
    for (int i = next; i < to; i++) {
      double count = i - from + 1;
      double q = (count - 1) / count;
      double part = s.value(i) / count;
      double t = q * mean + part;
      error = Compensated.error(q * error, q * mean, part, t);
      mean = t;
    }
    return mean + error;
  }

  /** As in 2.x. */
  private static double incrementalMean(SampleBuffer s, int from, int to, int step, long end) {
    double mean = 0;
    double error = 0;
    for (int i = from; i < to; i++) {
      double v = s.value(i);
      if (Double.isInfinite(mean) && staysInfinite(mean, v)) {
        continue;
      }
      double count = i - from + 1;
      double part = v / count - mean / count;
      double t = mean + part;
      error = Compensated.error(error, mean, part, t);
      mean = t;
    }
    return Double.isInfinite(mean) ? mean : mean + error;
  }

  /** Whether an infinite mean stays what it is: against all but NaN and the other infinity. */
  static boolean staysInfinite(double mean, double value) {
    return !Double.isNaN(value) && (!Double.isInfinite(value) || (mean > 0) == (value > 0));
  }

  /** By B. P. Welford's recurrence (Technometrics 4, 1962), both sums compensated. */
  private static double variance(SampleBuffer s, int from, int to, int step, long end) {
    Compensated mean = new Compensated();
    Compensated squares = new Compensated();
    for (int i = from; i < to; i++) {
      double v = s.value(i);
      double delta = v - mean.total();
      mean.add(delta / (i - from + 1));
      squares.add(delta * (v - mean.total()));
    }
    return squares.total() / (to - from);
  }
}
