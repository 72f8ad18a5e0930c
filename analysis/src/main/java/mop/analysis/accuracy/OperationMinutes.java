package mop.analysis.accuracy;

import java.util.Arrays;
import mop.analysis.telemetry.AdjustedCounts;

/**
 * What one operation did in each minute, as estimated from one data set. Reused from one to next.
 */
final class OperationMinutes {
  /** Slow is what is above this quantile of the operation's own durations in the data set. */
  private static final double SLOW = 0.95;

  private final Reference reference;
  private final AdjustedCounts counts;
  private final LogHistogram durations = new LogHistogram();

  /** All spans of the operation, whatever their kind. */
  final ClusteredCount spans;

  final ClusteredCount requests;
  final EventCounts errors;
  final EventCounts slow;
  final double[] logSum;
  final double[] logSquare;

  OperationMinutes(Reference reference, AdjustedCounts counts) {
    this.reference = reference;
    this.counts = counts;
    int minutes = reference.grid().size();
    spans = new ClusteredCount(minutes);
    requests = new ClusteredCount(minutes);
    errors = new EventCounts(counts, minutes);
    slow = new EventCounts(counts, minutes);
    logSum = new double[minutes];
    logSquare = new double[minutes];
  }

  void load(int operation) {
    spans.clear();
    requests.clear();
    errors.clear();
    slow.clear();
    Arrays.fill(logSum, 0);
    Arrays.fill(logSquare, 0);
    double limit = slowLimit(operation);
    Grouping all = reference.spans();
    for (int cell = all.firstCell(operation); cell < all.firstCell(operation + 1); cell++) {
      int minute = all.minute(cell);
      for (int i = all.first(cell); i < all.first(cell + 1); i++) {
        int span = all.span(i);
        int trace = reference.trees().traceOf(span);
        double weight = counts.ofTrace(trace);
        if (weight > 0) {
          spans.add(minute, trace, weight);
          if (reference.serves(span)) {
            request(minute, trace, weight, span, limit);
          }
        }
      }
    }
  }

  private void request(int minute, int trace, double weight, int span, double limit) {
    double log = reference.logDuration(span);
    requests.add(minute, trace, weight);
    logSum[minute] += weight * log;
    logSquare[minute] += weight * log * log;
    if (reference.table().error(span)) {
      errors.add(minute, trace);
    }
    if (log > limit) {
      slow.add(minute, trace);
    }
  }

  private double slowLimit(int operation) {
    durations.clear();
    Grouping all = reference.spans();
    int from = all.first(all.firstCell(operation));
    int to = all.first(all.firstCell(operation + 1));
    for (int i = from; i < to; i++) {
      int span = all.span(i);
      double weight = counts.ofTrace(reference.trees().traceOf(span));
      if (weight > 0 && reference.serves(span)) {
        durations.add(reference.logDuration(span), weight);
      }
    }
    return durations.effectiveCount() > 0 ? durations.quantile(SLOW) : Double.POSITIVE_INFINITY;
  }
}
