package mop.stack.promql;

/**
 * The compensated sum by the count; from where a sum would overflow on, the mean itself is carried
 * along, for that step.
 */
final class Mean implements Accumulator {
  private final double[] sums;
  private final double[] errors;
  private final double[] counts;
  private final boolean[] overflowed;

  Mean(int steps) {
    this.sums = new double[steps];
    this.errors = new double[steps];
    this.counts = new double[steps];
    this.overflowed = new boolean[steps];
  }

  @Override
  public void add(double[] values) {
    for (int i = 0; i < sums.length; i++) {
      double v = values[i];
      if (Column.isNone(v)) {
        continue;
      }
      counts[i]++;
      if (counts[i] == 1) {
        sums[i] = v;
      } else {
        add(i, v);
      }
    }
  }

  private void add(int i, double v) {
    if (!overflowed[i]) {
      double t = sums[i] + v;
      if (!Double.isInfinite(t)) {
        errors[i] = Compensated.error(errors[i], sums[i], v, t);
        sums[i] = t;
        return;
      }
      overflowed[i] = true;
      sums[i] /= counts[i] - 1;
      errors[i] /= counts[i] - 1;
    }
    double q = (counts[i] - 1) / counts[i];
    double part = v / counts[i];
    double mean = q * sums[i];
    double t = mean + part;
    errors[i] = Compensated.error(q * errors[i], mean, part, t);
    sums[i] = t;
  }

  @Override
  public double[] result() {
    for (int i = 0; i < sums.length; i++) {
      if (counts[i] == 0) {
        sums[i] = Column.NONE;
      } else {
        double by = overflowed[i] ? 1 : counts[i];
        sums[i] = sums[i] / by + errors[i] / by;
      }
    }
    return sums;
  }
}
