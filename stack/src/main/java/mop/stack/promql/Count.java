package mop.stack.promql;

/** How many series have a value, or 1 where any has one. */
final class Count implements Accumulator {
  private final double[] counts;
  private final boolean onlyOne;

  /**
   * @param onlyOne whether the count stops at 1
   */
  Count(int steps, boolean onlyOne) {
    this.counts = new double[steps];
    this.onlyOne = onlyOne;
  }

  @Override
  public void add(double[] values) {
    for (int i = 0; i < counts.length; i++) {
      if (!Column.isNone(values[i])) {
        counts[i]++;
      }
    }
  }

  @Override
  public double[] result() {
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] == 0) {
        counts[i] = Column.NONE;
      } else if (onlyOne) {
        counts[i] = 1;
      }
    }
    return counts;
  }
}
