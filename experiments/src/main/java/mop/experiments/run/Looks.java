package mop.experiments.run;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import mop.analysis.inference.Look;
import mop.experiments.definition.Definition;
import mop.experiments.run.Journal.Looked;
import mop.experiments.run.Journal.TrialDone;
import mop.experiments.run.Schedule.Turn;

/**
 * Looks at the trials after each block, where the plan says so, and keeps in the journal what a
 * look has decided: which treatments go no further, and whether the run has seen enough.
 */
final class Looks {
  private final Plan plan;
  private final Journal journal;

  Looks(Plan plan, Journal journal) {
    this.plan = plan;
    this.journal = journal;
  }

  /** Treatments to run on a block. */
  List<Definition.Treatment> going(Turn turn) {
    Set<String> stopped =
        journal.looks().stream()
            .filter(look -> turn.measured() && look.block() < turn.block())
            .flatMap(look -> look.harms().stream())
            .map(Look.Harm::treatment)
            .collect(Collectors.toSet());
    return plan.definition().treatments().stream()
        .filter(treatment -> !stopped.contains(treatment.name()))
        .toList();
  }

  /** Whether an earlier look ended the run. */
  boolean over() {
    return journal.looks().stream().anyMatch(Looked::end);
  }

  /** Whether nothing is left to run. */
  boolean complete() {
    return over() || plan.turns().stream().filter(Turn::measured).allMatch(turn -> done(turn));
  }

  private boolean done(Turn turn) {
    Set<String> done =
        journal.trials().stream()
            .filter(trial -> trial.block() == turn.block())
            .map(TrialDone::treatment)
            .collect(Collectors.toSet());
    return going(turn).stream().allMatch(treatment -> done.contains(treatment.name()))
        && (!plan.looks() || looked(turn));
  }

  private boolean looked(Turn turn) {
    return journal.looks().stream().anyMatch(look -> look.block() == turn.block());
  }

  /** Looks after a measured block, unless that was done before the run was interrupted. */
  void after(Turn turn) throws IOException {
    if (plan.looks() && turn.measured() && !looked(turn)) {
      journal.append(look(turn));
    }
  }

  private Looked look(Turn turn) {
    Set<String> going = new HashSet<>();
    going(turn).forEach(treatment -> going.add(treatment.name()));
    going.remove(plan.definition().baseline());
    List<TrialDone> trials = journal.trials();
    if (trials.stream().noneMatch(this::validBaseline)) {
      return new Looked(turn.block(), List.of(), null, false);
    }
    Measurements measurements =
        Measurements.of(
            plan,
            trials,
            JudgedTrials.of(plan.definition(), trials),
            SizedTrials.study(plan, journal));
    Look look =
        Look.at(
            measurements.question(plan, Set.of()),
            plan.definition().guardrails(),
            measurements.trials(),
            measurements.matched(),
            plan.definition().treatments().stream()
                .map(Definition.Treatment::name)
                .filter(going::contains)
                .toList(),
            plan.definition().treatments().size() - 1);
    OptionalDouble wanted = plan.request().precision();
    Look.Width widest = look.widest().orElse(null);
    boolean noneLeft = look.harms().size() == going.size();
    Looked open = new Looked(turn.block(), look.harms(), widest, noneLeft);
    boolean precise = wanted.isPresent() && open.precise(wanted.getAsDouble());
    return precise ? new Looked(turn.block(), look.harms(), widest, true) : open;
  }

  /** Without one there is nothing to compare with yet. */
  private boolean validBaseline(TrialDone trial) {
    return trial.invalid() == null && trial.treatment().equals(plan.definition().baseline());
  }
}
