package mop.experiments.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import mop.analysis.result.Result.Budget;
import mop.analysis.result.Result.Diagnostics;
import mop.analysis.result.Result.Invalidated;
import mop.experiments.definition.Definition;
import mop.experiments.run.Journal.BlockDrawn;
import mop.experiments.run.Journal.SignalsDone;
import mop.experiments.run.Journal.Taken;
import mop.experiments.run.Journal.TrialDone;
import mop.stack.sampling.HeadSpec;
import mop.stack.sampling.SamplerSpec;
import org.jspecify.annotations.Nullable;

/** What was asked against what was achieved, and everything a reader should be warned of. */
final class Diagnosis {
  private Diagnosis() {}

  static Diagnostics of(Plan plan, Journal journal, List<String> detecting, List<String> judging) {
    List<TrialDone> trials = journal.trials();
    List<BlockDrawn> blocks = journal.blocks();
    List<Budget> budgets = new ArrayList<>();
    List<String> cautions = new ArrayList<>(unpriced(plan, trials));
    cautions.addAll(strangers(blocks));
    cautions.addAll(Stopping.cautions(plan, journal));
    cautions.addAll(detecting);
    List<String> warnings = new ArrayList<>(judging);
    warnings.addAll(plan.warnings());
    warnings.addAll(Stopping.warnings(plan, journal));
    warnings.addAll(refused(journal.signals()));
    warnings.add(Volume.warning(blocks, plan.scenario()));
    for (Definition.Treatment treatment : plan.definition().treatments()) {
      budgets.add(budget(plan.definition(), treatment, trials));
    }
    List<Invalidated> invalidated = new ArrayList<>();
    for (TrialDone trial : trials) {
      String why = trial.invalid();
      if (why != null) {
        invalidated.add(new Invalidated(trial.block(), trial.treatment(), why));
      }
    }
    return new Diagnostics(
        budgets, invalidated, List.copyOf(cautions), warnings.stream().distinct().toList());
  }

  private static List<String> unpriced(Plan plan, List<TrialDone> trials) {
    List<String> unpriced =
        trials.stream()
            .flatMap(trial -> plan.catalog().unpriced(trial.usage()).stream())
            .distinct()
            .toList();
    return unpriced.isEmpty()
        ? List.of()
        : List.of(
            plan.catalog().name()
                + " has no price for "
                + String.join(", ", unpriced)
                + ": every bill is too low by it");
  }

  /** Faults at services that nobody has seen: most likely a wrong name. */
  private static List<String> strangers(List<BlockDrawn> blocks) {
    return blocks.stream()
        .flatMap(block -> block.strangers().stream())
        .distinct()
        .map(name ->
            "faults are labelled at "
                + name
                + ", which has no span: they count as visible anywhere, and their root cause cannot be"
                + " found")
        .toList();
  }

  /** What the stores of metrics and logs did not take. */
  private static List<String> refused(List<SignalsDone> signals) {
    Map<String, Taken> sums = new LinkedHashMap<>();
    signals.stream()
        .flatMap(done -> done.taken().stream())
        .forEach(taken -> sums.merge(taken.component(), taken, Taken::plus));
    return sums.values().stream()
        .filter(taken -> taken.refused() > 0)
        .map(taken ->
            String.format(
                Locale.ROOT,
                "the store of %s refused %,d and took %,d; the first: %s",
                taken.component(),
                taken.refused(),
                taken.accepted(),
                taken.example()))
        .toList();
  }

  private static Budget budget(
      Definition definition, Definition.Treatment treatment, List<TrialDone> trials) {
    List<TrialDone> own =
        trials.stream().filter(trial -> trial.treatment().equals(treatment.name())).toList();
    Asked asked = Asked.of(definition.sampler(treatment));
    return new Budget(
        treatment.name(),
        asked.share(),
        asked.unit(),
        asked.ofTraces() ? keptTraces(own) : keptBytes(own),
        own.stream().mapToLong(trial -> trial.pipeline().evictedTraces()).sum(),
        own.stream().mapToLong(trial -> trial.pipeline().lateSpans()).sum(),
        own.stream().mapToLong(trial -> trial.pipeline().incompleteTraces()).sum());
  }

  private static double keptBytes(List<TrialDone> trials) {
    long bytes = trials.stream().mapToLong(trial -> trial.pipeline().spanBytes()).sum();
    long kept = trials.stream().mapToLong(trial -> trial.pipeline().keptBytes()).sum();
    return bytes == 0 ? 0 : (double) kept / bytes;
  }

  private static double keptTraces(List<TrialDone> trials) {
    long traces = trials.stream().mapToLong(trial -> trial.evidence().traces().full()).sum();
    long kept = trials.stream().mapToLong(trial -> trial.evidence().traces().kept()).sum();
    return traces == 0 ? 0 : (double) kept / traces;
  }

  /** What a sampler was asked to keep: a share of traces or of bytes, where it was asked at all. */
  private record Asked(@Nullable Double share, boolean ofTraces) {
    static Asked of(SamplerSpec spec) {
      if (spec instanceof HeadSpec head) {
        return new Asked(head.ratio(), true);
      }
      OptionalDouble budget = spec.byteBudget();
      return new Asked(budget.isPresent() ? (Double) budget.getAsDouble() : null, false);
    }

    String unit() {
      return ofTraces ? "traces" : "span bytes";
    }
  }
}
