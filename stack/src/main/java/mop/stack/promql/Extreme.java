package mop.stack.promql;

/** The least or the greatest value; NaN only where all are. */
final class Extreme implements Accumulator {
  private final double[] extremes;
  private final boolean greatest;

  Extreme(int steps, boolean greatest) {
    this.extremes = Column.none(steps);
    this.greatest = greatest;
  }

  @Override
  public void add(double[] values) {
    for (int i = 0; i < extremes.length; i++) {
      double v = values[i];
      double e = extremes[i];
      // No value yet is a NaN too.
      if (!Column.isNone(v) && (Double.isNaN(e) || (greatest ? e < v : e > v))) {
        extremes[i] = v;
      }
    }
  }

  @Override
  public double[] result() {
    return extremes;
  }
}
