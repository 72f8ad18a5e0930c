package mop.analysis.accuracy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import mop.analysis.estimate.OrderStatistics;
import mop.analysis.inference.Interval;
import mop.analysis.result.Estimate;
import mop.analysis.telemetry.AdjustedCounts;

/**
 * Request rate, error rate and duration quantiles by operation and minute: how far the estimates
 * from kept traces lie from the full data.
 */
final class RedSignals {
  static final List<String> NAMES = List.of("requestRate", "errorRate", "p50", "p95", "p99");

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
    RequestCell kept = new RequestCell(reference);
    for (int cell = 0; cell < cells.cells(); cell++) {
      int count = cells.first(cell + 1) - cells.first(cell);
      if (count < minRequests) {
        continue;
      }
      kept.fill(cell, trace -> 1);
      fullErrors[cell] = kept.errors();
      fullQuantiles[cell] = kept.quantiles();
      judged++;
      judgedErrors += kept.errors() > 0 ? 1 : 0;
    }
    judgedCells = judged;
    judgedErrorCells = judgedErrors;
  }

  List<TrialEvidence.SignalErrors> errors(AdjustedCounts counts) {
    Optional<String> refusal = counts.refusal();
    if (refusal.isPresent()) {
      return NAMES.stream()
          .map(name ->
              new TrialEvidence.SignalErrors(
                  name, null, null, cellsOf(name), 0, 0, 0, refusal.get()))
          .toList();
    }
    SignalTally requestRate = new SignalTally(judgedCells);
    SignalTally errorRate = new SignalTally(judgedErrorCells);
    SignalTally[] quantiles = new SignalTally[RequestCell.LEVELS.length];
    Arrays.setAll(quantiles, q -> new SignalTally(judgedCells));
    OrderStatistics order = new OrderStatistics(RequestCell.LEVEL);
    Grouping cells = reference.requests();
    RequestCell kept = new RequestCell(reference);
    for (int cell = 0; cell < cells.cells(); cell++) {
      int full = cells.first(cell + 1) - cells.first(cell);
      if (full >= minRequests) {
        kept.fill(cell, counts::ofTrace);
        requests(requestRate, kept, full);
        if (fullErrors[cell] > 0) {
          errorShare(errorRate, kept, fullErrors[cell] / full);
        }
        durations(quantiles, kept, fullQuantiles[cell], order);
      }
    }
    String none = "no cell of the full data has enough requests";
    List<TrialEvidence.SignalErrors> all = new ArrayList<>();
    all.add(requestRate.summarise(NAMES.get(0), none));
    all.add(errorRate.summarise(NAMES.get(1), none + " with an error among them"));
    for (int q = 0; q < quantiles.length; q++) {
      all.add(quantiles[q].summarise(NAMES.get(2 + q), none));
    }
    return all;
  }

  /** No kept request is an estimate, of none; but it has no interval. */
  private static void requests(SignalTally tally, RequestCell kept, double full) {
    if (kept.size() == 0) {
      tally.empty();
      tally.estimate(0, full);
    } else {
      Estimate estimate = kept.requests();
      tally.estimate(estimate.estimate(), full);
      tally.interval(new Interval(estimate.low(), estimate.high()), full);
    }
  }

  private static void errorShare(SignalTally tally, RequestCell kept, double full) {
    if (kept.size() == 0) {
      tally.empty();
    } else {
      Estimate estimate = kept.errorShare();
      tally.estimate(estimate.estimate(), full);
      tally.interval(new Interval(estimate.low(), estimate.high()), full);
    }
  }

  private static void durations(
      SignalTally[] tallies, RequestCell kept, double[] full, OrderStatistics order) {
    double[] estimates = kept.size() == 0 ? full : kept.quantiles();
    for (int q = 0; q < tallies.length; q++) {
      SignalTally tally = tallies[q];
      double truth = full[q];
      if (kept.size() == 0) {
        tally.empty();
      } else if (truth > 0) {
        tally.estimate(estimates[q], truth);
        kept.interval(RequestCell.LEVELS[q], order)
            .ifPresent(interval -> tally.interval(interval, truth));
      }
    }
  }

  private long cellsOf(String name) {
    return name.equals("errorRate") ? judgedErrorCells : judgedCells;
  }
}
