package mop.analysis.accuracy;

import java.util.BitSet;
import java.util.function.IntPredicate;
import mop.analysis.telemetry.TraceTable;

/** Counts of traces, spans and paths: kept against full. */
final class TraceShares {
  private static final double SLOW = 0.99;

  private final Reference reference;
  private final BitSet errorTraces = new BitSet();
  private final BitSet slowTraces = new BitSet();

  TraceShares(Reference reference) {
    this.reference = reference;
    TraceTable table = reference.table();
    for (int span = 0; span < table.spans(); span++) {
      if (table.error(span)) {
        errorTraces.set(reference.trees().traceOf(span));
      }
    }
    long[][] limits = {rootLimits()};
    for (int trace = 0; trace < table.traces(); trace++) {
      int root = reference.trees().root(trace);
      if (root != CallTrees.NONE && table.durationNanos(root) > limits[0][table.operation(root)]) {
        slowTraces.set(trace);
      }
    }
  }

  /** The 99th percentile of the root durations of each operation, by nearest rank. */
  private long[] rootLimits() {
    TraceTable table = reference.table();
    int operations = table.operations().size();
    int[] first = new int[operations + 1];
    for (int trace = 0; trace < table.traces(); trace++) {
      int root = reference.trees().root(trace);
      if (root != CallTrees.NONE) {
        first[table.operation(root) + 1]++;
      }
    }
    for (int operation = 0; operation < operations; operation++) {
      first[operation + 1] += first[operation];
    }
    long[] durations = new long[first[operations]];
    int[] next = java.util.Arrays.copyOf(first, operations);
    for (int trace = 0; trace < table.traces(); trace++) {
      int root = reference.trees().root(trace);
      if (root != CallTrees.NONE) {
        durations[next[table.operation(root)]++] = table.durationNanos(root);
      }
    }
    long[] limits = new long[operations];
    for (int operation = 0; operation < operations; operation++) {
      int count = first[operation + 1] - first[operation];
      if (count > 0) {
        java.util.Arrays.sort(durations, first[operation], first[operation + 1]);
        limits[operation] = durations[first[operation] + (int) Math.ceil(SLOW * count) - 1];
      }
    }
    return limits;
  }

  TrialEvidence.Share traces(BitSet kept) {
    return new TrialEvidence.Share(kept.cardinality(), reference.table().traces());
  }

  TrialEvidence.Share spans(BitSet kept) {
    TraceTable table = reference.table();
    long spans = 0;
    for (int trace = kept.nextSetBit(0); trace >= 0; trace = kept.nextSetBit(trace + 1)) {
      spans += table.firstSpan(trace + 1) - table.firstSpan(trace);
    }
    return new TrialEvidence.Share(spans, table.spans());
  }

  TrialEvidence.Share errorTraces(BitSet kept) {
    return of(errorTraces, kept);
  }

  /** Slower than the 99th percentile of their root operation, so none of fewer than 100 traces. */
  TrialEvidence.Share slowTraces(BitSet kept) {
    return of(slowTraces, kept);
  }

  private static TrialEvidence.Share of(BitSet those, BitSet kept) {
    BitSet both = (BitSet) those.clone();
    both.and(kept);
    return new TrialEvidence.Share(both.cardinality(), those.cardinality());
  }

  TrialEvidence.Share callPaths(BitSet kept) {
    return new TrialEvidence.Share(paths(kept::get), reference.trees().paths());
  }

  private long paths(IntPredicate kept) {
    BitSet seen = new BitSet();
    TraceTable table = reference.table();
    for (int trace = 0; trace < table.traces(); trace++) {
      if (kept.test(trace)) {
        for (int span = table.firstSpan(trace); span < table.firstSpan(trace + 1); span++) {
          int path = reference.trees().leafPath(span);
          if (path != CallTrees.NONE) {
            seen.set(path);
          }
        }
      }
    }
    return seen.cardinality();
  }
}
