package mop.experiments.run;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
  Optional<Looked> after(Turn turn) throws IOException {
    if (!plan.looks() || !turn.measured() || looked(turn)) {
      return Optional.empty();
    }
    Set<String> going = new HashSet<>();
    going(turn).forEach(treatment -> going.add(treatment.name()));
    going.remove(plan.definition().baseline());
    List<TrialDone> trials = journal.trials();
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
    boolean precise =
        wanted.isPresent()
            && look.widest().isPresent()
            && look.widest().get().half() <= wanted.getAsDouble();
    boolean noneLeft = look.harms().size() == going.size();
    Looked looked =
        new Looked(turn.block(), look.harms(), look.widest().orElse(null), precise || noneLeft);
    journal.append(looked);
    return Optional.of(looked);
  }

  /**
   * A stopped treatment, for people.
   *
   * @param outcome what was watched, in words
   */
  static String words(Look.Harm harm, int blocks, String outcome) {
    boolean share = harm.guardrail().outcome().startsWith(Outcomes.ACCURACY);
    String unit = share ? "points" : "%";
    return String.format(
        Locale.ROOT,
        "%s was stopped after %d blocks: %s changed by %+.1f [%+.1f, %+.1f] %s, beyond the limit of"
            + " %s %s",
        harm.treatment(),
        blocks,
        outcome,
        100 * harm.change().estimate(),
        100 * harm.change().low(),
        100 * harm.change().high(),
        unit,
        Percent.of(harm.guardrail().worse()),
        unit);
  }
}
