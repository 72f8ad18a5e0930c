package mop.stack.promql;

import mop.stack.promql.syntax.Durations;

/**
 * {@code rate}, {@code increase} and {@code delta}: the change between the first and the last
 * sample of a window, extrapolated to its ends as far as samples can be presumed there: to the end
 * itself when the gap is less than 1.1 mean distances of samples, else half a distance; and for a
 * counter never past the time at which it would have been zero.
 */
final class ExtrapolatedRate implements WindowFunction {
  private final long rangeMillis;
  private final double rangeSeconds;
  private final boolean counter;
  private final boolean perSecond;
  private final Dialect dialect;

  ExtrapolatedRate(long rangeMillis, boolean counter, boolean perSecond, Dialect dialect) {
    this.rangeMillis = rangeMillis;
    this.rangeSeconds = Durations.seconds(rangeMillis);
    this.counter = counter;
    this.perSecond = perSecond;
    this.dialect = dialect;
  }

  @Override
  public double apply(SampleBuffer s, int from, int to, int step, long end) {
    if (to - from < 2) {
      return Column.NONE;
    }
    double first = s.value(from);
    double change = s.value(to - 1) - first;
    if (counter && s.resetCount() > 0) {
      change = withResets(s, from, to, change);
    }
    double sampled = (s.time(to - 1) - s.time(from)) / 1000.0;
    double distance = sampled / (to - from - 1);
    double threshold = distance * 1.1;
    double zero =
        counter && change > 0 && first >= 0 ? sampled * (first / change) : Double.POSITIVE_INFINITY;
    double toStart = (s.time(from) - (end - rangeMillis)) / 1000.0;
    double toEnd = (end - s.time(to - 1)) / 1000.0;
    double covered = sampled + toStart(toStart, zero, threshold, distance);
    covered += toEnd >= threshold ? distance / 2 : toEnd;
    double factor = covered / sampled;
    if (perSecond) {
      factor /= rangeSeconds;
    }
    return change * factor;
  }

  /** Where the counter's zero lies between the two candidates, 2.x takes it, 3.x the nearer. */
  private double toStart(double gap, double zero, double threshold, double distance) {
    if (dialect == Dialect.PROMETHEUS_2) {
      double start = Math.min(gap, zero);
      return start < threshold ? start : distance / 2;
    }
    double start = gap >= threshold ? distance / 2 : gap;
    return zero < start ? zero : start;
  }

  /** Adds what the counter had reached in front of each reset, in the order of time. */
  private static double withResets(SampleBuffer s, int from, int to, double change) {
    int i = firstResetAfter(s, from);
    double sum = change;
    while (i < s.resetCount() && s.reset(i) < to) {
      sum += s.value(s.reset(i++) - 1);
    }
    return sum;
  }

  private static int firstResetAfter(SampleBuffer s, int from) {
    int low = 0;
    int high = s.resetCount();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (s.reset(middle) > from) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
