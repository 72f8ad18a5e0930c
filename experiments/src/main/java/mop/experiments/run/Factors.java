package mop.experiments.run;

import java.util.List;
import java.util.stream.Collectors;
import mop.analysis.design.FactorialAnalysis;
import mop.analysis.design.SurfaceAnalysis;
import mop.analysis.result.Result;
import mop.analysis.trial.Trial;
import mop.experiments.definition.Definition;
import org.jspecify.annotations.Nullable;

/** The factors of a definition, and what each of them does. */
final class Factors {
  private Factors() {}

  static List<Result.Factor> of(Definition definition) {
    return definition.factors().entrySet().stream()
        .map(factor -> new Result.Factor(factor.getKey(), factor.getValue()))
        .toList();
  }

  static List<Result.Treatment> treatments(Definition definition) {
    return definition.treatments().stream()
        .map(
            t -> new Result.Treatment(t.name(), t.name().equals(definition.baseline()), t.levels()))
        .toList();
  }

  /** Encodings of the blocks that are stored, in words. */
  static String encodings(Definition definition) {
    return definition.treatments().stream()
        .map(treatment -> definition.store(treatment).encoding().format())
        .distinct()
        .collect(Collectors.joining(" or "));
  }

  static Result.@Nullable Factorial factorial(Definition definition, List<Trial> trials) {
    return FactorialAnalysis.of(
            List.copyOf(definition.factors().keySet()),
            treatments(definition),
            trials,
            definition.primary().cost(),
            definition.primary().accuracy(),
            Powers.LEVEL)
        .orElse(null);
  }

  static Result.@Nullable Surface surface(Definition definition, List<Trial> trials) {
    return SurfaceAnalysis.of(
            List.copyOf(definition.factors().keySet()),
            treatments(definition),
            trials,
            definition.primary().cost(),
            Powers.LEVEL)
        .orElse(null);
  }
}
