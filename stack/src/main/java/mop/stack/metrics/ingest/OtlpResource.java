package mop.stack.metrics.ingest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mop.stack.labels.Labels;

/**
 * A resource and the labels that it gives: {@code job} is {@code service.namespace/service.name},
 * {@code instance} is {@code service.instance.id}; the other attributes are those of the metric
 * {@code target_info}.
 */
final class OtlpResource {
  private static final String NAME = "service.name";
  private static final String NAMESPACE = "service.namespace";
  private static final String INSTANCE = "service.instance.id";
  private static final List<String> IDENTIFYING = List.of(NAME, NAMESPACE, INSTANCE);

  private final Attributes attributes;
  private final String job;
  private final String instance;
  private final Map<String, String> labelNames = new HashMap<>();

  OtlpResource(Attributes attributes) {
    this.attributes = attributes;
    this.instance = attributes.get(INSTANCE);
    String namespace = attributes.has(NAMESPACE) ? attributes.get(NAMESPACE) + "/" : "";
    this.job = attributes.has(NAME) ? namespace + attributes.get(NAME) : "";
  }

  /** Labels of {@code target_info}; empty when it would say no more than job and instance do. */
  Optional<Labels> targetInfo() {
    List<Attributes.Pair> rest =
        attributes.sorted().stream().filter(p -> !IDENTIFYING.contains(p.key())).toList();
    if (rest.isEmpty() || (job.isEmpty() && instance.isEmpty())) {
      return Optional.empty();
    }
    return labels(rest).map(b -> b.set(Labels.METRIC_NAME, "target_info").build());
  }

  /**
   * Labels of a point, without the metric's name; empty when a key cannot become a name. Values of
   * keys that become the same name are joined by {@code ;}.
   */
  Optional<Labels.Builder> labels(Attributes ofPoint) {
    return labels(ofPoint.sorted());
  }

  private Optional<Labels.Builder> labels(List<Attributes.Pair> sorted) {
    Map<String, String> values = new HashMap<>();
    for (Attributes.Pair p : sorted) {
      if (p.key().equals(Labels.METRIC_NAME)) {
        continue;
      }
      String name = labelNames.computeIfAbsent(p.key(), PrometheusNames::label);
      if (name.isEmpty()) {
        return Optional.empty();
      }
      String before = values.getOrDefault(name, "");
      values.put(name, before.isEmpty() ? p.value() : before + ";" + p.value());
    }
    Labels.Builder builder = Labels.builder();
    values.forEach(builder::set);
    if (!job.isEmpty()) {
      builder.set("job", job);
    }
    if (!instance.isEmpty()) {
      builder.set("instance", instance);
    }
    return Optional.of(builder);
  }
}
