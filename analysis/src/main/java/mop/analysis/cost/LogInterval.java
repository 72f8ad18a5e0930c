package mop.analysis.cost;

import java.util.List;
import mop.analysis.result.Estimate;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * An interval for the mean of amounts that vary in proportion, such as the bills of one treatment's
 * blocks.
 */
final class LogInterval {
  static final double LEVEL = 0.95;

  private LogInterval() {}

  /**
   * The interval around {@code estimate}. With y the logs of the amounts and s² their variance, the
   * log of a lognormal mean, y̅ + s²/2, has the variance s²/n + s⁴/(2(n − 1)); the interval is
   * estimate × exp(± t × its root), t with n − 1 degrees of freedom (the modified Cox interval of
   * Olsson, Journal of Statistics Education 13(1), 2005), so that the mean of the bills stays its
   * centre. Amounts that are not all above 0 have no logs: then a t interval of the amounts
   * themselves, cut at 0.
   *
   * @param amounts one per block, at least 0
   */
  static Estimate around(double estimate, List<Double> amounts) {
    int n = amounts.size();
    if (n < 2) {
      return new Estimate(estimate, estimate, estimate, 0, "one block, so no interval", n);
    }
    double t = TDistribution.of(n - 1.0).inverseCumulativeProbability((1 + LEVEL) / 2);
    if (amounts.stream().allMatch(amount -> amount > 0)) {
      double v = variance(amounts.stream().map(Math::log).toList());
      double half = t * Math.sqrt(v / n + v * v / (2 * (n - 1.0)));
      return new Estimate(
          estimate,
          estimate * Math.exp(-half),
          estimate * Math.exp(half),
          LEVEL,
          "bill of all blocks together; modified Cox t interval on the logs of the blocks' bills",
          n);
    }
    double half = t * Math.sqrt(variance(amounts) / n);
    return new Estimate(
        estimate,
        Math.max(0, estimate - half),
        estimate + half,
        LEVEL,
        "bill of all blocks together; t interval on the blocks' bills, some of which are 0",
        n);
  }

  private static double variance(List<Double> values) {
    double mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double squares = values.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
    return squares / (values.size() - 1);
  }
}
