package mop.experiments.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import mop.analysis.inference.Look;
import mop.analysis.result.Result;
import mop.experiments.definition.Definition;
import mop.experiments.run.Journal.Looked;

/** When a run and its treatments stopped, for the result document. */
final class Stopping {
  private Stopping() {}

  /** Treatments whose number of blocks depends on what was seen of them. */
  static Set<String> sequential(Plan plan, Journal journal) {
    if (plan.request().precision().isEmpty()) {
      return journal.looks().stream()
          .flatMap(look -> look.harms().stream())
          .map(Look.Harm::treatment)
          .collect(Collectors.toSet());
    }
    return plan.definition().treatments().stream()
        .map(Definition.Treatment::name)
        .filter(name -> !name.equals(plan.definition().baseline()))
        .collect(Collectors.toSet());
  }

  /** When the run stops adding blocks, and whether that came about. */
  static String words(Plan plan, Journal journal) {
    OptionalDouble precision = plan.request().precision();
    String rollback =
        plan.definition().guardrails().isEmpty()
            ? ""
            : "; a treatment whose harm is established stops before";
    if (precision.isEmpty()) {
      return "fixed number of blocks, set before the run" + rollback;
    }
    return String.format(
        Locale.ROOT,
        "looked after each block until every primary effect is known to %s, at most %d blocks; %s%s",
        halfWidth(precision.getAsDouble()),
        plan.replicates(),
        outcome(precision.getAsDouble(), journal) + " after " + journal.blocks().size(),
        rollback);
  }

  private static String outcome(double precision, Journal journal) {
    if (reached(precision, journal)) {
      return "reached";
    }
    return journal.looks().stream().anyMatch(Looked::end)
        ? "every treatment was stopped"
        : "not reached";
  }

  /** Only what still goes on has a width: where all were stopped, nothing was reached. */
  private static boolean reached(double precision, Journal journal) {
    return journal.looks().stream().anyMatch(look -> look.precise(precision));
  }

  private static String halfWidth(double half) {
    return String.format(Locale.ROOT, "±%s %% or points", Percent.of(half));
  }

  /** Treatments that were stopped before the run's end. */
  static List<Result.Stopped> early(Journal journal) {
    List<Result.Stopped> stopped = new ArrayList<>();
    int blocks = 0;
    for (Looked look : journal.looks()) {
      blocks++;
      for (Look.Harm harm : look.harms()) {
        stopped.add(
            new Result.Stopped(
                harm.treatment(),
                blocks,
                harm.guardrail().outcome(),
                harm.guardrail().worse(),
                harm.change()));
      }
    }
    return List.copyOf(stopped);
  }

  /** A stopped treatment, for people. */
  static String words(Result.Stopped stopped, Plan plan, Journal journal) {
    String unit = stopped.outcome().startsWith(Outcomes.ACCURACY) ? "points" : "%";
    return String.format(
        Locale.ROOT,
        "%s was stopped after %d blocks: %s changed by %+.1f [%+.1f, %+.1f] %s, beyond the limit of"
            + " %s %s",
        stopped.treatment(),
        stopped.blocks(),
        Outcomes.words(stopped.outcome(), plan, journal),
        100 * stopped.change().estimate(),
        100 * stopped.change().low(),
        100 * stopped.change().high(),
        unit,
        Percent.of(stopped.worse()),
        unit);
  }

  /** What bears on the answer: treatments stopped, precision not reached. */
  static List<String> cautions(Plan plan, Journal journal) {
    List<String> cautions = new ArrayList<>();
    early(journal).forEach(stopped -> cautions.add(words(stopped, plan, journal)));
    OptionalDouble precision = plan.request().precision();
    if (precision.isPresent()
        && !reached(precision.getAsDouble(), journal)
        && !journal.looks().isEmpty()) {
      Look.Width widest = journal.looks().getLast().widest();
      cautions.add(
          halfWidth(precision.getAsDouble())
              + " was not reached in "
              + journal.looks().size()
              + " blocks"
              + (widest == null
                  ? ""
                  : String.format(
                      Locale.ROOT,
                      ": the change of %s with %s is known to ±%.1f",
                      Outcomes.words(widest.outcome(), plan, journal),
                      widest.treatment(),
                      100 * widest.half())));
    }
    return List.copyOf(cautions);
  }

  /** What a reader of the tables should know of a run that was looked at. */
  static List<String> warnings(Plan plan, Journal journal) {
    return sequential(plan, journal).isEmpty()
        ? List.of()
        : List.of(
            "the number of blocks depends on what was seen: changes against the baseline are"
                + " confidence sequences, which hold whenever one stops, while bills by treatment,"
                + " detailed accuracy and the table of other methods have intervals for a fixed"
                + " number of blocks");
  }
}
