package mop.stack.metrics.block;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import mop.stack.labels.Matcher;
import mop.stack.labels.Matcher.Op;

/**
 * Finds the series that satisfy matchers. A matcher that an empty value does not satisfy asks for
 * series that have the label, and their lists are intersected; of a matcher that an empty value
 * satisfies the series that have the label with another value are taken away, so that those without
 * the label stay, as in Prometheus.
 */
final class Selection {
  private final IndexReader index;

  Selection(IndexReader index) {
    this.index = index;
  }

  /** References of the series that satisfy all matchers, rising. */
  int[] select(List<Matcher> matchers) throws IOException {
    List<int[]> having = new ArrayList<>();
    List<int[]> without = new ArrayList<>();
    for (Matcher m : matchers) {
      if (m.matches("")) {
        without.add(others(m));
      } else {
        int[] list = matching(m);
        if (list.length == 0) {
          return list;
        }
        having.add(list);
      }
    }
    having.sort(Comparator.comparingInt(l -> l.length));
    int[] selected = having.isEmpty() ? index.all() : having.getFirst();
    for (int i = 1; i < having.size(); i++) {
      selected = Postings.intersect(selected, having.get(i));
    }
    for (int[] w : without) {
      selected = Postings.without(selected, w);
    }
    return selected;
  }

  /** Series that have the label with a value that matches. */
  private int[] matching(Matcher m) throws IOException {
    if (m.op() == Op.EQUAL) {
      return ofValues(m.name(), List.of(m.value()));
    }
    List<String> texts = m.op() == Op.MATCH ? Alternatives.of(m.value()) : List.of();
    return texts.isEmpty() ? ofValues(m.name(), keeping(m)) : ofValues(m.name(), texts);
  }

  /** Series that have the label with a value that does not match. */
  private int[] others(Matcher m) throws IOException {
    if (m.op() == Op.NOT_EQUAL) {
      return ofValues(m.name(), List.of(m.value()));
    }
    List<String> texts = m.op() == Op.NO_MATCH ? Alternatives.of(m.value()) : List.of();
    return texts.isEmpty() ? ofValues(m.name(), keeping(m).negate()) : ofValues(m.name(), texts);
  }

  /** A label in an index is never empty, so some expressions need not be tried. */
  private static Predicate<String> keeping(Matcher m) {
    boolean all =
        (m.op() == Op.MATCH && (m.value().equals(".+") || m.value().equals(".*")))
            || (m.op() == Op.NOT_EQUAL && m.value().isEmpty());
    boolean none =
        (m.op() == Op.NO_MATCH && (m.value().equals(".+") || m.value().equals(".*")))
            || (m.op() == Op.EQUAL && m.value().isEmpty());
    return all ? v -> true : none ? v -> false : m::matches;
  }

  private int[] ofValues(String name, List<String> values) throws IOException {
    List<int[]> lists = new ArrayList<>(values.size());
    for (String v : values) {
      int pair = name.isEmpty() ? -1 : index.table().find(name, v);
      if (pair >= 0) {
        lists.add(index.postings(pair));
      }
    }
    return lists.isEmpty() ? new int[0] : Postings.union(lists);
  }

  private int[] ofValues(String name, Predicate<String> wanted) throws IOException {
    PostingsTable.Range pairs = index.table().range(name);
    List<int[]> lists = new ArrayList<>();
    for (int pair = pairs.first(); pair < pairs.end() && !name.isEmpty(); pair++) {
      if (wanted.test(index.table().value(pair))) {
        lists.add(index.postings(pair));
      }
    }
    return lists.isEmpty() ? new int[0] : Postings.union(lists);
  }

  /** Values of a label, sorted; of series that satisfy the matchers only. */
  List<String> values(String name, List<Matcher> matchers) throws IOException {
    PostingsTable.Range pairs = index.table().range(name);
    int[] selected = matchers.isEmpty() ? new int[0] : select(matchers);
    List<String> values = new ArrayList<>();
    for (int pair = pairs.first(); pair < pairs.end(); pair++) {
      if (matchers.isEmpty() || Postings.intersects(selected, index.postings(pair))) {
        values.add(index.table().value(pair));
      }
    }
    return values;
  }
}
