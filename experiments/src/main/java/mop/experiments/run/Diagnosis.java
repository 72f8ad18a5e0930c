package mop.experiments.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mop.analysis.cost.Scenario;
import mop.analysis.result.Result.Budget;
import mop.analysis.result.Result.Diagnostics;
import mop.analysis.result.Result.Invalidated;
import mop.experiments.definition.Definition;
import mop.experiments.run.Journal.BlockDrawn;
import mop.experiments.run.Journal.TrialDone;
import mop.stack.sampling.HeadSpec;
import mop.stack.sampling.SamplerSpec;

/** What was asked against what was achieved, and everything a reader should be warned of. */
final class Diagnosis {
  private Diagnosis() {}

  static Diagnostics of(
      Plan plan,
      List<TrialDone> trials,
      List<BlockDrawn> blocks,
      Scenario scenario,
      List<String> judging) {
    List<Budget> budgets = new ArrayList<>();
    List<String> warnings = new ArrayList<>(plan.warnings());
    warnings.add(Volume.warning(blocks, scenario));
    for (Definition.Treatment treatment : plan.definition().treatments()) {
      Budget budget = budget(plan.definition(), treatment, trials);
      budgets.add(budget);
      if (budget.evictedTraces() > 0) {
        warnings.add(
            String.format(
                Locale.ROOT,
                "%s: %,d traces were decided early because memory ran out",
                treatment.name(),
                budget.evictedTraces()));
      }
    }
    warnings.addAll(judging);
    List<Invalidated> invalidated = new ArrayList<>();
    for (TrialDone trial : trials) {
      String why = trial.invalid();
      if (why != null) {
        invalidated.add(new Invalidated(trial.block(), trial.treatment(), why));
      }
    }
    return new Diagnostics(budgets, invalidated, warnings.stream().distinct().toList());
  }

  private static Budget budget(
      Definition definition, Definition.Treatment treatment, List<TrialDone> trials) {
    List<TrialDone> own =
        trials.stream().filter(trial -> trial.treatment().equals(treatment.name())).toList();
    long bytes = own.stream().mapToLong(trial -> trial.pipeline().spanBytes()).sum();
    long kept = own.stream().mapToLong(trial -> trial.pipeline().keptBytes()).sum();
    SamplerSpec spec = definition.sampler(treatment);
    Double configured =
        spec instanceof HeadSpec head
            ? (Double) head.ratio()
            : spec.byteBudget().isPresent() ? (Double) spec.byteBudget().getAsDouble() : null;
    return new Budget(
        treatment.name(),
        configured,
        "share of span bytes",
        bytes == 0 ? 0 : (double) kept / bytes,
        own.stream().mapToLong(trial -> trial.pipeline().evictedTraces()).sum(),
        own.stream().mapToLong(trial -> trial.pipeline().lateSpans()).sum(),
        own.stream().mapToLong(trial -> trial.pipeline().incompleteTraces()).sum());
  }
}
