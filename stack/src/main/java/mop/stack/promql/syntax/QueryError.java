package mop.stack.promql.syntax;

/**
 * A query that cannot be parsed, is not evaluated here, or failed. The message is one line; of a
 * query's text it begins with {@code line:column}.
 */
public final class QueryError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What failed, with the word of Prometheus' HTTP API for it ({@code errorType}). */
  public enum Kind {
    /** The query or its times are not valid, or not of the subset that is evaluated. */
    BAD_DATA("bad_data"),
    /** The data does not allow the operation, or a limit was reached. */
    EXECUTION("execution"),
    TIMEOUT("timeout"),
    CANCELED("canceled");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  private final Kind kind;

  public QueryError(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** An error in a query's text at a place of it. */
  static QueryError at(String query, Span span, String message) {
    return new QueryError(Kind.BAD_DATA, span.position(query) + ": parse error: " + message);
  }

  /** An error while a query runs. */
  public static QueryError execution(String message) {
    return new QueryError(Kind.EXECUTION, message);
  }

  public Kind kind() {
    return kind;
  }
}
