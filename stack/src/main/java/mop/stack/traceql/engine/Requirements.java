package mop.stack.traceql.engine;

import java.util.List;
import mop.stack.traceql.Attribute;
import mop.stack.traceql.Expression;
import mop.stack.traceql.Operator;
import mop.stack.traceql.Scope;
import mop.stack.traceql.SpansetOperator;
import mop.stack.traceql.Stage;
import mop.stack.traceql.Value;

/** Derives from a query what a trace must have. */
final class Requirements {
  private Requirements() {}

  static Requirement of(Stage stage) {
    return switch (stage) {
      case Stage.Filter f -> of(f.condition());
      case Stage.Relation r -> relation(r);
      case Stage.Pipeline p ->
          new Requirement.AllOf(p.stages().stream().map(Requirements::of).toList());
      case Stage.ScalarFilter _, Stage.GroupBy _, Stage.Coalesce _, Stage.Select _ ->
          Requirement.none();
    };
  }

  private static Requirement relation(Stage.Relation r) {
    if (r.op() == SpansetOperator.OR) {
      return new Requirement.OneOf(List.of(of(r.left()), of(r.right())));
    }
    return r.op().kind() == SpansetOperator.Kind.NEGATED
        ? of(r.right())
        : new Requirement.AllOf(List.of(of(r.left()), of(r.right())));
  }

  /** What must be somewhere for the expression to be true of a span. */
  private static Requirement of(Expression e) {
    return switch (e) {
      case Expression.Literal l -> l.value().holds() ? Requirement.none() : impossible();
      case Expression.Field f ->
          has(f, new ValueTest.Compares(Operator.EQUAL, Value.Bool.TRUE, false));
      case Expression.Unary u ->
          u.op() == Expression.UnaryOperator.EXISTS && u.operand() instanceof Expression.Field f
              ? has(f, new ValueTest.Exists())
              : Requirement.none();
      case Expression.Binary b ->
          switch (b.op()) {
            case AND -> new Requirement.AllOf(List.of(of(b.left()), of(b.right())));
            case OR -> new Requirement.OneOf(List.of(of(b.left()), of(b.right())));
            case EQUAL, NOT_EQUAL, REGEX, NOT_REGEX -> comparison(b);
            case GREATER, GREATER_EQUAL, LESS, LESS_EQUAL -> comparison(b);
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, POWER -> Requirement.none();
          };
    };
  }

  private static Requirement impossible() {
    return new Requirement.OneOf(List.of());
  }

  private static Requirement comparison(Expression.Binary b) {
    return ValueTest.of(b).map(t -> has(t.field(), t.test())).orElse(Requirement.none());
  }

  private static Requirement has(Expression.Field f, ValueTest test) {
    if (f.name() instanceof Attribute(Scope scope, boolean parent, String name)
        && scope == Scope.NONE) {
      return new Requirement.OneOf(
          List.of(
              new Requirement.Has(new Attribute(Scope.SPAN, parent, name), test),
              new Requirement.Has(new Attribute(Scope.RESOURCE, parent, name), test)));
    }
    return new Requirement.Has(f.name(), test);
  }
}
