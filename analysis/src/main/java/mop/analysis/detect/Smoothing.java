package mop.analysis.detect;

import java.util.Arrays;

/**
 * One pass of triple exponential smoothing over a series, with the derivatives of its errors by the
 * three weights carried along. For a weight w, with ′ for ∂/∂w, an additive season gives
 *
 * <pre>
 *   e′ = −base′ − s′    l′ = base′ + α e′ (+ e for α)    b′ ← b′ + α β e′ (+ β e for α, + α e for β)
 *   s′ ← s′ + γ (1 − α) e′ (− γ e for α, + (1 − α) e for γ)
 * </pre>
 *
 * <p>and a multiplicative one the same with e = x − base s for the sum and x ÷ s − base for the
 * level.
 */
final class Smoothing {
  private final double[] series;
  private final Seasonality seasonality;
  private final HoltWintersStart start;
  private final double[] season;
  private final double[] byAlpha;
  private final double[] byBeta;
  private final double[] byGamma;

  Smoothing(double[] series, int period, Seasonality seasonality) {
    this.series = series;
    this.seasonality = seasonality;
    start = HoltWintersStart.of(series, period, seasonality);
    season = new double[period];
    byAlpha = new double[period];
    byBeta = new double[period];
    byGamma = new double[period];
  }

  /** The sum of squared errors from the second period on, with its slopes. */
  Slopes at(Weights weights) {
    System.arraycopy(start.season(), 0, season, 0, season.length);
    Arrays.fill(byAlpha, 0);
    Arrays.fill(byBeta, 0);
    Arrays.fill(byGamma, 0);
    return switch (seasonality) {
      case ADDITIVE -> additive(weights);
      case MULTIPLICATIVE -> multiplicative(weights);
    };
  }

  private Slopes additive(Weights weights) {
    double alpha = weights.alpha();
    double beta = weights.beta();
    double gamma = season.length == 1 ? 0 : weights.gamma();
    double turned = season.length == 1 ? 0 : 1 - alpha;
    double slope = alpha * beta;
    double turn = gamma * (1 - alpha);
    Slopes sum = new Slopes();
    double trend = start.trend();
    double base = start.level() + trend;
    double trendA = 0;
    double trendB = 0;
    double trendC = 0;
    double baseA = 0;
    double baseB = 0;
    double baseC = 0;
    int slot = 0;
    for (int i = season.length; i < series.length; i++) {
      double error = series[i] - season[slot] - base;
      double errorA = -baseA - byAlpha[slot];
      double errorB = -baseB - byBeta[slot];
      double errorC = -baseC - byGamma[slot];
      sum.add(error, errorA, errorB, errorC);
      trend += slope * error;
      trendA += slope * errorA + beta * error;
      trendB += slope * errorB + alpha * error;
      trendC += slope * errorC;
      base += alpha * error + trend;
      baseA += alpha * errorA + error + trendA;
      baseB += alpha * errorB + trendB;
      baseC += alpha * errorC + trendC;
      season[slot] += turn * error;
      byAlpha[slot] += turn * errorA - gamma * error;
      byBeta[slot] += turn * errorB;
      byGamma[slot] += turn * errorC + turned * error;
      slot = slot + 1 == season.length ? 0 : slot + 1;
    }
    return sum;
  }

  private Slopes multiplicative(Weights weights) {
    double alpha = weights.alpha();
    double beta = weights.beta();
    double gamma = weights.gamma();
    double slope = alpha * beta;
    Slopes sum = new Slopes();
    double trend = start.trend();
    double base = start.level() + trend;
    double trendA = 0;
    double trendB = 0;
    double trendC = 0;
    double baseA = 0;
    double baseB = 0;
    double baseC = 0;
    int slot = 0;
    for (int i = season.length; i < series.length; i++) {
      double usual = season[slot];
      sum.add(
          series[i] - base * usual,
          -baseA * usual - base * byAlpha[slot],
          -baseB * usual - base * byBeta[slot],
          -baseC * usual - base * byGamma[slot]);
      double inverse = 1 / usual;
      double ratio = series[i] * inverse;
      double each = -ratio * inverse;
      double step = ratio - base;
      double stepA = each * byAlpha[slot] - baseA;
      double stepB = each * byBeta[slot] - baseB;
      double stepC = each * byGamma[slot] - baseC;
      double level = base + alpha * step;
      double levelA = baseA + alpha * stepA + step;
      double levelB = baseB + alpha * stepB;
      double levelC = baseC + alpha * stepC;
      trend += slope * step;
      trendA += slope * stepA + beta * step;
      trendB += slope * stepB + alpha * step;
      trendC += slope * stepC;
      base = level + trend;
      baseA = levelA + trendA;
      baseB = levelB + trendB;
      baseC = levelC + trendC;
      double levelInverse = 1 / level;
      double seen = series[i] * levelInverse;
      double turn = -gamma * seen * levelInverse;
      season[slot] = usual + gamma * (seen - usual);
      byAlpha[slot] = (1 - gamma) * byAlpha[slot] + turn * levelA;
      byBeta[slot] = (1 - gamma) * byBeta[slot] + turn * levelB;
      byGamma[slot] = (1 - gamma) * byGamma[slot] + turn * levelC + seen - usual;
      slot = slot + 1 == season.length ? 0 : slot + 1;
    }
    return sum;
  }

  /** The error of each forecast one step ahead; 0 in the first period, which has none. */
  double[] errors(Weights weights) {
    boolean adds = seasonality == Seasonality.ADDITIVE;
    double[] usuals = start.season().clone();
    double[] errors = new double[series.length];
    double trend = start.trend();
    double base = start.level() + trend;
    for (int i = usuals.length; i < series.length; i++) {
      int slot = i % usuals.length;
      double usual = usuals[slot];
      errors[i] = series[i] - (adds ? base + usual : base * usual);
      double step = adds ? errors[i] : series[i] / usual - base;
      double level = base + weights.alpha() * step;
      trend += weights.alpha() * weights.beta() * step;
      base = level + trend;
      double seen = adds ? series[i] - level : series[i] / level;
      usuals[slot] = usual + (usuals.length == 1 ? 0 : weights.gamma()) * (seen - usual);
    }
    return errors;
  }
}
