package mop.stack.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mop.stack.labels.Labels;
import mop.stack.metrics.chunk.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Samples of any number of series that are appended, and acknowledged, together. Of one series they
 * are appended in the order in which they were added. Not thread-safe.
 */
public final class SampleBatch {
  /**
   * One sample.
   *
   * @param millis since 1970
   * @param value the float; without meaning where there is a histogram
   */
  public record Entry(Labels series, long millis, double value, @Nullable Histogram histogram) {}

  /**
   * One example of what was observed, usually with a trace id.
   *
   * @param millis since 1970
   */
  public record Exemplar(Labels series, long millis, double value, Labels labels) {}

  private final List<Entry> samples = new ArrayList<>();
  private final List<Exemplar> exemplars = new ArrayList<>();
  private final Map<String, MetricMetadata> metadata = new LinkedHashMap<>();

  public void add(Labels series, long millis, double value) {
    samples.add(new Entry(series, millis, value, null));
  }

  public void add(Labels series, long millis, Histogram histogram) {
    samples.add(new Entry(series, millis, histogram.sum(), histogram));
  }

  public void exemplar(Labels series, long millis, double value, Labels labels) {
    exemplars.add(new Exemplar(series, millis, value, labels));
  }

  /**
   * @param name of the metric that the metadata describes; given twice the last counts
   */
  public void metadata(String name, MetricMetadata about) {
    metadata.put(name, about);
  }

  public List<Entry> samples() {
    return samples;
  }

  public List<Exemplar> exemplars() {
    return exemplars;
  }

  public Map<String, MetricMetadata> metadata() {
    return metadata;
  }

  public boolean isEmpty() {
    return samples.isEmpty() && exemplars.isEmpty() && metadata.isEmpty();
  }
}
