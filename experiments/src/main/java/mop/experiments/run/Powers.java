package mop.experiments.run;

import java.util.List;
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

  private Powers() {}

  static List<Power> of(
      Definition definition, Workload workload, List<Turn> turns, int replicates) {
    Primary primary = definition.primary();
    int faults =
        turns.stream()
            .filter(Turn::measured)
            .mapToInt(turn -> workload.expectedVisibleFaults(turn.block()))
            .sum();
    int comparisons = definition.treatments().size() - 1;
    String why = "assumed in the definition";
    return List.of(
        PowerAnalysis.of(
            new Assumption.LogRatio(
                primary.cost(),
                replicates,
                -primary.assumedCostReduction(),
                primary.assumedCostLogSd(),
                why),
            LEVEL,
            comparisons),
        PowerAnalysis.of(
            new Assumption.MatchedShare(
                primary.accuracy(), faults, primary.assumedDiscordant(), 0, primary.margin(), why),
            LEVEL,
            comparisons));
  }
}
