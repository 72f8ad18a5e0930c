package mop.stack.promql;

/**
 * What a query's answer should be read with.
 *
 * @param level a warning where the answer may be wrong, an info where the query may not be what was
 *     meant
 * @param message as Prometheus words it, with the place in the query
 */
public record Note(Level level, String message) {
  public enum Level {
    WARNING,
    INFO
  }
}
