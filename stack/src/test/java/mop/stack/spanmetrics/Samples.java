package mop.stack.spanmetrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mop.stack.labels.Labels;
import mop.stack.metrics.SampleCursor;

/** Keeps what was emitted. */
final class Samples implements SampleSink {
  /** Time and value. */
  record At(long millis, double value) {}

  /** An example of a bucket. */
  record Example(Labels series, Labels labels, long millis, double value) {}

  final Map<Labels, List<At>> series = new TreeMap<>();
  final List<Example> examples = new ArrayList<>();

  @Override
  public void sample(Labels labels, long millis, double value) {
    series.computeIfAbsent(labels, l -> new ArrayList<>()).add(new At(millis, value));
  }

  @Override
  public void exemplar(Labels labels, Labels exemplar, long millis, double value) {
    examples.add(new Example(labels, exemplar, millis, value));
  }

  /** Last value of each series of a metric; ends are left out. */
  Map<Labels, Double> last(String metric) {
    Map<Labels, Double> last = new HashMap<>();
    series.forEach((labels, samples) -> {
      List<At> live = samples.stream().filter(s -> !SampleCursor.isStale(s.value())).toList();
      if (labels.get(Labels.METRIC_NAME).equals(metric)) {
        last.put(labels.toBuilder().remove(Labels.METRIC_NAME).build(), live.getLast().value());
      }
    });
    return last;
  }

  List<At> of(String... labels) {
    return at(Labels.of(labels));
  }

  List<At> at(Labels labels) {
    return series.getOrDefault(labels, List.of());
  }
}
