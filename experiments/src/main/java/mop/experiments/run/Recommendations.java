package mop.experiments.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import mop.analysis.inference.Adoption;
import mop.analysis.inference.Inference;
import mop.analysis.result.Estimate;
import mop.analysis.result.Result;
import mop.analysis.result.Result.Recommendation;
import mop.experiments.definition.Definition;

/** What to do: the cheapest treatment that is cheaper and accurate enough, or nothing. */
final class Recommendations {
  private Recommendations() {}

  /**
   * Recommends.
   *
   * @param configs by treatment, system name to configuration text
   */
  static Recommendation of(
      Definition definition,
      Inference inference,
      Result.Cost cost,
      Map<String, Map<String, String>> configs) {
    Optional<Adoption> best =
        inference.adoptions().stream()
            .filter(Adoption::adopt)
            .min(Comparator.comparingDouble(adoption -> monthly(cost, adoption.treatment())));
    return best.map(adoption -> adopt(definition, inference, cost, adoption, configs))
        .orElseGet(() -> keep(definition, inference));
  }

  private static double monthly(Result.Cost cost, String treatment) {
    return cost.treatments().stream()
        .filter(each -> each.name().equals(treatment))
        .mapToDouble(each -> each.monthly().estimate())
        .findFirst()
        .orElse(Double.MAX_VALUE);
  }

  private static Recommendation adopt(
      Definition definition,
      Inference inference,
      Result.Cost cost,
      Adoption adoption,
      Map<String, Map<String, String>> configs) {
    Estimate saving =
        inference
            .effect(adoption.treatment(), definition.primary().cost())
            .orElseThrow()
            .difference();
    return new Recommendation(
        adoption.treatment(),
        true,
        adoption.why(),
        String.format(
            Locale.ROOT,
            "%,.0f %s a month less [%,.0f, %,.0f] at the scenario '%s'",
            -saving.estimate(),
            cost.currency(),
            -saving.high(),
            -saving.low(),
            cost.scenario().name()),
        risks(definition, inference, adoption.treatment()),
        configs.getOrDefault(adoption.treatment(), Map.of()));
  }

  private static List<String> risks(Definition definition, Inference inference, String treatment) {
    List<String> risks = new ArrayList<>();
    inference
        .effect(treatment, definition.primary().accuracy())
        .ifPresent(effect ->
            risks.add(
                String.format(
                    Locale.ROOT,
                    "Visible-fault recall may be lower by up to %.1f points.",
                    Math.max(0, -100 * effect.difference().low()))));
    risks.add(
        "Quantities come from the embedded stack, not from a calibrated real server; try it on"
            + " your own telemetry with --workload otlp:PATH before you roll it out.");
    return risks;
  }

  private static Recommendation keep(Definition definition, Inference inference) {
    Map<String, List<String>> alike = new LinkedHashMap<>();
    for (Adoption adoption : inference.adoptions()) {
      alike.computeIfAbsent(adoption.why(), why -> new ArrayList<>()).add(adoption.treatment());
    }
    String why =
        alike.entrySet().stream()
            .map(entry -> String.join(", ", entry.getValue()) + ": " + entry.getKey())
            .collect(Collectors.joining("; "));
    return new Recommendation(
        definition.baseline(),
        false,
        why.isEmpty() ? "Nothing could be compared." : why + ".",
        "none",
        List.of(),
        Map.of());
  }
}
