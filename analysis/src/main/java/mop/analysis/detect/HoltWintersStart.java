package mop.analysis.detect;

import java.util.Arrays;

/**
 * Where triple exponential smoothing begins: the first two periods are decomposed by a centred
 * moving average; level and slope are the least-squares line through that average, the season is
 * the mean departure from it, adjusted to mean 0 (or 1). The rule of R's {@code HoltWinters}, so
 * that fits can be compared. Without a season it begins at the mean of the first ten values.
 *
 * @param season of one period, in the order of the series
 */
@SuppressWarnings("ArrayRecordComponent") // package-private, never compared
record HoltWintersStart(double level, double trend, double[] season) {
  private static final int WITHOUT_SEASON = 10;

  static HoltWintersStart of(double[] series, int period, Seasonality seasonality) {
    if (period == 1) {
      double level = Arrays.stream(series).limit(WITHOUT_SEASON).average().orElseThrow();
      return new HoltWintersStart(level, 0, new double[1]);
    }
    double[] average = movingAverage(series, period);
    int first = period / 2;
    double[] sum = new double[period];
    int[] count = new int[period];
    for (int i = 0; i < average.length; i++) {
      double value = series[first + i];
      int slot = (first + i) % period;
      sum[slot] +=
          switch (seasonality) {
            case ADDITIVE -> value - average[i];
            case MULTIPLICATIVE -> value / average[i];
          };
      count[slot]++;
    }
    for (int slot = 0; slot < period; slot++) {
      sum[slot] /= count[slot];
    }
    double mean = Arrays.stream(sum).average().orElseThrow();
    for (int slot = 0; slot < period; slot++) {
      sum[slot] =
          switch (seasonality) {
            case ADDITIVE -> sum[slot] - mean;
            case MULTIPLICATIVE -> sum[slot] / mean;
          };
    }
    return line(average, sum);
  }

  /** Over the first two periods, where it is defined; ends weigh half when the period is even. */
  private static double[] movingAverage(double[] series, int period) {
    int half = period / 2;
    double[] average = new double[2 * period - 2 * half];
    for (int i = 0; i < average.length; i++) {
      double sum = 0;
      for (int j = 0; j <= 2 * half; j++) {
        boolean end = period % 2 == 0 && (j == 0 || j == 2 * half);
        sum += end ? series[i + j] / 2 : series[i + j];
      }
      average[i] = sum / period;
    }
    return average;
  }

  /** Least squares on 1, 2, 3, …: the level is that at 0. */
  private static HoltWintersStart line(double[] average, double[] season) {
    int n = average.length;
    double meanTime = (n + 1) / 2.0;
    double mean = Arrays.stream(average).average().orElseThrow();
    double product = 0;
    double square = 0;
    for (int i = 0; i < n; i++) {
      product += (i + 1 - meanTime) * (average[i] - mean);
      square += (i + 1 - meanTime) * (i + 1 - meanTime);
    }
    double slope = product / square;
    return new HoltWintersStart(mean - slope * meanTime, slope, season);
  }
}
