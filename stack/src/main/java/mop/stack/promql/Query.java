package mop.stack.promql;

import java.util.ArrayList;
import java.util.List;
import mop.stack.labels.Matcher;
import mop.stack.promql.syntax.Expr;
import mop.stack.promql.syntax.Expr.VectorSelector;
import mop.stack.promql.syntax.Parser;
import mop.stack.promql.syntax.ValueType;

/**
 * A parsed query.
 *
 * @param text as it was given; positions in messages refer to it
 */
public record Query(String text, Expr expr) {
  /**
   * @throws mop.stack.promql.syntax.QueryError when the text is no query, or none that is evaluated
   *     here, with the position
   */
  public static Query parse(String text) {
    return new Query(text, Parser.parse(text));
  }

  public ValueType type() {
    return expr.type();
  }

  /** The conditions of each selector, in the order of the text: what data the query uses. */
  public List<List<Matcher>> selectors() {
    List<List<Matcher>> found = new ArrayList<>();
    collect(expr, found);
    return found;
  }

  private static void collect(Expr e, List<List<Matcher>> found) {
    if (e instanceof VectorSelector v) {
      found.add(v.matchers());
    }
    e.children().forEach(child -> collect(child, found));
  }

  /** The query in the form in which Prometheus normalises it. */
  @Override
  public String toString() {
    return expr.toString();
  }
}
