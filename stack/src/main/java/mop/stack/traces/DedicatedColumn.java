package mop.stack.traces;

import java.util.List;

/**
 * An attribute that has a column of its own instead of a place among the generic ones.
 *
 * @param name key of the attribute
 * @param options in the order in which they are configured; vParquet5 only
 */
public record DedicatedColumn(Scope scope, ValueType type, String name, List<Option> options) {
  public DedicatedColumn {
    options = List.copyOf(options);
  }

  /** A column without options. */
  public DedicatedColumn(Scope scope, ValueType type, String name) {
    this(scope, type, name, List.of());
  }

  /** Tempo's {@code options} of a column. */
  public enum Option {
    /** Holds arrays; kept for the real server, whose columns all do. */
    ARRAY("array"),
    /** Long values that hardly repeat: no dictionary, no bounds, Zstandard instead of Snappy. */
    BLOB("blob");

    final String json;

    Option(String json) {
      this.json = json;
    }
  }

  /** What the attribute belongs to. */
  public enum Scope {
    RESOURCE("resource"),
    SPAN("span"),
    EVENT("event");

    final String json;

    Scope(String json) {
      this.json = json;
    }
  }

  /** Type of the values the column takes; others stay among the generic attributes. */
  public enum ValueType {
    STRING("string"),
    INT("int");

    final String json;

    ValueType(String json) {
      this.json = json;
    }
  }

  /** Those of Tempo 3.0 when nothing is configured. */
  public static final List<DedicatedColumn> DEFAULTS =
      List.of(
          resource("k8s.cluster.name"),
          resource("k8s.namespace.name"),
          resource("k8s.pod.name"),
          resource("k8s.container.name"),
          span(ValueType.STRING, "http.request.method"),
          span(ValueType.INT, "http.response.status_code"),
          span(ValueType.STRING, "url.path"),
          span(ValueType.STRING, "url.route"),
          span(ValueType.STRING, "server.address"),
          span(ValueType.INT, "server.port"),
          span(ValueType.STRING, "http.method"),
          span(ValueType.STRING, "http.url"),
          span(ValueType.STRING, "http.route"),
          span(ValueType.INT, "http.status_code"));

  private static DedicatedColumn resource(String name) {
    return new DedicatedColumn(Scope.RESOURCE, ValueType.STRING, name);
  }

  private static DedicatedColumn span(ValueType type, String name) {
    return new DedicatedColumn(Scope.SPAN, type, name);
  }
}
