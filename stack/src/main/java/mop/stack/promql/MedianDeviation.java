package mop.stack.promql;

/** The median of the distances from the median. */
final class MedianDeviation implements WindowFunction {
  private final Quantiles quantiles = new Quantiles();
  private double[] distances = new double[64];

  @Override
  public double apply(SampleBuffer s, int from, int to, int step, long end) {
    double median = quantiles.of(0.5, s.values(), from, to);
    if (distances.length < to - from) {
      distances = new double[2 * (to - from)];
    }
    for (int i = from; i < to; i++) {
      distances[i - from] = Math.abs(s.value(i) - median);
    }
    return quantiles.of(0.5, distances, 0, to - from);
  }
}
