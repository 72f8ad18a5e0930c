package mop.stack.logs.ingest;

import java.util.List;
import java.util.Optional;
import mop.stack.labels.Labels;

/** Names of labels as Loki makes them, and the one that it adds where it is missing. */
final class LabelNames {
  static final String SERVICE_NAME = "service_name";
  private static final String UNKNOWN_SERVICE = "unknown_service";

  /** Loki's {@code discover_service_name}, the first that a stream has gives its service's name. */
  private static final List<String> SERVICE_LABELS =
      List.of(
          "service",
          "app",
          "application",
          "app_name",
          "name",
          "app_kubernetes_io_name",
          "container",
          "container_name",
          "k8s_container_name",
          "component",
          "workload",
          "job",
          "k8s_job_name");

  private LabelNames() {}

  /**
   * The name of an attribute as a label (the rules of Prometheus' {@code otlptranslator}): what is
   * no letter or digit becomes one underscore, a leading digit gets {@code key_} before it, names
   * like {@code __x__} stay reserved. Empty where nothing but underscores would be left.
   */
  static Optional<String> label(String attribute) {
    boolean reserved =
        attribute.length() >= 4 && attribute.startsWith("__") && attribute.endsWith("__");
    String inner = reserved ? attribute.substring(2, attribute.length() - 2) : attribute;
    StringBuilder name = new StringBuilder(attribute.length());
    for (int i = 0; i < inner.length(); i++) {
      char c = inner.charAt(i);
      boolean valid = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (valid) {
        name.append(c);
      } else if (name.isEmpty() || name.charAt(name.length() - 1) != '_') {
        name.append('_');
      }
    }
    if (reserved) {
      name.insert(0, "__").append("__");
    }
    boolean empty = name.chars().allMatch(c -> c == '_');
    if (!empty && Character.isDigit(name.charAt(0))) {
      name.insert(0, "key_");
    }
    return empty ? Optional.empty() : Optional.of(name.toString());
  }

  /** The labels with a service name, found among them or unknown. */
  static Labels withService(Labels labels) {
    if (!labels.get(SERVICE_NAME).isEmpty()) {
      return labels;
    }
    String service =
        SERVICE_LABELS.stream()
            .map(labels::get)
            .filter(v -> !v.isEmpty())
            .findFirst()
            .orElse(UNKNOWN_SERVICE);
    return labels.toBuilder().set(SERVICE_NAME, service).build();
  }
}
