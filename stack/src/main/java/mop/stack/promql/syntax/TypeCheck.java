package mop.stack.promql.syntax;

import mop.stack.labels.Labels;
import mop.stack.labels.Matcher;
import mop.stack.promql.syntax.Expr.Aggregation;
import mop.stack.promql.syntax.Expr.Binary;
import mop.stack.promql.syntax.Expr.Call;
import mop.stack.promql.syntax.Expr.MatrixSelector;
import mop.stack.promql.syntax.Expr.NumberLiteral;
import mop.stack.promql.syntax.Expr.Parenthesized;
import mop.stack.promql.syntax.Expr.Signed;
import mop.stack.promql.syntax.Expr.StringLiteral;
import mop.stack.promql.syntax.Expr.Subquery;
import mop.stack.promql.syntax.Expr.VectorSelector;

/** Refuses what is well written but has no meaning, or none that is evaluated here. */
final class TypeCheck {
  private final String query;

  TypeCheck(String query) {
    this.query = query;
  }

  void check(Expr expr) {
    switch (expr) {
      case NumberLiteral n -> {}
      case StringLiteral s -> {}
      case VectorSelector v -> selector(v);
      case MatrixSelector m -> selector(m.selector());
      case Subquery s -> expect(ValueType.VECTOR, s.expr(), "subquery");
      case Parenthesized p -> {}
      case Signed s -> scalarOrVector(s.expr(), "unary expression");
      case Binary b -> binary(b);
      case Aggregation a -> aggregation(a);
      case Call c -> call(c);
    }
    if (!(expr instanceof MatrixSelector)) {
      expr.children().forEach(this::check);
    }
  }

  private void selector(VectorSelector v) {
    boolean restricts = false;
    String first = v.name();
    for (Matcher m : v.matchers()) {
      boolean isName = m.name().equals(Labels.METRIC_NAME);
      boolean ofPrefix = m == v.matchers().getLast() && !v.name().isEmpty();
      if (isName && !ofPrefix && !v.name().isEmpty()) {
        throw error(
            v.span(),
            "metric name must not be set twice: \"" + first + "\" or \"" + m.value() + "\"");
      }
      restricts |= !m.matches("");
    }
    if (!restricts) {
      throw error(v.span(), "vector selector must contain at least one non-empty matcher");
    }
  }

  private void binary(Binary b) {
    Span operator =
        new Span(/* start= */ b.left().span().end(), /* end= */ b.right().span().start());
    if (b.bool() && !b.op().isComparison()) {
      throw error(operator, "bool modifier can only be used on comparison operators");
    }
    scalarOrVector(b.left(), "binary expression");
    scalarOrVector(b.right(), "binary expression");
    boolean scalars = b.type() == ValueType.SCALAR;
    if (b.op().isComparison() && !b.bool() && scalars) {
      throw error(operator, "comparisons between scalars must use BOOL modifier");
    }
    VectorMatching matching = b.matching();
    if (b.op().isSet() && matching == null) {
      throw error(
          b.span(),
          "set operator \"" + b.op().text() + "\" not allowed in binary scalar expression");
    }
    if (matching != null && matching.on()) {
      for (String label : matching.include()) {
        if (matching.labels().contains(label)) {
          throw error(
              operator, "label \"" + label + "\" must not occur in ON and GROUP clause at once");
        }
      }
    }
  }

  private void aggregation(Aggregation a) {
    expect(ValueType.VECTOR, a.expr(), "aggregation expression");
    if (a.parameter() != null && a.op().parameter() != null) {
      expect(a.op().parameter(), a.parameter(), "aggregation parameter");
    }
    if (a.op() == AggregateOp.LIMIT_RATIO) {
      throw error(a.span(), "limit_ratio is not evaluated here; limitk is");
    }
  }

  private void call(Call c) {
    Function f = c.function();
    int given = c.arguments().size();
    if (given < f.fewestArguments() || given > f.mostArguments()) {
      boolean fixed = f.fewestArguments() == f.mostArguments();
      boolean tooFew = given < f.fewestArguments();
      throw error(
          c.span(),
          "expected "
              + (fixed ? "" : tooFew ? "at least " : "at most ")
              + (tooFew ? f.fewestArguments() : f.mostArguments())
              + " argument(s) in call to \""
              + f.text()
              + "\", got "
              + given);
    }
    for (int i = 0; i < given; i++) {
      expect(f.argument(i), c.arguments().get(i), "call to function \"" + f.text() + "\"");
    }
    if (f.refusal() != null) {
      throw error(c.span(), f.text() + "() is not evaluated here: " + f.refusal());
    }
  }

  private void expect(ValueType type, Expr expr, String context) {
    if (expr.type() != type) {
      throw error(
          expr.span(),
          "expected type " + type.text() + " in " + context + ", got " + expr.type().text());
    }
  }

  private void scalarOrVector(Expr expr, String context) {
    if (expr.type() != ValueType.SCALAR && expr.type() != ValueType.VECTOR) {
      throw error(
          expr.span(),
          context
              + " must contain only scalar and instant vector types, got "
              + expr.type().text());
    }
  }

  private QueryError error(Span span, String message) {
    return QueryError.at(query, span, message);
  }
}
