package mop.stack.server;

import java.util.List;
import mop.stack.http.Refusal;
import mop.stack.labels.Matcher;
import mop.stack.promql.Query;
import mop.stack.promql.syntax.Expr.VectorSelector;
import mop.stack.promql.syntax.QueryError;

/** Stream selectors, which are written as Prometheus' are, but for the name of a metric. */
final class StreamSelector {
  private StreamSelector() {}

  /**
   * The conditions of a selector such as <code>{app="shop"}</code>; none for the empty text.
   *
   * @throws Refusal 400 when it is not one
   */
  static List<Matcher> parse(String text) throws Refusal {
    if (text.isBlank()) {
      return List.of();
    }
    try {
      if (Query.parse(text).expr() instanceof VectorSelector selector
          && selector.name().isEmpty()) {
        return selector.matchers();
      }
    } catch (QueryError e) {
      throw new Refusal(400, String.valueOf(e.getMessage()));
    }
    throw new Refusal(400, "parse error: only label matchers are supported, {app=\"shop\"}");
  }
}
