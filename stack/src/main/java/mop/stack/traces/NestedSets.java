package mop.stack.traces;

import java.util.Arrays;

/**
 * The nested-set model of a trace: bounds and parent numbers by which TraceQL's structural
 * operators compare spans. Follows Tempo's {@code nested_set_model.go}, including its rules for
 * Zipkin's client and server spans that share an id. Reused from trace to trace.
 */
final class NestedSets {
  private static final int ROOT_PARENT = -1;

  int[] left = new int[64];
  int[] right = new int[64];
  int[] parent = new int[64];
  int[] children = new int[64];

  /** First node of an id in {@link #table}'s slot, + 1; 0 for empty. */
  private int[] table = new int[256];

  private int mask;

  /** Second node with the same id, −1 for none. */
  private int[] twin = new int[64];

  private int[] up = new int[64];
  private int[] firstChild = new int[64];
  private int[] lastChild = new int[64];
  private int[] nextSibling = new int[64];

  /**
   * @param order numbers of the table's spans in the order in which they are stored; results are by
   *     position in it
   */
  void compute(SpanTable spans, int[] order, int n) {
    prepare(n);
    boolean roots = false;
    for (int i = 0; i < n; i++) {
      roots |= spans.isRoot(order[i]);
    }
    boolean unique = index(spans, order, n);
    if (!roots || !unique) {
      return;
    }
    for (int i = 0; i < n; i++) {
      int p = spans.isRoot(order[i]) ? -1 : parentOf(spans, order, i);
      up[i] = p;
      if (p >= 0) {
        if (firstChild[p] < 0) {
          firstChild[p] = i;
        } else {
          nextSibling[lastChild[p]] = i;
        }
        lastChild[p] = i;
        children[p]++;
      }
    }
    number(spans, order, n);
  }

  private void prepare(int n) {
    if (n > left.length) {
      int capacity = Math.max(n, left.length * 2);
      left = new int[capacity];
      right = new int[capacity];
      parent = new int[capacity];
      children = new int[capacity];
      twin = new int[capacity];
      up = new int[capacity];
      firstChild = new int[capacity];
      lastChild = new int[capacity];
      nextSibling = new int[capacity];
    }
    Arrays.fill(left, 0, n, 0);
    Arrays.fill(right, 0, n, 0);
    Arrays.fill(parent, 0, n, 0);
    Arrays.fill(children, 0, n, 0);
    Arrays.fill(twin, 0, n, -1);
    Arrays.fill(firstChild, 0, n, -1);
    Arrays.fill(nextSibling, 0, n, -1);
    int slots = Math.max(16, Integer.highestOneBit(n) * 4);
    if (slots > table.length) {
      table = new int[slots];
    }
    Arrays.fill(table, 0, slots, 0);
    mask = slots - 1;
  }

  private int hash(long id) {
    long h = id * 0x9E3779B97F4A7C15L;
    return (int) (h >>> 32) & mask;
  }

  /** False when more than two spans share an id: then nothing is assigned. */
  private boolean index(SpanTable spans, int[] order, int n) {
    boolean unique = true;
    for (int i = 0; i < n; i++) {
      long id = spans.id(order[i]);
      int slot = hash(id);
      while (table[slot] != 0 && spans.id(order[table[slot] - 1]) != id) {
        slot = slot + 1 & mask;
      }
      if (table[slot] == 0) {
        table[slot] = i + 1;
      } else if (twin[table[slot] - 1] < 0) {
        twin[table[slot] - 1] = i;
      } else {
        unique = false;
      }
    }
    return unique;
  }

  private int parentOf(SpanTable spans, int[] order, int i) {
    long id = spans.parentId(order[i]);
    int slot = hash(id);
    while (table[slot] != 0 && spans.id(order[table[slot] - 1]) != id) {
      slot = slot + 1 & mask;
    }
    int first = table[slot] - 1;
    if (first < 0 || twin[first] < 0) {
      return first;
    }
    int wanted = spans.kind[order[i]] == Otlp.KIND_SERVER ? Otlp.KIND_CLIENT : Otlp.KIND_SERVER;
    if (spans.kind[order[first]] == wanted) {
      return first;
    }
    return spans.kind[order[twin[first]]] == wanted ? twin[first] : -1;
  }

  private void number(SpanTable spans, int[] order, int n) {
    int bound = 1;
    for (int root = 0; root < n; root++) {
      if (!spans.isRoot(order[root])) {
        continue;
      }
      int node = root;
      left[node] = bound++;
      parent[node] = ROOT_PARENT;
      while (node >= 0) {
        int child = firstChild[node];
        if (child >= 0) {
          firstChild[node] = nextSibling[child];
          left[child] = bound++;
          parent[child] = left[node];
          node = child;
        } else {
          right[node] = bound++;
          node = up[node];
        }
      }
    }
  }
}
