package mop.analysis.cost.scaling;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import mop.analysis.cost.Words;
import mop.analysis.result.Estimate;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.apache.commons.statistics.distribution.FDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * amount = level × size^exponent, fitted by least squares of ln amount on ln size (Montgomery, Peck
 * and Vining, Introduction to Linear Regression Analysis, chapters 2 and 4.5). Assumes that blocks
 * scatter alike at every size on the log scale and are independent of each other.
 *
 * @param exponent with its t interval on n − 2 degrees of freedom
 * @param n trials
 * @param sizes different sizes among them, ascending
 * @param lackOfFit p of the F test of the line against a level of its own at each size; small when
 *     no power law describes the trials. Absent with two sizes or without replicates
 */
public record PowerLaw(
    Estimate exponent, int n, List<Double> sizes, Optional<Double> lackOfFit, Fit fit) {
  private static final double LEVEL = 0.95;

  /** Below it the law is doubted in {@link #words}. */
  private static final double DOUBT = 0.05;

  public PowerLaw {
    sizes = List.copyOf(sizes);
  }

  /**
   * The fitted line.
   *
   * @param intercept ln of the level
   * @param meanLogSize where the level is known best
   * @param levelError standard error of the line there
   * @param exponentError standard error of the exponent
   */
  public record Fit(
      double intercept, double meanLogSize, double levelError, double exponentError) {}

  /**
   * Fits the law.
   *
   * @throws IllegalArgumentException with fewer than three trials or a single size
   */
  public static PowerLaw fit(List<SizedTrial> trials) {
    TreeMap<Double, List<Double>> bySize =
        trials.stream()
            .collect(
                Collectors.groupingBy(
                    SizedTrial::size,
                    TreeMap::new,
                    Collectors.mapping(trial -> Math.log(trial.amount()), Collectors.toList())));
    if (trials.size() < 3 || bySize.size() < 2) {
      throw new IllegalArgumentException(
          "a power law needs three trials at two sizes, got " + trials);
    }
    SimpleRegression line = new SimpleRegression();
    trials.forEach(trial -> line.addData(Math.log(trial.size()), Math.log(trial.amount())));
    int n = trials.size();
    double half = t(n) * line.getSlopeStdErr();
    double mean = trials.stream().mapToDouble(trial -> Math.log(trial.size())).sum() / n;
    return new PowerLaw(
        new Estimate(
            line.getSlope(),
            line.getSlope() - half,
            line.getSlope() + half,
            LEVEL,
            "least squares of ln amount on ln size, t interval",
            n),
        n,
        List.copyOf(bySize.keySet()),
        lackOfFit(bySize, line.getSumSquaredErrors(), n),
        new Fit(
            line.getIntercept(),
            mean,
            Math.sqrt(line.getMeanSquareError() / n),
            line.getSlopeStdErr()));
  }

  private static double t(int n) {
    return TDistribution.of(n - 2.0).inverseCumulativeProbability((1 + LEVEL) / 2);
  }

  private static Optional<Double> lackOfFit(
      Map<Double, List<Double>> bySize, double residual, int n) {
    int groups = bySize.size();
    if (groups < 3 || n == groups) {
      return Optional.empty();
    }
    double pure = bySize.values().stream().mapToDouble(PowerLaw::squares).sum();
    double f = (Math.max(0, residual - pure) / (groups - 2)) / (pure / (n - groups));
    return Double.isFinite(f)
        ? Optional.of(FDistribution.of(groups - 2.0, n - groups).survivalProbability(f))
        : Optional.empty();
  }

  private static double squares(List<Double> logs) {
    DoubleSummaryStatistics statistics =
        logs.stream().mapToDouble(Double::doubleValue).summaryStatistics();
    double mean = statistics.getAverage();
    return logs.stream().mapToDouble(log -> (log - mean) * (log - mean)).sum();
  }

  /**
   * The amount at a size. Up to {@code cap} times the largest size that was tried the law is
   * followed; from there on the amount grows in proportion, since an exponent that was seen over a
   * few sizes says nothing of many more.
   *
   * @param size as a multiple of the design's size, above 0
   * @param cap at least 1
   */
  public ScaledAmount at(double size, double cap) {
    if (!(size > 0 && cap >= 1)) {
      throw new IllegalArgumentException("size " + size + ", cap " + cap);
    }
    double largest = sizes.getLast();
    double followed = Math.min(size, cap * largest);
    double x = Math.log(followed);
    double amount = Math.exp(fit.intercept + exponent.estimate() * x) * (size / followed);
    double replicates = t(n) * fit.levelError;
    double model = t(n) * fit.exponentError * Math.abs(x - fit.meanLogSize);
    return new ScaledAmount(
        around(amount, Math.hypot(replicates, model), "replicates and exponent together"),
        around(amount, replicates, "replicates alone, exponent taken as known"),
        around(amount, model, "exponent alone, level taken as known"),
        size / largest,
        size > followed);
  }

  private Estimate around(double amount, double half, String method) {
    return new Estimate(
        amount,
        amount * Math.exp(-half),
        amount * Math.exp(half),
        LEVEL,
        "power law, t interval on the log scale: " + method,
        n);
  }

  /** The law for people: {@code grows with size to the power 0.86 [0.83, 0.89], from 6 trials}. */
  public String words() {
    return "grows with size to the power "
        + Words.of(exponent.estimate(), 3)
        + " ["
        + Words.of(exponent.low(), 3)
        + ", "
        + Words.of(exponent.high(), 3)
        + "], from "
        + n
        + " trials of "
        + Words.of(sizes.getFirst(), 3)
        + " to "
        + Words.of(sizes.getLast(), 3)
        + " times the size"
        + lackOfFit
            .filter(p -> p < DOUBT)
            .map(p -> "; no power law fits them well (p = " + Words.of(p, 2) + ")")
            .orElse("");
  }
}
