package mop.stack.traceql;

import java.util.List;
import java.util.Optional;
import mop.analysis.input.InvalidInput;

/**
 * A query of TraceQL, the language of Tempo 3.0.
 *
 * @param hints of {@code with (…)}
 * @see <a href="https://grafana.com/docs/tempo/latest/traceql/">TraceQL</a>
 */
public record Query(QueryBody body, List<Hint> hints) {
  /** {@code name=value}. */
  public record Hint(Position at, String name, Value value) {}

  public Query {
    hints = List.copyOf(hints);
  }

  /**
   * Reads a query and checks that this engine can answer it.
   *
   * @throws InvalidInput in one line that begins with line and column
   */
  public static Query parse(String text) {
    Query query = new Parser(text).query();
    Validator.check(query);
    return query;
  }

  /**
   * Reads a single field: {@code span.http.method}, {@code .a}, {@code status}.
   *
   * @throws InvalidInput when it is none
   */
  public static FieldName field(String text) {
    return new Parser(text).onlyField();
  }

  /** The last hint of that name. */
  public Optional<Value> hint(String name) {
    return hints.stream().filter(h -> h.name.equals(name)).map(Hint::value).reduce((a, b) -> b);
  }

  /** The query as text that reads as the same query. */
  public String print() {
    return Printer.query(this);
  }
}
