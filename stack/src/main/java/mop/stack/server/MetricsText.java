package mop.stack.server;

import java.nio.charset.StandardCharsets;
import mop.stack.http.Response;

/** Writes metrics in Prometheus' text format 0.0.4, one sample a line under its family. */
final class MetricsText {
  private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final StringBuilder out = new StringBuilder();
  private String family = "";

  /** A counter without labels. */
  MetricsText counter(String name, String help, long value) {
    return counter(name, help, "", value);
  }

  /**
   * @param labels as they stand between the braces: {@code signal="traces"}
   */
  MetricsText counter(String name, String help, String labels, long value) {
    return sample(name, "counter", help, labels, value);
  }

  MetricsText gauge(String name, String help, long value) {
    return sample(name, "gauge", help, "", value);
  }

  private MetricsText sample(String name, String type, String help, String labels, long value) {
    if (!family.equals(name)) {
      family = name;
      out.append("# HELP ").append(name).append(' ').append(help).append('\n');
      out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }
    out.append(name);
    if (!labels.isEmpty()) {
      out.append('{').append(labels).append('}');
    }
    out.append(' ').append(value).append('\n');
    return this;
  }

  Response response() {
    return Response.of(200, CONTENT_TYPE, out.toString().getBytes(StandardCharsets.UTF_8));
  }
}
