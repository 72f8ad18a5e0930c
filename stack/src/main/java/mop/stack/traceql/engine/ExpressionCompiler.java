package mop.stack.traceql.engine;

import java.util.Optional;
import java.util.function.UnaryOperator;
import mop.stack.traceql.Attribute;
import mop.stack.traceql.Expression;
import mop.stack.traceql.FieldName;
import mop.stack.traceql.Intrinsic;
import mop.stack.traceql.Operator;
import mop.stack.traceql.Scope;
import mop.stack.traceql.Value;

/** Makes expressions ready to be asked of spans; notes which fields they need. */
final class ExpressionCompiler {
  private final FieldTable fields;

  ExpressionCompiler(FieldTable fields) {
    this.fields = fields;
  }

  /**
   * @param ofAll whether it is asked of all candidates, and not only of spans that were found
   */
  SpanQuestion question(Expression e, boolean ofAll) {
    return new SpanQuestion(
        compile(e, ofAll), about(e, Intrinsic.Level.EVENT), about(e, Intrinsic.Level.LINK));
  }

  static boolean about(FieldName name, Intrinsic.Level level) {
    return switch (name) {
      case Intrinsic i -> i.level() == level;
      case Attribute a ->
          level == Intrinsic.Level.EVENT ? a.scope() == Scope.EVENT : a.scope() == Scope.LINK;
    };
  }

  private static boolean about(Expression e, Intrinsic.Level level) {
    return switch (e) {
      case Expression.Literal _ -> false;
      case Expression.Field f -> about(f.name(), level);
      case Expression.Unary u -> about(u.operand(), level);
      case Expression.Binary b -> about(b.left(), level) || about(b.right(), level);
    };
  }

  private SpanQuestion.Function compile(Expression e, boolean ofAll) {
    return switch (e) {
      case Expression.Literal l -> (_, _, _, _) -> l.value();
      case Expression.Field f -> {
        int number = fields.number(f.name(), ofAll);
        yield (trace, span, event, link) -> trace.value(number, span, event, link);
      }
      case Expression.Unary u -> {
        SpanQuestion.Function of = compile(u.operand(), ofAll);
        UnaryOperator<Value> op =
            switch (u.op()) {
              case MINUS -> Operations::minus;
              case NOT -> Operations::not;
              case EXISTS -> v -> Value.of(!v.isNil());
              case ABSENT -> v -> Value.of(v.isNil());
            };
        yield (trace, span, event, link) -> op.apply(of.apply(trace, span, event, link));
      }
      case Expression.Binary b -> binary(b, ofAll);
    };
  }

  private SpanQuestion.Function binary(Expression.Binary b, boolean ofAll) {
    SpanQuestion.Function left = compile(b.left(), ofAll);
    SpanQuestion.Function right = compile(b.right(), ofAll);
    Operator op = b.op();
    Optional<ValueTest> test = ValueTest.of(b).map(ValueTest.FieldTest::test);
    if (test.isPresent()) {
      ValueTest t = test.get();
      SpanQuestion.Function of = b.left() instanceof Expression.Field ? left : right;
      return (trace, span, event, link) -> Value.of(t.passes(of.apply(trace, span, event, link)));
    }
    if (op.regex() && b.right() instanceof Expression.Literal(_, Value.Text(String regex))) {
      RegexTest matches = new RegexTest(regex, op == Operator.REGEX);
      return (trace, span, event, link) ->
          Value.of(matches.passes(left.apply(trace, span, event, link)));
    }
    return (trace, span, event, link) -> {
      Value l = left.apply(trace, span, event, link);
      if (op.logical() && l instanceof Value.Bool(boolean known) && known == (op == Operator.OR)) {
        return l;
      }
      return Operations.apply(op, l, right.apply(trace, span, event, link));
    };
  }
}
