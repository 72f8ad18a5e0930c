package mop.experiments.run;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import mop.analysis.inference.Assumption;
import mop.analysis.inference.PowerAnalysis;
import mop.analysis.result.Result.Power;
import mop.experiments.definition.Definition;
import mop.experiments.definition.Definition.Primary;
import mop.experiments.run.Schedule.Turn;
import mop.experiments.workload.Workload;

/** What the design can decide on its two primary outcomes. */
final class Powers {
  /** Two-sided level of every interval. */
  static final double LEVEL = 0.95;

  /** Power below which the user is warned. */
  static final double ENOUGH = 0.8;

  private Powers() {}

  /** Why a margin cannot be decided, in words. */
  static String outOfReach(Definition definition, Power power) {
    return String.format(
        Locale.ROOT,
        "%d visible faults cannot decide a margin of %s points even if none were lost; the"
            + " smallest they can is %.1f points",
        power.units(),
        Percent.of(definition.primary().margin()),
        100 * Objects.requireNonNull(power.smallestMargin()));
  }

  /** What low power means, in words. */
  static String weak(Primary primary, Power power) {
    return String.format(
        Locale.ROOT,
        "power %.2f on %s: with a treatment as assumed, only %.0f of 100 runs would reach a verdict",
        power.power(),
        power.outcome().equals(primary.cost()) ? "cost" : "accuracy",
        100 * power.power());
  }

  /** What is assumed of the two primaries. */
  record Assumed(Assumption.LogRatio cost, Assumption.MatchedShare accuracy) {}

  static Assumed assumed(
      Definition definition, Workload workload, List<Turn> turns, int replicates) {
    Primary primary = definition.primary();
    int faults =
        turns.stream()
            .filter(Turn::measured)
            .limit(replicates)
            .mapToInt(turn -> workload.expectedVisibleFaults(turn.block()))
            .sum();
    String why = "assumed in the definition";
    return new Assumed(
        new Assumption.LogRatio(
            primary.cost(),
            replicates,
            -primary.assumedCostReduction(),
            primary.assumedCostLogSd(),
            why),
        new Assumption.MatchedShare(
            primary.accuracy(),
            replicates,
            faults,
            primary.assumedDiscordant(),
            0,
            primary.margin(),
            why));
  }

  static List<Power> of(Assumed assumed, int comparisons) {
    return List.of(
        PowerAnalysis.of(assumed.cost(), LEVEL, comparisons),
        PowerAnalysis.of(assumed.accuracy(), LEVEL, comparisons));
  }

  /** The same of a run that looks after each block. */
  static List<Power> looking(Assumed assumed, int comparisons) {
    return List.of(
        PowerAnalysis.looking(assumed.cost(), LEVEL, comparisons),
        PowerAnalysis.looking(assumed.accuracy(), LEVEL, comparisons));
  }
}
