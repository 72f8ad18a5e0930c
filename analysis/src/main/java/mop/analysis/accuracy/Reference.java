package mop.analysis.accuracy;

import mop.analysis.telemetry.TraceTable;

/** A block's full data, grouped for judging; computed once and never changed. */
final class Reference {
  private static final int SERVER = 2;
  private static final int CONSUMER = 5;

  private final TraceTable table;
  private final MinuteGrid grid;
  private final CallTrees trees;
  private final Grouping requests;
  private final Grouping spans;
  private final Grouping calls;
  private final boolean kinds;
  private final float[] logDuration;

  Reference(TraceTable table) {
    this.table = table;
    grid = new MinuteGrid(table);
    trees = new CallTrees(table);
    kinds = hasKinds(table);
    int operations = table.operations().size();
    int[] operation = new int[table.spans()];
    int[] served = new int[table.spans()];
    logDuration = new float[table.spans()];
    for (int span = 0; span < operation.length; span++) {
      operation[span] = table.operation(span);
      served[span] = serves(span) ? operation[span] : Grouping.NONE;
      logDuration[span] = (float) Math.log(table.durationNanos(span) + 1.0);
    }
    requests = new Grouping(served, operations, grid);
    requests.sortCells(logDuration);
    spans = new Grouping(operation, operations, grid);
    calls = new Grouping(trees.edge(), trees.edges(), grid);
  }

  /** Whether any span names its kind; recordings of old agents name none. */
  private static boolean hasKinds(TraceTable table) {
    for (int span = 0; span < table.spans(); span++) {
      if (table.kind(span) != 0) {
        return true;
      }
    }
    return false;
  }

  TraceTable table() {
    return table;
  }

  MinuteGrid grid() {
    return grid;
  }

  CallTrees trees() {
    return trees;
  }

  /** Spans that serve a request, by operation and minute, in order of duration. */
  Grouping requests() {
    return requests;
  }

  /** All spans by operation and minute, trace by trace. */
  Grouping spans() {
    return spans;
  }

  /** All spans with a parent, by call edge and minute, trace by trace. */
  Grouping calls() {
    return calls;
  }

  /** Server and consumer spans serve; where no span has a kind, every span does. */
  boolean serves(int span) {
    return !kinds || table.kind(span) == SERVER || table.kind(span) == CONSUMER;
  }

  /** Natural logarithm of the duration in nanoseconds, plus one. */
  float logDuration(int span) {
    return logDuration[span];
  }
}
