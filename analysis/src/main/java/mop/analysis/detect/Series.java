package mop.analysis.detect;

/**
 * A series at equal steps.
 *
 * <p>What is known beforehand is the season that may be there (a day); whether it is there is
 * decided on the training part, whose autocorrelation at that lag must be above 0.2.
 */
public final class Series {
  private static final double LEAST_CORRELATION = 0.2;

  private final double[] values;
  private final int trained;
  private final int period;

  private Series(double[] values, int trained, int period) {
    this.values = values;
    this.trained = trained;
    this.period = period;
  }

  /**
   * A series whose first part is for training.
   *
   * @param day steps of the season that may be there
   * @param trained how many of the first values are for training; at least 10
   */
  public static Series of(double[] values, int day, int trained) {
    if (trained < 10 || trained >= values.length) {
      throw new IllegalArgumentException(trained + " of " + values.length + " values to train on");
    }
    double[] own = values.clone();
    boolean seasonal =
        day > 1 && trained > 2 * day && correlation(own, trained, day) > LEAST_CORRELATION;
    return new Series(own, trained, seasonal ? day : 1);
  }

  private static double correlation(double[] values, int trained, int lag) {
    double mean = 0;
    for (int i = 0; i < trained; i++) {
      mean += values[i] / trained;
    }
    double product = 0;
    double square = 0;
    for (int i = 0; i < trained; i++) {
      double here = values[i] - mean;
      square += here * here;
      product += i < lag ? 0 : here * (values[i - lag] - mean);
    }
    return square == 0 ? 0 : product / square * trained / (trained - lag);
  }

  int size() {
    return values.length;
  }

  double at(int step) {
    return values[step];
  }

  /** How many of the first steps are for training. */
  int trained() {
    return trained;
  }

  /** Steps of a season; 1 where there is none. */
  int period() {
    return period;
  }

  /** The values of all steps. */
  double[] values() {
    return values.clone();
  }
}
