package mop.stack.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * What is known of the metrics of one name.
 *
 * @param help one line for people; empty when unknown
 * @param unit as OpenMetrics writes it, {@code seconds}; empty when unknown
 */
public record MetricMetadata(Type type, String help, String unit) {
  private static final List<String> PARTS = List.of("_bucket", "_count", "_sum");

  /** Whether its samples stand in series of other names: those of a classic histogram do. */
  public boolean hasParts() {
    return switch (type) {
      case HISTOGRAM, GAUGE_HISTOGRAM, SUMMARY -> true;
      case UNKNOWN, COUNTER, GAUGE, INFO, STATESET -> false;
    };
  }

  /** Names that series of the metric of that name may have. */
  public List<String> seriesNames(String metric) {
    List<String> names = new ArrayList<>(List.of(metric));
    if (hasParts()) {
      PARTS.forEach(part -> names.add(metric + part));
    }
    return names;
  }

  /** Name of the metric to which a series of that name belongs. */
  public String family(String seriesName) {
    for (String part : hasParts() ? PARTS : List.<String>of()) {
      if (seriesName.endsWith(part)) {
        return seriesName.substring(0, seriesName.length() - part.length());
      }
    }
    return seriesName;
  }

  /** Kinds of metrics. */
  public enum Type {
    UNKNOWN(0, "unknown"),
    COUNTER(1, "counter"),
    GAUGE(2, "gauge"),
    HISTOGRAM(3, "histogram"),
    GAUGE_HISTOGRAM(4, "gaugehistogram"),
    SUMMARY(5, "summary"),
    INFO(6, "info"),
    STATESET(7, "stateset");

    private final int code;
    private final String text;

    Type(int code, String text) {
      this.code = code;
      this.text = text;
    }

    /** As Prometheus' API writes it. */
    public String text() {
      return text;
    }

    /** Its number in the records of Prometheus' log. */
    public int code() {
      return code;
    }

    /** The type of that number; unknown for any that is not one. */
    public static Type of(int code) {
      for (Type t : values()) {
        if (t.code == code) {
          return t;
        }
      }
      return UNKNOWN;
    }
  }
}
