package mop.analysis.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import mop.analysis.trial.Trial;

/** Trials by block and treatment. */
record TrialTable(TreeMap<Integer, Map<String, Trial>> blocks) {

  static TrialTable of(List<Trial> trials) {
    TreeMap<Integer, Map<String, Trial>> blocks = new TreeMap<>();
    for (Trial trial : trials) {
      blocks.computeIfAbsent(trial.block(), block -> new HashMap<>()).put(trial.treatment(), trial);
    }
    return new TrialTable(blocks);
  }

  /** One row a block that has the outcome with every one of the treatments, in their order. */
  double[][] values(List<String> treatments, String outcome) {
    List<double[]> rows = new ArrayList<>();
    for (Map<String, Trial> block : blocks.values()) {
      boolean all =
          treatments.stream()
              .allMatch(
                  t -> block.containsKey(t) && has(Objects.requireNonNull(block.get(t)), outcome));
      if (all) {
        rows.add(
            treatments.stream()
                .mapToDouble(t ->
                    Objects.requireNonNull(
                        Objects.requireNonNull(block.get(t)).outcomes().get(outcome)))
                .toArray());
      }
    }
    return rows.toArray(double[][]::new);
  }

  /** Natural logarithms of the same; no row at all when some value is not above 0. */
  double[][] logs(List<String> treatments, String outcome) {
    double[][] values = values(treatments, outcome);
    return Arrays.stream(values).flatMapToDouble(Arrays::stream).allMatch(value -> value > 0)
        ? Arrays.stream(values)
            .map(block -> Arrays.stream(block).map(Math::log).toArray())
            .toArray(double[][]::new)
        : new double[0][];
  }

  private static boolean has(Trial trial, String outcome) {
    return trial.outcomes().containsKey(outcome);
  }
}
