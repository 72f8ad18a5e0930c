package mop.stack.promql;

/** A straight line through samples by least squares. */
final class Regression {
  private Regression() {}

  static double slope(SampleBuffer s, int from, int to) {
    if (to - from < 2) {
      return Column.NONE;
    }
    // Times near zero keep their digits.
    return line(s, from, to, s.time(from)).slope;
  }

  /**
   * @param ahead seconds from {@code now}
   */
  static double predict(SampleBuffer s, int from, int to, long now, double ahead) {
    if (to - from < 2) {
      return Column.NONE;
    }
    Line line = line(s, from, to, now);
    return line.slope * ahead + line.intercept;
  }

  private record Line(double slope, double intercept) {}

  private static Line line(SampleBuffer s, int from, int to, long interceptTime) {
    double first = s.value(from);
    boolean constant = true;
    Compensated x = new Compensated();
    Compensated y = new Compensated();
    Compensated xy = new Compensated();
    Compensated xx = new Compensated();
    for (int i = from; i < to; i++) {
      double v = s.value(i);
      constant &= i == from || v == first;
      double t = (s.time(i) - interceptTime) / 1e3;
      x.add(t);
      y.add(v);
      xy.add(t * v);
      xx.add(t * t);
    }
    if (constant) {
      boolean infinite = Double.isInfinite(first);
      return new Line(infinite ? Double.NaN : 0, infinite ? Double.NaN : first);
    }
    double n = to - from;
    double sumX = x.total();
    double sumY = y.total();
    double covariance = xy.total() - sumX * sumY / n;
    double variance = xx.total() - sumX * sumX / n;
    double slope = covariance / variance;
    return new Line(slope, sumY / n - slope * sumX / n);
  }
}
