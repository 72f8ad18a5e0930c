package mop.analysis.accuracy;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import mop.analysis.telemetry.TraceTable;

/**
 * Arrivals by entry: weighted traces by the operation of their root span. More arrivals at one
 * entry than at the others speak for the service that serves it.
 */
final class ArrivalEvidence {
  private final TraceTable table;
  private final CallTrees trees;
  private final double[] arrivals;
  private final double[] square;

  ArrivalEvidence(Reference reference) {
    table = reference.table();
    trees = reference.trees();
    arrivals = new double[table.operations().size()];
    square = new double[arrivals.length];
  }

  void add(int trace, double weight) {
    int entry = table.operation(trees.root(trace));
    arrivals[entry] += weight;
    square[entry] += weight * weight;
  }

  /**
   * By service the highest (e − p) / √(e + p) of its entries, in effective traces: e arrivals here,
   * p those of the background, scaled to here by the median entry's ratio so that traffic that
   * rises everywhere speaks for nobody. 0 for services without entries.
   */
  double[] scores(ArrivalEvidence background) {
    double ratio = medianRatio(background);
    double[] scores = new double[table.services().size()];
    for (int entry = 0; entry < arrivals.length; entry++) {
      double all = arrivals[entry] + background.arrivals[entry];
      if (all > 0) {
        double unit = (square[entry] + background.square[entry]) / all;
        double e = arrivals[entry] / unit;
        double p = ratio * background.arrivals[entry] / unit;
        int service = table.serviceOfOperation(entry);
        if (e > p) {
          scores[service] = Math.max(scores[service], (e - p) / Math.sqrt(e + p));
        }
      }
    }
    return scores;
  }

  /** Median over entries of here / background, each entry weighing as its background. */
  private double medianRatio(ArrivalEvidence background) {
    int[] entries =
        IntStream.range(0, arrivals.length)
            .filter(entry -> background.arrivals[entry] > 0)
            .boxed()
            .sorted(
                Comparator.comparingDouble(entry -> arrivals[entry] / background.arrivals[entry]))
            .mapToInt(Integer::intValue)
            .toArray();
    double half = Arrays.stream(background.arrivals).sum() / 2;
    double sum = 0;
    for (int entry : entries) {
      sum += background.arrivals[entry];
      if (sum >= half) {
        return arrivals[entry] / background.arrivals[entry];
      }
    }
    return 0;
  }
}
