package mop.stack.promql;

/** Variance of the population or its square root, by Welford's recurrence. */
final class Variance implements Accumulator {
  private final double[] counts;
  private final double[] means;
  private final double[] squares;
  private final boolean root;
  private final boolean firstMayBeNan;

  /**
   * @param root whether the standard deviation is wanted
   * @param firstMayBeNan whether a single NaN or infinity has no variance, as in 3.x, else 0
   */
  Variance(int steps, boolean root, boolean firstMayBeNan) {
    this.counts = new double[steps];
    this.means = new double[steps];
    this.squares = new double[steps];
    this.root = root;
    this.firstMayBeNan = firstMayBeNan;
  }

  @Override
  public void add(double[] values) {
    for (int i = 0; i < counts.length; i++) {
      double v = values[i];
      if (Column.isNone(v)) {
        continue;
      }
      counts[i]++;
      if (counts[i] == 1) {
        means[i] = v;
        squares[i] = firstMayBeNan && !Double.isFinite(v) ? Double.NaN : 0;
      } else {
        double delta = v - means[i];
        means[i] += delta / counts[i];
        squares[i] += delta * (v - means[i]);
      }
    }
  }

  @Override
  public double[] result() {
    for (int i = 0; i < counts.length; i++) {
      double variance = squares[i] / counts[i];
      squares[i] = counts[i] == 0 ? Column.NONE : root ? Math.sqrt(variance) : variance;
    }
    return squares;
  }
}
