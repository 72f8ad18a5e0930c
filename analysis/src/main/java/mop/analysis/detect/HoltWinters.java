package mop.analysis.detect;

import java.util.Arrays;

/**
 * Triple exponential smoothing (Holt, 1957; Winters, Management Science 6, 1960). With level l,
 * trend b, season s, and e the error of the forecast one step ahead, l + b + s:
 *
 * <pre>
 *   l' = l + b + α e      b' = b + α β e      s' = s + γ (1 − α) e
 * </pre>
 *
 * <p>which is the usual form solved for e; multiplicative seasons likewise with (l + b) s, where
 * the error of the level is x ÷ s − (l + b). The weights minimise the sum of squared errors from
 * the second period on, by damped Gauss-Newton steps within their bounds from two places.
 *
 * @param alpha weight of the newest value in the level, 0 to 1
 * @param beta weight of the newest change in the trend, 0 to 1
 * @param gamma weight of the newest departure in the season, 0 to 1
 * @param sse the sum of squared errors that they leave
 */
public record HoltWinters(
    Seasonality seasonality, int period, double alpha, double beta, double gamma, double sse) {
  private static final Weights[] STARTS = {new Weights(0.3, 0.1, 0.1), new Weights(0.9, 0.05, 0.5)};

  private static final double FIRST_DAMPING = 1e-2;
  private static final double MOST_DAMPING = 1e6;
  private static final double ROUGH = 1e-3;
  private static final double FINE = 1e-8;
  private static final int SMALL_GAINS = 2;
  private static final int MOST_PASSES = 100;

  private record Fit(Weights weights, double sse) {}

  /**
   * Fits the weights.
   *
   * @param series at equal steps; more than two periods of it
   * @param period steps of a season; 1 for none, which takes an additive season only
   * @throws IllegalArgumentException when the series is too short, or not above 0 where the season
   *     is to multiply
   */
  public static HoltWinters fit(double[] series, int period, Seasonality seasonality) {
    if (period < 1 || series.length <= 2 * period) {
      throw new IllegalArgumentException(
          series.length + " values are no more than two periods of " + period);
    }
    if (seasonality == Seasonality.MULTIPLICATIVE && Arrays.stream(series).anyMatch(x -> x <= 0)) {
      throw new IllegalArgumentException("a multiplicative season needs values above 0");
    }
    if (seasonality == Seasonality.MULTIPLICATIVE && period == 1) {
      throw new IllegalArgumentException("a season of one step multiplies nothing");
    }
    Smoothing smoothing = new Smoothing(series, period, seasonality);
    Fit best = descend(smoothing, STARTS[0], ROUGH);
    for (int other = 1; other < STARTS.length; other++) {
      Fit found = descend(smoothing, STARTS[other], ROUGH);
      best = found.sse < best.sse ? found : best;
    }
    best = descend(smoothing, best.weights, FINE);
    Weights weights = best.weights;
    return new HoltWinters(
        seasonality, period, weights.alpha(), weights.beta(), weights.gamma(), best.sse);
  }

  /** The better of an additive and, where the series is above 0, a multiplicative season. */
  public static HoltWinters best(double[] series, int period) {
    HoltWinters additive = fit(series, period, Seasonality.ADDITIVE);
    if (period == 1 || Arrays.stream(series).anyMatch(x -> x <= 0)) {
      return additive;
    }
    HoltWinters multiplicative = fit(series, period, Seasonality.MULTIPLICATIVE);
    return multiplicative.sse < additive.sse ? multiplicative : additive;
  }

  private static Fit descend(Smoothing smoothing, Weights from, double leastGain) {
    Weights at = from;
    Slopes here = smoothing.at(at);
    double damping = FIRST_DAMPING;
    int small = 0;
    for (int pass = 1;
        pass < MOST_PASSES && small < SMALL_GAINS && damping < MOST_DAMPING;
        pass++) {
      Weights next = at.plus(here.step(at, damping));
      Slopes there = smoothing.at(next);
      if (there.finite() && there.sse() < here.sse()) {
        small = here.sse() - there.sse() <= leastGain * here.sse() ? small + 1 : 0;
        at = next;
        here = there;
        damping = Math.max(damping / 3, 1e-12);
      } else {
        damping *= 4;
      }
    }
    return new Fit(at, here.sse());
  }

  /**
   * Errors of the forecasts one step ahead, with these weights and the start that the series gives.
   *
   * @return as many as the series has values; 0 in the first period, which has no forecast
   */
  public double[] errors(double[] series) {
    return new Smoothing(series, period, seasonality).errors(new Weights(alpha, beta, gamma));
  }
}
