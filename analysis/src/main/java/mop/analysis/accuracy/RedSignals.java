package mop.analysis.accuracy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import mop.analysis.estimate.WeightedQuantiles;
import mop.analysis.telemetry.AdjustedCounts;

/**
 * Request rate, error rate and duration quantiles by operation and minute: how far the estimates
 * from kept traces lie from the full data.
 */
final class RedSignals {
  static final List<String> NAMES = List.of("requestRate", "errorRate", "p50", "p95", "p99");
  private static final double[] LEVELS = {0.50, 0.95, 0.99};

  private final Reference reference;
  private final int minRequests;
  private final double[] fullErrors;
  private final double[][] fullQuantiles;
  private final int judgedCells;
  private final int judgedErrorCells;

  RedSignals(Reference reference, int minRequests) {
    this.reference = reference;
    this.minRequests = minRequests;
    Grouping cells = reference.requests();
    fullErrors = new double[cells.cells()];
    fullQuantiles = new double[cells.cells()][];
    int judged = 0;
    int judgedErrors = 0;
    Scratch scratch = new Scratch();
    for (int cell = 0; cell < cells.cells(); cell++) {
      int count = cells.first(cell + 1) - cells.first(cell);
      if (count < minRequests) {
        continue;
      }
      scratch.fill(cell, trace -> 1);
      fullErrors[cell] = scratch.errors;
      fullQuantiles[cell] = scratch.quantiles();
      judged++;
      judgedErrors += scratch.errors > 0 ? 1 : 0;
    }
    judgedCells = judged;
    judgedErrorCells = judgedErrors;
  }

  List<TrialEvidence.SignalErrors> errors(AdjustedCounts counts) {
    Optional<String> refusal = counts.refusal();
    if (refusal.isPresent()) {
      return NAMES.stream()
          .map(name ->
              new TrialEvidence.SignalErrors(name, null, null, cellsOf(name), 0, refusal.get()))
          .toList();
    }
    double[][] errors = new double[NAMES.size()][judgedCells];
    int[] used = new int[NAMES.size()];
    int[] empty = new int[NAMES.size()];
    Grouping cells = reference.requests();
    Scratch scratch = new Scratch();
    for (int cell = 0; cell < cells.cells(); cell++) {
      int full = cells.first(cell + 1) - cells.first(cell);
      if (full < minRequests) {
        continue;
      }
      scratch.fill(cell, counts::ofTrace);
      errors[0][used[0]++] = Math.abs(scratch.total - full) / full;
      if (scratch.kept == 0) {
        empty[0]++;
        empty[1] += fullErrors[cell] > 0 ? 1 : 0;
        for (int q = 2; q < empty.length; q++) {
          empty[q]++;
        }
        continue;
      }
      if (fullErrors[cell] > 0) {
        double rate = fullErrors[cell] / full;
        errors[1][used[1]++] = Math.abs(scratch.errors / scratch.total - rate) / rate;
      }
      double[] quantiles = scratch.quantiles();
      for (int q = 0; q < LEVELS.length; q++) {
        double truth = fullQuantiles[cell][q];
        if (truth > 0) {
          errors[2 + q][used[2 + q]++] = Math.abs(quantiles[q] - truth) / truth;
        }
      }
    }
    TrialEvidence.SignalErrors[] result = new TrialEvidence.SignalErrors[NAMES.size()];
    for (int signal = 0; signal < result.length; signal++) {
      result[signal] = summarise(signal, errors[signal], used[signal], empty[signal]);
    }
    return List.of(result);
  }

  private long cellsOf(String name) {
    return name.equals("errorRate") ? judgedErrorCells : judgedCells;
  }

  private static String ofThese(String name) {
    return name.equals("errorRate") ? " with an error among them" : "";
  }

  private TrialEvidence.SignalErrors summarise(int signal, double[] errors, int used, int empty) {
    String name = NAMES.get(signal);
    if (used == 0) {
      String why =
          empty > 0
              ? "nothing was kept in any cell"
              : "no cell of the full data has enough requests" + ofThese(name);
      return new TrialEvidence.SignalErrors(name, null, null, cellsOf(name), empty, why);
    }
    double[] sorted = Arrays.copyOf(errors, used);
    Arrays.sort(sorted);
    double[] ones = new double[used];
    Arrays.fill(ones, 1);
    double[] quantiles = WeightedQuantiles.of(sorted, ones, used, 0.5, 0.9);
    return new TrialEvidence.SignalErrors(
        name, quantiles[0], quantiles[1], cellsOf(name), empty, null);
  }

  /** The kept requests of one cell, in order of duration. */
  private final class Scratch {
    double[] durations = new double[256];
    double[] weights = new double[256];
    int kept;
    double total;
    double errors;

    void fill(int cell, java.util.function.IntToDoubleFunction weightOfTrace) {
      Grouping cells = reference.requests();
      int from = cells.first(cell);
      int to = cells.first(cell + 1);
      if (durations.length < to - from) {
        durations = new double[(to - from) * 2];
        weights = new double[(to - from) * 2];
      }
      kept = 0;
      total = 0;
      errors = 0;
      for (int i = from; i < to; i++) {
        int span = cells.span(i);
        double weight = weightOfTrace.applyAsDouble(reference.trees().traceOf(span));
        if (weight > 0) {
          durations[kept] = reference.table().durationNanos(span);
          weights[kept++] = weight;
          total += weight;
          errors += reference.table().error(span) ? weight : 0;
        }
      }
    }

    double[] quantiles() {
      return WeightedQuantiles.of(durations, weights, kept, LEVELS);
    }
  }
}
