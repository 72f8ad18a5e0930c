package mop.analysis.accuracy;

/**
 * Compares the mean of a minute (of logarithms of durations) with its trailing history. The noise
 * floor is the standard error that the number of observations explains, within the minute and in
 * the history; beyond it the {@link TrailingScale} of the earlier residuals counts.
 */
final class LevelSeries implements SignalScan.LevelScore {
  private static final double CLIP = 3;

  /** Standard deviation below which no cell of durations is believed: about 2 %. */
  private static final double LEAST_DEVIATION = 0.02;

  /** Worth one observation: durations of an operation commonly vary by a factor of e^0.5. */
  private static final double PRIOR_VARIANCE = 0.25;

  private final double[] means;
  private final double[] variances;
  private final double[] numbers;
  private final TrailingScale scale;
  private int size;
  private int next;
  private double sumMeans;
  private double sumVariances;
  private double sumNumbers;

  LevelSeries(int history) {
    means = new double[history];
    variances = new double[history];
    numbers = new double[history];
    scale = new TrailingScale(history);
  }

  @Override
  public void clear() {
    size = 0;
    next = 0;
    sumMeans = 0;
    sumVariances = 0;
    sumNumbers = 0;
    scale.clear();
  }

  @Override
  public double nextLevel(double mean, double variance, double number) {
    double z = 0;
    double clipped = mean;
    double residual = 0;
    if (size > 0) {
      double level = sumMeans / sumNumbers;
      // Minutes of one observation show no variance: n − 1 in the denominator, and a weak prior.
      double freedom = Math.max(0, sumNumbers - size);
      double within = (sumVariances + PRIOR_VARIANCE) / (freedom + 1);
      double deviation = Math.max(LEAST_DEVIATION, Math.sqrt(within));
      double error = deviation * Math.sqrt(1 / number + 1 / sumNumbers);
      residual = (mean - level) / error;
      double spread = scale.scale();
      z = residual / spread;
      double reach = CLIP * spread * error;
      clipped = Math.clamp(mean, level - reach, level + reach);
    }
    add(clipped * number, variance * number, number);
    scale.add(residual);
    return z;
  }

  private void add(double mean, double variance, double number) {
    if (size == means.length) {
      sumMeans -= means[next];
      sumVariances -= variances[next];
      sumNumbers -= numbers[next];
    } else {
      size++;
    }
    means[next] = mean;
    variances[next] = variance;
    numbers[next] = number;
    sumMeans += mean;
    sumVariances = Math.max(0, sumVariances + variance);
    sumNumbers += number;
    next = (next + 1) % means.length;
  }
}
