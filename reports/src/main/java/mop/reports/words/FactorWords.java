package mop.reports.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import mop.analysis.result.Estimate;
import mop.analysis.result.Result.Factorial;
import mop.analysis.result.Result.NumericFactor;
import mop.analysis.result.Result.SavingPart;
import mop.analysis.result.Result.Surface;
import mop.analysis.result.Result.TwoLevels;

/** What each factor does, in words. */
public final class FactorWords {
  private FactorWords() {}

  /** One line for main effects on the bill, one for the shares of the saving, one a surface. */
  public static List<String> lines(Findings f) {
    List<String> lines = new ArrayList<>();
    Factorial factorial = f.result().factorial();
    if (factorial != null) {
      lines.add(
          "each factor's change of the bill"
              + (factorial.effects().stream().allMatch(e -> e.aliases().isEmpty())
                  ? ": "
                  : " (together with what cannot be told from it): ")
              + factorial.factors().stream()
                  .flatMap(factor -> main(f, factorial, factor).stream())
                  .collect(Collectors.joining("; ")));
      Estimate joint = factorial.jointSaving();
      if (joint != null) {
        lines.add(
            "of "
                + f.money().value(joint).unbroken()
                + " a month saved by all together: "
                + factorial.savings().stream()
                    .map(part -> part.factor() + " " + f.money().value(part.saving()).unbroken())
                    .collect(Collectors.joining(", ")));
      }
    }
    Surface surface = f.result().surface();
    if (surface != null) {
      lines.add(lowest(f, surface));
    }
    return lines;
  }

  /** The main effect of a factor on the bill, with what cannot be told from it. */
  private static Optional<String> main(Findings f, Factorial factorial, TwoLevels factor) {
    return factorial.effects().stream()
        .filter(e -> e.outcome().equals(f.result().experiment().primaryCost()))
        .filter(e -> e.name().equals(factor.name()))
        .map(e -> step(factor) + aliases(e.aliases()) + " " + Unit.change(e.change()).unbroken())
        .findFirst();
  }

  /** {@code (plus a × b, less c × d)}: what the effect is shown together with; or empty. */
  private static String aliases(List<String> aliases) {
    return aliases.isEmpty()
        ? ""
        : aliases.stream()
            .map(alias -> alias.startsWith("less ") ? alias : "plus " + alias)
            .collect(Collectors.joining(", ", " (", ")"));
  }

  /** {@code sampler always → head-10}. */
  public static String step(TwoLevels factor) {
    return factor.name() + " " + factor.baseline() + " → " + factor.other();
  }

  /** The share of a joint saving in per cent; empty when nothing was saved. */
  public static String share(SavingPart part, Estimate joint) {
    return joint.estimate() <= 0
        ? ""
        : Numbers.fixed(100 * part.saving().estimate() / joint.estimate(), 0) + " %";
  }

  /** Where the fitted bill is lowest within what was tried. */
  public static String lowest(Findings f, Surface surface) {
    return "the fitted bill is lowest at "
        + point(surface, surface.lowest())
        + ", "
        + f.money().value(surface.lowestBill()).unbroken()
        + " a month, among "
        + surface.factors().stream().map(FactorWords::range).collect(Collectors.joining(", "))
        + (surface.saturated() ? " (too few levels to check the curve: try it)" : "");
  }

  /** What the point without slope is, and whether to trust it. */
  public static String stationary(Surface surface) {
    Map<String, Double> at = surface.stationary();
    if (at == null) {
      return "The fitted surface is flat in some direction, so it has no turning point.";
    }
    String where = point(surface, at);
    return surface.inside()
        ? "Its turning point is a " + surface.shape() + " at " + where + "."
        : "Its turning point, a "
            + surface.shape()
            + " at "
            + where
            + ", lies outside of what was tried, so it says only in which direction the bill falls.";
  }

  private static String range(NumericFactor factor) {
    return factor.name()
        + " from "
        + Numbers.significant(factor.low())
        + " to "
        + Numbers.significant(factor.high());
  }

  private static String point(Surface surface, Map<String, Double> at) {
    return surface.factors().stream()
        .map(NumericFactor::name)
        .map(name -> name + " " + Numbers.significant(at.getOrDefault(name, Double.NaN)))
        .collect(Collectors.joining(", "));
  }
}
