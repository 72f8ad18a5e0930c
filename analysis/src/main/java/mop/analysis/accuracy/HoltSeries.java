package mop.analysis.accuracy;

/**
 * Error of Holt's forecast one minute ahead, in units of its smoothed absolute error, as network
 * monitoring has it (J. Brutlag, Aberrant Behavior Detection in Time Series for Network Monitoring,
 * LISA 2000). Errors enter level and trend no further than two such units, so that an anomaly does
 * not become what is expected (S. Gelper, R. Fried and C. Croux, Journal of Forecasting 29, 2010).
 * Counts are brought to effective counts and to 2 √(n + 3/8), whose standard deviation is about 1
 * (F. Anscombe, Biometrika 35, 1948).
 */
final class HoltSeries implements SignalScan.CountScore, SignalScan.LevelScore {
  /** Weights of the newest minute: the level remembers some five minutes, the trend twenty. */
  private static final double LEVEL = 0.2;

  private static final double TREND = 0.05;
  private static final double DEVIATION = 0.1;
  private static final double CLIP = 2;

  /** Mean absolute error of a standard normal. */
  private static final double NORMAL = Math.sqrt(2 / Math.PI);

  /** Standard deviation of one log duration, where nothing else is known. */
  private static final double OF_ONE_DURATION = 0.5;

  private boolean begun;
  private double level;
  private double trend;
  private double deviation;
  private double sumExposures;
  private int exposed;

  @Override
  public void clear() {
    begun = false;
    trend = 0;
    deviation = 0;
    sumExposures = 0;
    exposed = 0;
  }

  /** Counts as if every minute had the mean exposure so far; an event brings its weight. */
  @Override
  public double nextCount(double count, double square, double exposure) {
    if (exposure <= 0) {
      return 0;
    }
    sumExposures += exposure;
    exposed++;
    double unit = count > 0 ? square / count : 1;
    double usual = sumExposures / exposed;
    double n = count / unit * usual / exposure;
    return step(2 * Math.sqrt(n + 0.375), Math.sqrt(usual / exposure));
  }

  @Override
  public double nextLevel(double mean, double variance, double number) {
    return step(mean, OF_ONE_DURATION / Math.sqrt(number));
  }

  /**
   * @param least standard deviation that chance alone gives the value
   */
  private double step(double value, double least) {
    if (!begun) {
      begun = true;
      level = value;
      return 0;
    }
    double forecast = level + trend;
    double error = value - forecast;
    double unit = Math.max(deviation / NORMAL, least);
    double clipped = Math.clamp(error, -CLIP * unit, CLIP * unit);
    double before = level;
    level = forecast + LEVEL * clipped;
    trend += TREND * (level - before - trend);
    deviation += DEVIATION * (Math.abs(clipped) - deviation);
    return error / unit;
  }
}
