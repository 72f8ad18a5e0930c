package mop.stack.metrics.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mop.stack.labels.Labels;

/**
 * The labels of a series as they came. They must be sorted by name, none twice, none without a name
 * or a value, and {@code __name__} among them (remote write specification 1.0 and 2.0; Mimir
 * refuses what is not sorted, too).
 */
final class SeriesLabels {
  private final List<String> pairs = new ArrayList<>();

  void add(String name, String value) {
    pairs.add(name);
    pairs.add(value);
  }

  private String name(int i) {
    return pairs.get(2 * i);
  }

  /** What is wrong with them; empty when nothing is. */
  String problem() {
    boolean named = false;
    for (int i = 0; i < pairs.size() / 2; i++) {
      if (name(i).isEmpty() || pairs.get(2 * i + 1).isEmpty()) {
        return "a label without " + (name(i).isEmpty() ? "a name" : "a value: " + name(i));
      }
      int order = i == 0 ? -1 : Labels.compareNames(name(i - 1), name(i));
      if (order >= 0) {
        return (order == 0 ? "label twice: " : "labels not sorted at ") + name(i);
      }
      named |= name(i).equals(Labels.METRIC_NAME);
    }
    return named ? "" : "no metric name";
  }

  Labels labels() {
    return Labels.ofSorted(pairs.toArray(String[]::new));
  }

  /** Labels that may come in any order; empty when a name is empty or comes twice. */
  Optional<Labels> unordered() {
    Labels labels = Labels.of(pairs.toArray(String[]::new));
    boolean whole = labels.size() == pairs.size() / 2 && labels.get("").isEmpty();
    return whole ? Optional.of(labels) : Optional.empty();
  }
}
