package mop.analysis.accuracy;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import mop.analysis.estimate.ClusterSample;
import mop.analysis.estimate.HajekRatio;
import mop.analysis.estimate.HorvitzThompson;
import mop.analysis.estimate.OrderStatistics;
import mop.analysis.estimate.QuantileSample;
import mop.analysis.inference.Interval;
import mop.analysis.result.Estimate;

/** The kept requests of one cell, in order of duration; a trace is one cluster of them. */
final class RequestCell {
  static final double[] LEVELS = {0.50, 0.95, 0.99};

  /** Of the intervals of estimates. */
  static final double LEVEL = 0.95;

  private final Reference reference;
  private final QuantileSample durations = new QuantileSample();
  private final ClusterSample sample = new ClusterSample();
  private final int[] clusterOfTrace;
  private final int[] seenInCell;
  private double[] weights = new double[64];
  private double[] served = new double[64];
  private double[] failed = new double[64];
  private int clusters;

  RequestCell(Reference reference) {
    this.reference = reference;
    clusterOfTrace = new int[reference.table().traces()];
    seenInCell = new int[reference.table().traces()];
    Arrays.fill(seenInCell, -1);
  }

  void fill(int cell, IntToDoubleFunction weightOfTrace) {
    Grouping cells = reference.requests();
    durations.clear();
    clusters = 0;
    for (int i = cells.first(cell); i < cells.first(cell + 1); i++) {
      int span = cells.span(i);
      int trace = reference.trees().traceOf(span);
      double weight = weightOfTrace.applyAsDouble(trace);
      if (weight > 0) {
        int cluster = cluster(cell, trace, weight);
        durations.add((double) reference.table().durationNanos(span), weight, cluster);
        served[cluster]++;
        failed[cluster] += reference.table().error(span) ? 1 : 0;
      }
    }
  }

  private int cluster(int cell, int trace, double weight) {
    if (seenInCell[trace] != cell) {
      seenInCell[trace] = cell;
      clusterOfTrace[trace] = clusters;
      if (clusters == weights.length) {
        weights = Arrays.copyOf(weights, clusters * 2);
        served = Arrays.copyOf(served, clusters * 2);
        failed = Arrays.copyOf(failed, clusters * 2);
      }
      weights[clusters] = weight;
      served[clusters] = 0;
      failed[clusters++] = 0;
    }
    return clusterOfTrace[trace];
  }

  /** Kept requests. */
  int size() {
    return durations.size();
  }

  /** Kept requests with an error. */
  double errors() {
    return Arrays.stream(failed, 0, clusters).sum();
  }

  Estimate requests() {
    return HorvitzThompson.total(sample(served), LEVEL);
  }

  Estimate errorShare() {
    return HajekRatio.share(sample(failed), LEVEL);
  }

  private ClusterSample sample(double[] y) {
    sample.clear();
    for (int c = 0; c < clusters; c++) {
      sample.add(1 / weights[c], y[c], served[c]);
    }
    return sample;
  }

  /** At {@link #LEVELS}; needs a kept request. */
  double[] quantiles() {
    return durations.quantiles(LEVELS);
  }

  Optional<Interval> interval(double q, OrderStatistics order) {
    return durations.interval(q, order);
  }
}
