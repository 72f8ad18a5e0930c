package mop.analysis.accuracy;

import java.util.Arrays;
import mop.analysis.telemetry.TraceTable;

/** What follows from the shape of the call trees alone; computed once a block. */
final class CallTrees {
  static final int NONE = -1;

  /** Added to self times before the logarithm: no clock of a span is finer than this. */
  private static final double MICROSECOND = 1_000;

  private final int[] traceOf;
  private final int[] root;
  private final float[] logSelf;
  private final int[] edge;
  private final LongIndex edges = new LongIndex();
  private final int[] leafPath;
  private int paths;

  CallTrees(TraceTable table) {
    traceOf = new int[table.spans()];
    root = new int[table.traces()];
    logSelf = new float[table.spans()];
    edge = new int[table.spans()];
    leafPath = new int[table.spans()];
    for (int trace = 0; trace < table.traces(); trace++) {
      int from = table.firstSpan(trace);
      int to = table.firstSpan(trace + 1);
      Arrays.fill(traceOf, from, to, trace);
      root[trace] = rootOf(table, from, to);
    }
    selfTimes(table);
    edges(table);
    paths(table);
  }

  /** The earliest span without a parent, or the earliest span where every one names a parent. */
  private static int rootOf(TraceTable table, int from, int to) {
    int best = NONE;
    for (int span = from; span < to; span++) {
      if (best == NONE || before(table, span, best)) {
        best = span;
      }
    }
    return best;
  }

  private static boolean before(TraceTable table, int span, int best) {
    boolean orphan = table.parent(span) == TraceTable.NO_PARENT;
    boolean bestOrphan = table.parent(best) == TraceTable.NO_PARENT;
    if (orphan != bestOrphan) {
      return orphan;
    }
    return table.startNanos(span) < table.startNanos(best);
  }

  /** Duration less the union of the children's intervals within it: no parent pays for a child. */
  private void selfTimes(TraceTable table) {
    long[] coveredUntil = new long[table.spans()];
    long[] covered = new long[table.spans()];
    int[] byStart = new int[64];
    for (int trace = 0; trace < table.traces(); trace++) {
      int from = table.firstSpan(trace);
      int count = table.firstSpan(trace + 1) - from;
      if (byStart.length < count) {
        byStart = new int[count * 2];
      }
      sortByStart(table, from, count, byStart);
      for (int i = 0; i < count; i++) {
        int child = byStart[i];
        int parent = table.parent(child);
        if (parent == TraceTable.NO_PARENT) {
          continue;
        }
        long parentStart = table.startNanos(parent);
        long parentEnd = parentStart + table.durationNanos(parent);
        long begin = Math.max(parentStart, table.startNanos(child));
        long end = Math.min(parentEnd, table.startNanos(child) + table.durationNanos(child));
        if (covered[parent] > 0) {
          begin = Math.max(begin, coveredUntil[parent]);
        }
        if (end > begin) {
          covered[parent] += end - begin;
          coveredUntil[parent] = end;
        }
      }
    }
    for (int span = 0; span < covered.length; span++) {
      logSelf[span] = (float) Math.log(table.durationNanos(span) - covered[span] + MICROSECOND);
    }
  }

  private static void sortByStart(TraceTable table, int from, int count, int[] byStart) {
    if (count > 256) {
      long[] starts = new long[count];
      Integer[] boxed = new Integer[count];
      for (int i = 0; i < count; i++) {
        boxed[i] = from + i;
        starts[i] = table.startNanos(from + i);
      }
      Arrays.sort(boxed, (a, b) -> Long.compare(starts[a - from], starts[b - from]));
      for (int i = 0; i < count; i++) {
        byStart[i] = boxed[i];
      }
      return;
    }
    for (int i = 0; i < count; i++) {
      int span = from + i;
      int at = i;
      while (at > 0 && table.startNanos(byStart[at - 1]) > table.startNanos(span)) {
        byStart[at] = byStart[at - 1];
        at--;
      }
      byStart[at] = span;
    }
  }

  private void edges(TraceTable table) {
    for (int span = 0; span < edge.length; span++) {
      int parent = table.parent(span);
      edge[span] =
          parent == TraceTable.NO_PARENT
              ? NONE
              : edges.indexOf((long) table.operation(parent) << 32 | table.operation(span));
    }
  }

  private void paths(TraceTable table) {
    boolean[] inner = new boolean[table.spans()];
    for (int span = 0; span < inner.length; span++) {
      if (table.parent(span) != TraceTable.NO_PARENT) {
        inner[table.parent(span)] = true;
      }
    }
    LongIndex distinct = new LongIndex();
    long[] hash = new long[table.spans()];
    int[] chain = new int[64];
    for (int span = 0; span < inner.length; span++) {
      int length = 0;
      int at = span;
      int limit = table.firstSpan(traceOf[span] + 1) - table.firstSpan(traceOf[span]);
      // A chain longer than the trace is a cycle in broken data; it is cut where that shows.
      while (at != TraceTable.NO_PARENT && hash[at] == 0 && length < limit) {
        if (length == chain.length) {
          chain = Arrays.copyOf(chain, length * 2);
        }
        chain[length++] = at;
        at = table.parent(at);
      }
      long above = at == TraceTable.NO_PARENT ? 0 : hash[at];
      while (length > 0) {
        int next = chain[--length];
        above = LongIndex.mix(above * 31 + table.operation(next) + 1) | 1;
        hash[next] = above;
      }
      leafPath[span] = inner[span] ? NONE : distinct.indexOf(hash[span]);
    }
    paths = distinct.size();
  }

  int traceOf(int span) {
    return traceOf[span];
  }

  /** The root span of a trace, or {@link #NONE} for a trace without spans. */
  int root(int trace) {
    return root[trace];
  }

  /** Natural logarithm of the self time in nanoseconds, plus a microsecond. */
  float logSelf(int span) {
    return logSelf[span];
  }

  /** Call edge by span: (operation of the parent, operation); {@link #NONE} without parent. */
  int[] edge() {
    return edge;
  }

  int edges() {
    return edges.size();
  }

  int callerOperation(int ofEdge) {
    return (int) (edges.key(ofEdge) >>> 32);
  }

  int calleeOperation(int ofEdge) {
    return (int) edges.key(ofEdge);
  }

  /** Index of the path from the root to this span when it is a leaf, else {@link #NONE}. */
  int leafPath(int span) {
    return leafPath[span];
  }

  /** Distinct paths of operations from a root to a leaf. */
  int paths() {
    return paths;
  }
}
