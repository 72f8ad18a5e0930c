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
 * @param standardError of the exponent
 * @param residuals of ln amount, in the order of the trials
 */
public record PowerLaw(
    Estimate exponent,
    int n,
    List<Double> sizes,
    Optional<Double> lackOfFit,
    double standardError,
    List<Double> residuals) {
  private static final double LEVEL = 0.95;

  /** At or below it the law is given up: so strict that trials which follow one seldom lose it. */
  private static final double DOUBT = 0.01;

  /** Sums of squared logs below this are rounding. */
  private static final double ROUNDING = 1e-20;

  public PowerLaw {
    sizes = List.copyOf(sizes);
    residuals = List.copyOf(residuals);
  }

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
    List<Double> residuals =
        trials.stream()
            .map(trial -> Math.log(trial.amount()) - line.predict(Math.log(trial.size())))
            .toList();
    int n = trials.size();
    double half =
        TDistribution.of(n - 2.0).inverseCumulativeProbability((1 + LEVEL) / 2)
            * line.getSlopeStdErr();
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
        line.getSlopeStdErr(),
        residuals);
  }

  /** Amounts that do not scatter at all, such as counted objects, fit exactly or not at all. */
  private static Optional<Double> lackOfFit(
      Map<Double, List<Double>> bySize, double residual, int n) {
    int groups = bySize.size();
    if (groups < 3 || n == groups) {
      return Optional.empty();
    }
    double pure = bySize.values().stream().mapToDouble(PowerLaw::squares).sum();
    double lack = Math.max(0, residual - pure);
    if (pure < ROUNDING) {
      return Optional.of(lack < ROUNDING ? 1.0 : 0.0);
    }
    double f = (lack / (groups - 2)) / (pure / (n - groups));
    return Optional.of(FDistribution.of(groups - 2.0, n - groups).survivalProbability(f));
  }

  private static double squares(List<Double> logs) {
    DoubleSummaryStatistics statistics =
        logs.stream().mapToDouble(Double::doubleValue).summaryStatistics();
    double mean = statistics.getAverage();
    return logs.stream().mapToDouble(log -> (log - mean) * (log - mean)).sum();
  }

  /** {@code p = 0.03}, or {@code p < 0.001}; only where it was tested. */
  public String pInWords() {
    double p = lackOfFit.orElseThrow();
    return p < 0.001 ? "p < 0.001" : "p = " + Words.of(p, 2);
  }

  /** Whether the trials speak against any power law. */
  public boolean doubtful() {
    return lackOfFit.filter(p -> p <= DOUBT).isPresent();
  }

  /**
   * How far towards a size the law is followed: no further than {@code cap} times beyond the sizes
   * that were tried. From there on amounts grow in proportion, since an exponent that was seen over
   * a few sizes says nothing of many more.
   *
   * @param size above 0
   * @param cap at least 1
   */
  public double followed(double size, double cap) {
    if (!(size > 0 && cap >= 1)) {
      throw new IllegalArgumentException("size " + size + ", cap " + cap);
    }
    return Math.clamp(size, sizes.getFirst() / cap, sizes.getLast() * cap);
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
        + (doubtful() ? "; no power law fits them well (" + pInWords() + ")" : "");
  }
}
