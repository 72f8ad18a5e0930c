package mop.stack.traceql.engine;

import java.util.Arrays;
import mop.stack.traceql.Scalar;

/** The values of one series while spans are added. */
interface Accumulator {
  void add(int interval, double value);

  double[] values();

  /** Counts; each span adds {@code each}. */
  static Accumulator counting(int intervals, double each) {
    double[] counts = new double[intervals];
    return new Accumulator() {
      @Override
      public void add(int interval, double value) {
        counts[interval]++;
      }

      @Override
      public double[] values() {
        return Arrays.stream(counts).map(c -> c * each).toArray();
      }
    };
  }

  /** Of values; NaN where there is none. */
  static Accumulator of(Scalar.Function function, int intervals) {
    return switch (function) {
      case MIN, MAX -> new Extreme(intervals, function == Scalar.Function.MIN);
      case SUM, AVG -> new Sum(intervals, function == Scalar.Function.AVG);
    };
  }

  /** The least or greatest value. */
  final class Extreme implements Accumulator {
    private final double[] values;
    private final boolean least;

    Extreme(int intervals, boolean least) {
      this.values = new double[intervals];
      this.least = least;
      Arrays.fill(values, Double.NaN);
    }

    @Override
    public void add(int interval, double v) {
      double now = values[interval];
      boolean better = least ? v < now : v > now;
      values[interval] = Double.isNaN(now) || better ? v : now;
    }

    @Override
    public double[] values() {
      return values;
    }
  }

  /** Sum or mean, by Neumaier's summation, so that small values do not get lost in large sums. */
  final class Sum implements Accumulator {
    private final double[] sums;
    private final double[] lost;
    private final double[] counts;
    private final boolean mean;

    Sum(int intervals, boolean mean) {
      this.sums = new double[intervals];
      this.lost = new double[intervals];
      this.counts = new double[intervals];
      this.mean = mean;
    }

    @Override
    public void add(int interval, double v) {
      if (Double.isNaN(v)) {
        return;
      }
      double before = sums[interval];
      double after = before + v;
      if (!Double.isInfinite(after)) {
        lost[interval] += Math.abs(before) >= Math.abs(v) ? before - after + v : v - after + before;
      }
      sums[interval] = after;
      counts[interval]++;
    }

    @Override
    public double[] values() {
      double[] values = new double[sums.length];
      for (int i = 0; i < values.length; i++) {
        double sum = sums[i] + lost[i];
        values[i] = counts[i] == 0 ? Double.NaN : mean ? sum / counts[i] : sum;
      }
      return values;
    }
  }
}
