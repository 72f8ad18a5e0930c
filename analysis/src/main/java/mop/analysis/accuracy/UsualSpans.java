package mop.analysis.accuracy;

import mop.analysis.telemetry.AdjustedCounts;

/**
 * What is usual for the operations of a data set, learnt from its own fault-free traces: the self
 * time of each operation, and how often each calls which other.
 */
final class UsualSpans {
  /** Spread of self times assumed before any is seen (a factor of e^0.5), worth so many spans. */
  private static final double PRIOR_SPREAD = 0.5;

  private static final double PRIOR_COUNT = 5;

  /** A deviation of so many spreads starts to be abnormal, and is fully so at twice that. */
  private static final double BEGIN = 2;

  /** A call seen in a smaller share of its caller's spans is unusual. */
  private static final double RARE_CALL = 0.005;

  private final Reference reference;
  private final double[] median;
  private final double[] spread;
  private final boolean[] rareCall;

  UsualSpans(Reference reference, AdjustedCounts counts, boolean[] quietTrace) {
    this.reference = reference;
    int operations = reference.table().operations().size();
    median = new double[operations];
    spread = new double[operations];
    double[] calls = new double[operations];
    double[] effective = new double[operations];
    LogHistogram histogram = new LogHistogram();
    Grouping spans = reference.spans();
    for (int operation = 0; operation < operations; operation++) {
      histogram.clear();
      int to = spans.first(spans.firstCell(operation + 1));
      for (int i = spans.first(spans.firstCell(operation)); i < to; i++) {
        int span = spans.span(i);
        int trace = reference.trees().traceOf(span);
        double weight = counts.ofTrace(trace);
        if (weight > 0 && quietTrace[trace]) {
          histogram.add(reference.trees().logSelf(span), weight);
          calls[operation] += weight;
        }
      }
      effective[operation] = histogram.effectiveCount();
      learn(operation, histogram);
    }
    rareCall = rareCalls(counts, quietTrace, calls, effective);
  }

  private void learn(int operation, LogHistogram histogram) {
    double n = histogram.effectiveCount();
    if (n == 0) {
      median[operation] = Double.POSITIVE_INFINITY;
      spread[operation] = PRIOR_SPREAD;
      return;
    }
    median[operation] = histogram.quantile(0.5);
    // Standard deviation of the upper half: latencies lean to the right.
    double one = histogram.quantile(0.8413) - median[operation];
    double two = (histogram.quantile(0.9772) - median[operation]) / 2;
    double own = Math.max(0.05, Math.max(one, two));
    spread[operation] = (n * own + PRIOR_COUNT * PRIOR_SPREAD) / (n + PRIOR_COUNT);
  }

  private boolean[] rareCalls(
      AdjustedCounts counts, boolean[] quietTrace, double[] calls, double[] effective) {
    Grouping edges = reference.calls();
    boolean[] rare = new boolean[reference.trees().edges()];
    for (int edge = 0; edge < rare.length; edge++) {
      double seen = 0;
      int to = edges.first(edges.firstCell(edge + 1));
      for (int i = edges.first(edges.firstCell(edge)); i < to; i++) {
        int trace = reference.trees().traceOf(edges.span(i));
        seen += quietTrace[trace] ? counts.ofTrace(trace) : 0;
      }
      int caller = reference.trees().callerOperation(edge);
      double n = effective[caller];
      double share = n > 0 ? (seen / calls[caller] * n + 0.5) / (n + 1) : 1;
      rare[edge] = share < RARE_CALL;
    }
    return rare;
  }

  /** How abnormal the span's self time is, from 0 (usual) to 1. */
  double slowness(int span) {
    int operation = reference.table().operation(span);
    double z = (reference.trees().logSelf(span) - median[operation]) / spread[operation];
    return Math.clamp((z - BEGIN) / BEGIN, 0, 1);
  }

  /** Whether this call is hardly ever made by its caller. */
  boolean rareCall(int span) {
    int edge = reference.trees().edge()[span];
    return edge != CallTrees.NONE && rareCall[edge];
  }
}
