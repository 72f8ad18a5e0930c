package mop.stack.promql;

import java.util.IdentityHashMap;
import mop.stack.promql.syntax.Expr;
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

/**
 * Which expressions have the same value at each step, so that one evaluation is enough: those in
 * which {@code @} fixes all selectors. As in Prometheus, the parameter of an aggregation is not
 * asked: {@code topk(scalar(a), b @ 0)} has one value, with the parameter of the first step.
 */
final class Invariance {
  private final IdentityHashMap<Expr, Boolean> known = new IdentityHashMap<>();

  boolean of(Expr expr) {
    Boolean answer = known.get(expr);
    if (answer == null) {
      answer = decide(expr);
      known.put(expr, answer);
    }
    return answer;
  }

  private boolean decide(Expr expr) {
    return switch (expr) {
      case NumberLiteral n -> true;
      case StringLiteral s -> true;
      case VectorSelector v -> v.shift().at() != null;
      case MatrixSelector m -> m.selector().shift().at() != null;
      case Subquery s -> s.shift().at() != null;
      case Aggregation a -> of(a.expr());
      case Binary b -> of(b.left()) && of(b.right());
      case Call c -> !c.function().dependsOnTime() && c.arguments().stream().allMatch(this::of);
      case Parenthesized p -> of(p.expr());
      case Signed s -> of(s.expr());
    };
  }
}
