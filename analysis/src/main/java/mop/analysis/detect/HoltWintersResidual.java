package mop.analysis.detect;

import java.util.Arrays;

/**
 * Error of the forecast one step ahead by {@link HoltWinters}, in units of the median absolute
 * error of the steps before. The weights and whether the season adds or multiplies come from the
 * training part alone, by the lesser sum of squared errors.
 */
public record HoltWintersResidual() implements Detector {
  private static final int HISTORY = 288;

  @Override
  public String name() {
    return "Holt-Winters residual";
  }

  @Override
  public double[] scores(Series series) {
    double[] values = series.values();
    double[] training = Arrays.copyOf(values, series.trained());
    HoltWinters fit = HoltWinters.best(training, series.period());
    if (fit.seasonality() == Seasonality.MULTIPLICATIVE
        && Arrays.stream(values).anyMatch(value -> value <= 0)) {
      fit = HoltWinters.fit(training, series.period(), Seasonality.ADDITIVE);
    }
    double[] errors = fit.errors(values);
    int first = fit.period();
    double[] trained = Arrays.copyOfRange(errors, first, series.trained());
    double usual = Robust.scale(trained, trained.length, 0);
    double[] scores = new double[values.length];
    double[] history = new double[HISTORY];
    for (int step = series.trained(); step < scores.length; step++) {
      int count = Math.min(HISTORY, step - first);
      System.arraycopy(errors, step - count, history, 0, count);
      double scale = Robust.atLeast(Robust.scale(history, count, 0), usual / 2, values[step]);
      scores[step] = Math.abs(errors[step]) / scale;
    }
    return scores;
  }
}
