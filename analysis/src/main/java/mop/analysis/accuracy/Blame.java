package mop.analysis.accuracy;

import mop.analysis.telemetry.TraceTable;

/**
 * Which service answers for a span that misbehaves. A client's own time is the time it waits for
 * its callee (network, queue, a callee that never answered), so the callee answers for it; every
 * other span answers for itself. The callee is the service of the span's child, or, where the child
 * is missing, the service that the operation's spans usually call.
 */
final class Blame {
  private static final int NONE = -1;
  private static final int CLIENT = 3;

  private final int[] service;
  private final boolean[] errorOrigin;

  Blame(TraceTable table) {
    service = new int[table.spans()];
    errorOrigin = new boolean[table.spans()];
    int[] callee = callees(table);
    int[] usual = usualCallees(table, callee);
    for (int span = 0; span < service.length; span++) {
      int own = table.serviceOfOperation(table.operation(span));
      boolean client = table.kind(span) == CLIENT || table.kind(span) == 0;
      int other = callee[span] != NONE ? callee[span] : usual[table.operation(span)];
      service[span] = client && other != NONE ? other : own;
      errorOrigin[span] = table.error(span);
    }
    for (int span = 0; span < service.length; span++) {
      if (table.error(span) && table.parent(span) != TraceTable.NO_PARENT) {
        errorOrigin[table.parent(span)] = false;
      }
    }
  }

  /** By span the other service that a child of it runs in. */
  private static int[] callees(TraceTable table) {
    int[] callee = new int[table.spans()];
    java.util.Arrays.fill(callee, NONE);
    for (int span = 0; span < callee.length; span++) {
      int parent = table.parent(span);
      if (parent != TraceTable.NO_PARENT) {
        int here = table.serviceOfOperation(table.operation(span));
        if (here != table.serviceOfOperation(table.operation(parent))) {
          callee[parent] = here;
        }
      }
    }
    return callee;
  }

  /** By operation the service that at least half of its spans call, by Boyer and Moore's vote. */
  private static int[] usualCallees(TraceTable table, int[] callee) {
    int operations = table.operations().size();
    int[] candidate = new int[operations];
    java.util.Arrays.fill(candidate, NONE);
    int[] votes = new int[operations];
    for (int span = 0; span < callee.length; span++) {
      int operation = table.operation(span);
      if (votes[operation] == 0) {
        candidate[operation] = callee[span];
        votes[operation] = 1;
      } else {
        votes[operation] += candidate[operation] == callee[span] ? 1 : -1;
      }
    }
    return candidate;
  }

  /** The service that answers for the span. */
  int service(int span) {
    return service[span];
  }

  /** Whether the span failed and none of its children did. */
  boolean errorOrigin(int span) {
    return errorOrigin[span];
  }
}
