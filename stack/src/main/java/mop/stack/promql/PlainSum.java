package mop.stack.promql;

/** The sum in the order of the series. */
final class PlainSum implements Accumulator {
  private final double[] sums;

  PlainSum(int steps) {
    this.sums = Column.none(steps);
  }

  @Override
  public void add(double[] values) {
    for (int i = 0; i < sums.length; i++) {
      double v = values[i];
      if (!Column.isNone(v)) {
        sums[i] = Column.isNone(sums[i]) ? v : sums[i] + v;
      }
    }
  }

  @Override
  public double[] result() {
    return sums;
  }
}
