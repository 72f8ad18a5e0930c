package mop.analysis.design;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import mop.analysis.result.Estimate;
import mop.analysis.result.Result;
import mop.analysis.trial.Trial;

/**
 * The bill as a quadratic surface of the factors whose levels are numbers, fitted to its logs with
 * a mean a block, over the treatments that share all other levels with the baseline. A factor whose
 * levels are all above 0 enters by its logarithm, as sizes and durations act by ratios.
 */
public final class SurfaceAnalysis {
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,15})?");
  private static final int LEAST_LEVELS = 3;

  /** Steps from the lowest to the highest level at which the lowest bill is looked for. */
  private static final int STEPS = 20;

  private SurfaceAnalysis() {}

  /**
   * The surface; empty when no factor has three levels that are numbers, when too few combinations
   * were tried to tell its terms apart, or fewer than two blocks have a trial of each.
   *
   * @param factors names, in the order of the definition
   * @param treatments exactly one is the baseline; each has a level of every factor
   * @param trials valid ones only
   * @param cost outcome that is a bill
   * @param level two-sided, in (0, 1)
   */
  public static Optional<Result.Surface> of(
      List<String> factors,
      List<Result.Treatment> treatments,
      List<Trial> trials,
      String cost,
      double level) {
    List<Result.NumericFactor> numeric =
        factors.stream().flatMap(factor -> numeric(factor, treatments).stream()).toList();
    Map<String, String> held = held(treatments, numeric);
    List<Result.Treatment> alike =
        treatments.stream()
            .filter(t -> t.levels().entrySet().containsAll(held.entrySet()))
            .toList();
    if (numeric.isEmpty() || alike.size() < ResponseSurface.terms(numeric.size())) {
      return Optional.empty();
    }
    double[][] points =
        alike.stream()
            .map(t -> numeric.stream().mapToDouble(f -> coded(f, t)).toArray())
            .toArray(double[][]::new);
    double[][] logs =
        TrialTable.of(trials).logs(alike.stream().map(Result.Treatment::name).toList(), cost);
    if (logs.length < 2) {
      return Optional.empty();
    }
    try {
      ResponseSurface surface = ResponseSurface.fitByBlock(points, logs);
      boolean saturated = alike.size() == ResponseSurface.terms(numeric.size());
      return Optional.of(describe(surface, numeric, held, saturated, logs.length, level));
    } catch (IllegalArgumentException e) {
      // The combinations lie such that they do not tell the terms of a quadratic apart.
      return Optional.empty();
    }
  }

  private static Optional<Result.NumericFactor> numeric(
      String factor, List<Result.Treatment> treatments) {
    List<String> levels = treatments.stream().map(t -> level(t, factor)).distinct().toList();
    if (levels.size() < LEAST_LEVELS
        || !levels.stream().allMatch(level -> NUMBER.matcher(level).matches())) {
      return Optional.empty();
    }
    double[] sorted = levels.stream().mapToDouble(Double::parseDouble).sorted().toArray();
    return Optional.of(new Result.NumericFactor(factor, sorted[0], sorted[sorted.length - 1]));
  }

  private static String level(Result.Treatment treatment, String factor) {
    return Objects.requireNonNull(treatment.levels().get(factor), factor);
  }

  private static Map<String, String> held(
      List<Result.Treatment> treatments, List<Result.NumericFactor> numeric) {
    Result.Treatment baseline =
        treatments.stream().filter(Result.Treatment::baseline).findFirst().orElseThrow();
    Map<String, String> held = new TreeMap<>(baseline.levels());
    numeric.forEach(factor -> held.remove(factor.name()));
    return held;
  }

  /** From −1 at the lowest level to +1 at the highest: of the logarithm where all are above 0. */
  private static double coded(Result.NumericFactor factor, Result.Treatment treatment) {
    double at = Double.parseDouble(level(treatment, factor.name()));
    double low = scaled(factor, factor.low());
    return 2 * (scaled(factor, at) - low) / (scaled(factor, factor.high()) - low) - 1;
  }

  private static double decoded(Result.NumericFactor factor, double coded) {
    double low = scaled(factor, factor.low());
    double at = low + (coded + 1) / 2 * (scaled(factor, factor.high()) - low);
    double level = factor.low() > 0 ? Math.exp(at) : at;
    // The rim itself, not what the logarithm and back make of it.
    return Math.abs(coded) <= 1 ? Math.clamp(level, factor.low(), factor.high()) : level;
  }

  private static double scaled(Result.NumericFactor factor, double level) {
    return factor.low() > 0 ? Math.log(level) : level;
  }

  private static Result.Surface describe(
      ResponseSurface surface,
      List<Result.NumericFactor> numeric,
      Map<String, String> held,
      boolean saturated,
      int blocks,
      double level) {
    Optional<ResponseSurface.Stationary> stationary = surface.stationary();
    double[] lowest = lowest(surface, numeric.size(), stationary);
    Estimate logs = surface.mean(lowest, level);
    return new Result.Surface(
        numeric,
        held,
        blocks,
        saturated,
        stationary.map(s -> s.shape().name().toLowerCase(Locale.ROOT)).orElse("flat"),
        stationary
            .map(s -> at(numeric, s.at().stream().mapToDouble(Double::doubleValue).toArray()))
            .orElse(null),
        stationary.isPresent() && inside(stationary.get()),
        at(numeric, lowest),
        new Estimate(
            Math.exp(logs.estimate()),
            Math.exp(logs.low()),
            Math.exp(logs.high()),
            level,
            logs.method(),
            logs.n()));
  }

  private static boolean inside(ResponseSurface.Stationary stationary) {
    return stationary.at().stream().allMatch(x -> Math.abs(x) <= 1);
  }

  private static Map<String, Double> at(List<Result.NumericFactor> numeric, double[] coded) {
    Map<String, Double> at = new LinkedHashMap<>();
    for (int i = 0; i < coded.length; i++) {
      at.put(numeric.get(i).name(), decoded(numeric.get(i), coded[i]));
    }
    return at;
  }

  /** Where the surface is lowest within what was tried: inside, or at a point of a grid. */
  private static double[] lowest(
      ResponseSurface surface, int factors, Optional<ResponseSurface.Stationary> stationary) {
    if (stationary.isPresent()
        && stationary.get().shape() == ResponseSurface.Shape.MINIMUM
        && inside(stationary.get())) {
      return stationary.get().at().stream().mapToDouble(Double::doubleValue).toArray();
    }
    double[] best = new double[0];
    double least = Double.POSITIVE_INFINITY;
    long points = Math.round(Math.pow(STEPS + 1.0, factors));
    for (long point = 0; point < points; point++) {
      long rest = point;
      double[] at = new double[factors];
      for (int i = 0; i < factors; i++) {
        at[i] = 2.0 * (rest % (STEPS + 1)) / STEPS - 1;
        rest /= STEPS + 1;
      }
      double value = surface.at(at);
      if (value < least) {
        least = value;
        best = at;
      }
    }
    return best;
  }
}
