package mop.stack.promql;

/** The compensated sum, see {@link Compensated}. */
final class Sum implements Accumulator {
  private final double[] sums;
  private final double[] errors;

  Sum(int steps) {
    this.sums = Column.none(steps);
    this.errors = new double[steps];
  }

  @Override
  public void add(double[] values) {
    for (int i = 0; i < sums.length; i++) {
      double v = values[i];
      if (Column.isNone(v)) {
        continue;
      }
      double sum = sums[i];
      if (Column.isNone(sum)) {
        sums[i] = v;
        continue;
      }
      double t = sum + v;
      errors[i] = Compensated.error(errors[i], sum, v, t);
      sums[i] = t;
    }
  }

  @Override
  public double[] result() {
    for (int i = 0; i < sums.length; i++) {
      if (!Column.isNone(sums[i])) {
        sums[i] += errors[i];
      }
    }
    return sums;
  }
}
