package mop.stack.promql;

/** The mean carried along from series to series, as 2.x does. */
final class IncrementalMean implements Accumulator {
  private final double[] means;
  private final double[] counts;

  IncrementalMean(int steps) {
    this.means = Column.none(steps);
    this.counts = new double[steps];
  }

  @Override
  public void add(double[] values) {
    for (int i = 0; i < means.length; i++) {
      double v = values[i];
      if (Column.isNone(v)) {
        continue;
      }
      counts[i]++;
      if (counts[i] == 1) {
        means[i] = v;
      } else if (!Double.isInfinite(means[i]) || !Moments.staysInfinite(means[i], v)) {
        means[i] += v / counts[i] - means[i] / counts[i];
      }
    }
  }

  @Override
  public double[] result() {
    return means;
  }
}
