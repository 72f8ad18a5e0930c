package mop.stack.promql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import mop.stack.labels.Labels;
import mop.stack.promql.syntax.VectorMatching;

/** By which labels the series of two vectors are matched. */
final class Signatures {
  private final Predicate<String> counts;

  Signatures(VectorMatching matching) {
    Set<String> named = Set.copyOf(matching.labels());
    this.counts =
        matching.on()
            ? named::contains
            : name -> !named.contains(name) && !name.equals(Labels.METRIC_NAME);
  }

  Labels of(Labels labels) {
    return labels.keep(counts);
  }

  Map<Labels, List<Column>> group(List<Column> columns) {
    Map<Labels, List<Column>> groups = new LinkedHashMap<>();
    for (Column c : columns) {
      groups.computeIfAbsent(of(c.labels()), key -> new ArrayList<>(1)).add(c);
    }
    return groups;
  }
}
