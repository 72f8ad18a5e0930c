package mop.stack.traces;

import java.util.Arrays;

/**
 * The order in which a trace's spans are stored: by resource, then by scope, each in order of first
 * appearance; spans in order of arrival. A trace put together from several pieces is ordered by
 * start time instead, and a span that an earlier piece holds (same id and kind) is left out.
 */
final class TraceLayout {
  private final OriginCatalog catalog;

  /** Spans in order of storage. */
  int[] order = new int[64];

  int size;

  /** Scopes in order of storage: first span in {@link #order}, and the end behind the last. */
  int[] scopeStart = new int[17];

  int[] scopeId = new int[16];
  int scopes;

  /** Resources in order of storage: first scope, and the end behind the last. */
  int[] resourceStart = new int[17];

  int[] resourceId = new int[16];
  int resources;

  private int[] kept = new int[64];
  private int[] groupOf = new int[64];
  private int[] groupResource = new int[16];
  private int[] groupScope = new int[16];
  private int groups;

  TraceLayout(OriginCatalog catalog) {
    this.catalog = catalog;
  }

  void arrange(SpanTable spans) {
    size = keep(spans);
    if (size > groupOf.length) {
      groupOf = new int[kept.length];
      order = new int[kept.length];
    }
    groups = 0;
    int last = -1;
    for (int k = 0; k < size; k++) {
      int origin = spans.origin[kept[k]];
      int group = k > 0 && origin == last ? groupOf[k - 1] : group(origin);
      groupOf[k] = group;
      last = origin;
    }
    if (groups == 1) {
      System.arraycopy(kept, 0, order, 0, size);
      scopes = 0;
      resources = 0;
      place(0, 0);
      scopeStart[1] = size;
      resourceStart[1] = 1;
    } else {
      spread();
    }
  }

  private int keep(SpanTable spans) {
    if (spans.size > kept.length) {
      kept = new int[Math.max(spans.size, kept.length * 2)];
    }
    boolean pieces = spans.size > 0 && spans.piece[spans.size - 1] > 0;
    if (pieces) {
      return new PieceMerger(spans).merge(kept);
    }
    for (int i = 0; i < spans.size; i++) {
      kept[i] = i;
    }
    return spans.size;
  }

  private int group(int origin) {
    int resource = catalog.resourceOf(origin);
    int scope = catalog.scopeOf(origin);
    for (int g = 0; g < groups; g++) {
      if (groupResource[g] == resource && groupScope[g] == scope) {
        return g;
      }
    }
    if (groups == groupResource.length) {
      groupResource = Arrays.copyOf(groupResource, groups * 2);
      groupScope = Arrays.copyOf(groupScope, groups * 2);
    }
    groupResource[groups] = resource;
    groupScope[groups] = scope;
    return groups++;
  }

  private void spread() {
    int[] count = new int[groups + 1];
    for (int k = 0; k < size; k++) {
      count[groupOf[k]]++;
    }
    scopes = 0;
    resources = 0;
    int[] start = new int[groups];
    boolean[] done = new boolean[groups];
    int at = 0;
    for (int g = 0; g < groups; g++) {
      if (done[g]) {
        continue;
      }
      for (int h = g; h < groups; h++) {
        if (!done[h] && groupResource[h] == groupResource[g]) {
          done[h] = true;
          start[h] = at;
          place(h, at);
          at += count[h];
        }
      }
    }
    scopeStart[scopes] = size;
    resourceStart[resources] = scopes;
    for (int k = 0; k < size; k++) {
      order[start[groupOf[k]]++] = kept[k];
    }
  }

  /** Notes a scope that begins at a position, and its resource when that is a new one. */
  private void place(int group, int at) {
    if (scopes + 2 > scopeStart.length) {
      scopeStart = Arrays.copyOf(scopeStart, scopes * 2 + 2);
      scopeId = Arrays.copyOf(scopeId, scopes * 2 + 1);
      resourceStart = Arrays.copyOf(resourceStart, scopes * 2 + 2);
      resourceId = Arrays.copyOf(resourceId, scopes * 2 + 1);
    }
    if (resources == 0 || resourceId[resources - 1] != groupResource[group]) {
      resourceStart[resources] = scopes;
      resourceId[resources++] = groupResource[group];
    }
    scopeStart[scopes] = at;
    scopeId[scopes++] = groupScope[group];
  }
}
