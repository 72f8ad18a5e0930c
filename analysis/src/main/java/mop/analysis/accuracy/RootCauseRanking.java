package mop.analysis.accuracy;

import java.util.Arrays;
import java.util.OptionalInt;
import mop.analysis.telemetry.AdjustedCounts;
import mop.analysis.telemetry.Fault;
import mop.analysis.telemetry.TraceTable;

/**
 * Names the service at fault from kept traces by the spectrum method. A service is abnormal in a
 * trace to the degree of its worst span: the origin of an error, a self time far above what is
 * usual for the operation, or a call that is hardly ever made. With e the weighted abnormal traces
 * of the fault's window and p those of as many fault-free traces, services are ranked by (e − p) /
 * √(e + p): Ochiai's coefficient e / √(F (e + p)) with what fault-free traces show anyway taken
 * off, F being the same for all services. Arrivals at a service's entries are a second element of
 * the spectrum, for a flood of requests makes no span abnormal.
 */
final class RootCauseRanking {
  static final String NAME = "spectrum (Ochiai, weighted by adjusted counts, background removed)";

  /** Fewer fault-free traces than this say nothing of what is usual. */
  private static final int LEAST_QUIET_TRACES = 20;

  private final Reference reference;
  private final FaultScope scope;
  private final Blame blame;
  private final boolean[] quietTrace;
  private final int[][] tracesOfFault;

  RootCauseRanking(Reference reference, FaultScope scope) {
    this.reference = reference;
    this.scope = scope;
    TraceTable table = reference.table();
    blame = new Blame(table);
    long[] start = new long[table.traces()];
    for (int trace = 0; trace < start.length; trace++) {
      int root = reference.trees().root(trace);
      start[trace] = root == CallTrees.NONE ? Long.MIN_VALUE : table.startNanos(root);
    }
    boolean[] inWindow = new boolean[start.length];
    tracesOfFault = new int[scope.faults().size()][];
    for (int f = 0; f < tracesOfFault.length; f++) {
      Fault fault = scope.faults().get(f);
      int[] inside = new int[start.length];
      int count = 0;
      for (int trace = 0; trace < start.length; trace++) {
        if (start[trace] >= fault.startNanos() && start[trace] < fault.endNanos()) {
          inWindow[trace] = true;
          inside[count++] = trace;
        }
      }
      tracesOfFault[f] = Arrays.copyOf(inside, count);
    }
    quietTrace = new boolean[start.length];
    for (int trace = 0; trace < start.length; trace++) {
      quietTrace[trace] = !inWindow[trace] && start[trace] != Long.MIN_VALUE;
    }
  }

  /** Ranks for one data set. */
  Ranks ranks(AdjustedCounts counts) {
    return new Ranks(counts);
  }

  /** The ranking from one data set. */
  final class Ranks {
    private final AdjustedCounts counts;
    private final UsualSpans usual;
    private final Evidence quiet;
    private final ArrivalEvidence quietArrivals = new ArrivalEvidence(reference);
    private final boolean judged;

    private Ranks(AdjustedCounts counts) {
      this.counts = counts;
      usual = new UsualSpans(reference, counts, quietTrace);
      quiet = new Evidence(reference.table().services().size());
      int seen = 0;
      for (int trace = 0; trace < quietTrace.length; trace++) {
        double weight = counts.ofTrace(trace);
        if (weight > 0 && quietTrace[trace]) {
          add(quiet, trace, weight);
          quietArrivals.add(trace, weight);
          seen++;
        }
      }
      judged = seen >= LEAST_QUIET_TRACES;
    }

    /** The place of the true root cause, from 1; empty when nothing speaks for it. */
    OptionalInt rank(int fault) {
      int truth =
          reference.table().services().indexOf(scope.faults().get(fault).rootCauseService());
      if (!judged || truth < 0) {
        return OptionalInt.empty();
      }
      Evidence window = new Evidence(reference.table().services().size());
      ArrivalEvidence arrivals = new ArrivalEvidence(reference);
      for (int trace : tracesOfFault[fault]) {
        double weight = counts.ofTrace(trace);
        if (weight > 0) {
          add(window, trace, weight);
          arrivals.add(trace, weight);
        }
      }
      double[] scores = arrivals.scores(quietArrivals);
      for (int service = 0; service < scores.length; service++) {
        scores[service] = Math.max(scores[service], window.score(quiet, service));
      }
      if (scores[truth] <= 0) {
        return OptionalInt.empty();
      }
      int rank = 1;
      for (int service = 0; service < scores.length; service++) {
        // A tie is counted against the truth.
        if (service != truth && scores[service] >= scores[truth]) {
          rank++;
        }
      }
      return OptionalInt.of(rank);
    }

    private void add(Evidence evidence, int trace, double weight) {
      TraceTable table = reference.table();
      evidence.beginTrace();
      for (int span = table.firstSpan(trace); span < table.firstSpan(trace + 1); span++) {
        evidence.blame(blame.service(span), usual.slowness(span));
        if (blame.errorOrigin(span)) {
          evidence.blame(blame.service(span), 1);
        }
        if (usual.rareCall(span)) {
          int caller = table.operation(table.parent(span));
          evidence.blame(table.serviceOfOperation(caller), 1);
        }
      }
      evidence.endTrace(weight, counts.likely(trace));
    }
  }
}
