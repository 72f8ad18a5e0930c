package mop.experiments.cli;

import java.util.Locale;
import mop.analysis.inference.Guardrail;
import mop.analysis.result.Result.Power;
import mop.experiments.definition.Definition;
import mop.experiments.run.Percent;
import mop.experiments.run.Plan;

/** A plan for people, in at most 80 columns. */
final class PlanText {
  private static final int COLUMNS = 80;

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
              "  %-20s %s%s%n",
              treatment.name(),
              definition.sampler(treatment).kind(),
              treatment.name().equals(definition.baseline()) ? "   (baseline)" : ""));
    }
    text.append('\n');
    text.append(String.format(Locale.ROOT, "What the design can decide:%n"));
    for (Power power : plan.power()) {
      text.append(
          String.format(
              Locale.ROOT,
              "  %s: power %.2f with %d units%n",
              power.outcome(),
              power.power(),
              power.units()));
      text.append(String.format(Locale.ROOT, "    %s%n", power.method()));
      text.append(
          String.format(
              Locale.ROOT,
              "    smallest effect decided with power 0.8: %.1f %%%n",
              100 * power.minimumDetectableEffect()));
      text.append(Wrapped.at(COLUMNS, "    if " + power.assumption(), "    "));
    }
    for (String warning : plan.warnings()) {
      text.append(Wrapped.at(COLUMNS, "! " + warning, "  "));
    }
    return text.toString();
  }
}
