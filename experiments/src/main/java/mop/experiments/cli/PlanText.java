package mop.experiments.cli;

import java.util.Locale;
import java.util.stream.Collectors;
import mop.analysis.inference.Guardrail;
import mop.experiments.definition.Definition;
import mop.experiments.run.Percent;
import mop.experiments.run.Plan;

/** A plan for people, in at most 80 columns. */
final class PlanText {
  static final int COLUMNS = 80;

  private PlanText() {}

  static String render(Plan plan) {
    StringBuilder text = new StringBuilder();
    Definition definition = plan.definition();
    text.append(Wrapped.at(COLUMNS, definition.name() + ": " + definition.question(), "  "));
    text.append(
        String.format(
            Locale.ROOT, "workload %s, seed %d%n", plan.workload().spec(), plan.request().seed()));
    text.append(
        String.format(
            Locale.ROOT,
            "%s%d trials = %d treatments × %d blocks, after %d warm-up%n",
            plan.outlook().isPresent() ? "at most " : "",
            definition.treatments().size() * plan.replicates(),
            definition.treatments().size(),
            plan.replicates(),
            definition.sizes().warmUpBlocks()));
    plan.outlook()
        .ifPresent(
            outlook -> text.append(Wrapped.at(COLUMNS, "The run " + outlook.words() + ".", "  ")));
    for (Guardrail rule : definition.guardrails()) {
      text.append(
          Wrapped.at(
              COLUMNS,
              String.format(
                  Locale.ROOT,
                  "A treatment stops when %s is surely worse by more than %s %s.",
                  rule.outcome(),
                  Percent.of(rule.worse()),
                  rule.outcome().startsWith("accuracy.") ? "points" : "%"),
              "  "));
    }
    if (plan.sizedBlocks() > 0) {
      text.append(
          String.format(
              Locale.ROOT,
              "%d more blocks at other rates, for how use grows (scaling laws)%n",
              plan.sizedBlocks()));
    }
    text.append('\n');
    for (Definition.Treatment treatment : definition.treatments()) {
      text.append(
          String.format(
              Locale.ROOT,
              "  %-20s %s%s%s%n",
              treatment.name(),
              definition.sampler(treatment).kind(),
              others(treatment),
              treatment.name().equals(definition.baseline()) ? "   (baseline)" : ""));
    }
    text.append('\n');
    text.append(String.format(Locale.ROOT, "What the design can decide (~ is simulated):%n"));
    plan.power().forEach(power -> text.append(PowerText.render(power)));
    for (String warning : plan.warnings()) {
      text.append(Wrapped.at(COLUMNS, "! " + warning, "  "));
    }
    return text.toString();
  }

  /** Levels of all factors but the sampler. */
  private static String others(Definition.Treatment treatment) {
    return treatment.levels().entrySet().stream()
        .filter(level -> !level.getKey().equals(Definition.SAMPLER))
        .map(level -> ", " + level.getKey() + " " + level.getValue())
        .collect(Collectors.joining());
  }
}
