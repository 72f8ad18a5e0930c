package mop.stack.traceql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mop.stack.traceql.Expression.UnaryOperator;

/** Reads what is asked of a single span. */
final class FieldParser {
  private static final String OPERAND = "a value, an attribute (.name, span.name) or an intrinsic";

  private static final Map<String, Value> WORDS =
      Map.ofEntries(
          Map.entry("true", Value.Bool.TRUE),
          Map.entry("false", Value.Bool.FALSE),
          Map.entry("unset", new Value.Status(0)),
          Map.entry("ok", new Value.Status(1)),
          Map.entry("error", new Value.Status(2)),
          Map.entry("unspecified", new Value.Kind(0)),
          Map.entry("internal", new Value.Kind(1)),
          Map.entry("server", new Value.Kind(2)),
          Map.entry("client", new Value.Kind(3)),
          Map.entry("producer", new Value.Kind(4)),
          Map.entry("consumer", new Value.Kind(5)),
          Map.entry("minInt", new Value.Int(Long.MIN_VALUE)),
          Map.entry("maxInt", new Value.Int(Long.MAX_VALUE)));

  private final TokenCursor in;

  FieldParser(TokenCursor in) {
    this.in = in;
  }

  /** The operator that stands next, if it is one between two values. */
  static Optional<Operator> operator(Token t) {
    if (t.type() == Token.Type.SYMBOL) {
      for (Operator op : Operator.values()) {
        if (op.symbol().equals(t.text())) {
          return Optional.of(op);
        }
      }
    }
    return Optional.empty();
  }

  Expression expression() {
    return expression(0);
  }

  /** All that binds tighter than {@code above}; operators of one strength from the left. */
  private Expression expression(int above) {
    in.enter();
    Expression left = operand();
    for (; ; ) {
      Optional<Operator> op = operator(in.peek());
      if (op.isEmpty() || op.get().precedence() <= above) {
        in.leave();
        return left;
      }
      left = right(left, op.get(), in.operator().at());
    }
  }

  private Expression right(Expression left, Operator op, Position at) {
    if (op.equality() && in.accept("nil")) {
      return nilTest(op, left, at);
    }
    int above = op == Operator.POWER ? op.precedence() - 1 : op.precedence();
    Expression right = expression(above);
    return new Expression.Binary(at, op, traceId(left, right), traceId(right, left));
  }

  private static Expression nilTest(Operator op, Expression operand, Position at) {
    boolean exists = op == Operator.NOT_EQUAL;
    return new Expression.Unary(at, exists ? UnaryOperator.EXISTS : UnaryOperator.ABSENT, operand);
  }

  /** Trace ids are shown without leading zeros, so they are compared without. */
  private static Expression traceId(Expression value, Expression other) {
    if (other instanceof Expression.Field f
        && f.name() == Intrinsic.TRACE_ID
        && value instanceof Expression.Literal(Position at, Value.Text(String id))) {
      return new Expression.Literal(at, new Value.Text(id.replaceFirst("^0+", "")));
    }
    return value;
  }

  private Expression operand() {
    Token t = in.peek();
    if (in.accept("(")) {
      Expression inner = expression();
      in.expect(")");
      return inner;
    }
    if (in.accept("-")) {
      Expression of = expression(Operator.MINUS_PRECEDENCE);
      return new Expression.Unary(t.at(), UnaryOperator.MINUS, of);
    }
    if (in.accept("!")) {
      Expression of = expression(Operator.NOT_PRECEDENCE);
      return new Expression.Unary(t.at(), UnaryOperator.NOT, of);
    }
    if (in.accept("nil")) {
      return nilFirst(t.at());
    }
    Optional<Value> value = literal();
    return value.isPresent() ? new Expression.Literal(t.at(), value.get()) : field();
  }

  /** {@code nil = …} and {@code nil != …}; nil compared with nil is false, whatever is asked. */
  private Expression nilFirst(Position at) {
    Optional<Operator> op = operator(in.peek()).filter(Operator::equality);
    if (op.isEmpty()) {
      throw in.unexpected("= or != after nil");
    }
    in.operator();
    if (in.accept("nil")) {
      return new Expression.Literal(at, Value.Bool.FALSE);
    }
    return nilTest(op.get(), expression(op.get().precedence()), at);
  }

  /** A value as it stands in a query, if one stands next. */
  Optional<Value> literal() {
    Token t = in.peek();
    Value value =
        t.type() == Token.Type.WORD ? WORDS.getOrDefault(t.text(), Value.Nil.NIL) : t.value();
    if (value.isNil()) {
      return Optional.empty();
    }
    in.next();
    return Optional.of(value);
  }

  /** An attribute or intrinsic. */
  Expression.Field field() {
    Token t = in.peek();
    if (t.type() == Token.Type.SCOPE) {
      return new Expression.Field(t.at(), t.text().endsWith(":") ? scopedIntrinsic() : attribute());
    }
    if (t.type() == Token.Type.WORD) {
      Optional<Intrinsic> intrinsic = Intrinsic.of(t.text());
      if (intrinsic.isPresent()) {
        in.next();
        return new Expression.Field(t.at(), intrinsic.get());
      }
      throw in.unexpected(OPERAND);
    }
    throw in.unexpected(OPERAND);
  }

  private FieldName scopedIntrinsic() {
    String scope = in.next().text();
    Optional<Intrinsic> found = Intrinsic.of(scope + in.peek().text());
    if (in.peek().type() != Token.Type.WORD || found.isEmpty()) {
      throw in.unexpected("an intrinsic of " + scope);
    }
    in.next();
    return found.get();
  }

  private FieldName attribute() {
    String first = in.next().text();
    boolean parent = first.equals("parent.");
    String word = first;
    if (parent && in.peek().type() == Token.Type.SCOPE) {
      word = in.next().text();
    }
    Scope scope = Scope.NONE;
    for (Scope s : Scope.values()) {
      scope = word.equals(s.word() + '.') ? s : scope;
    }
    if (in.peek().type() != Token.Type.ATTRIBUTE) {
      throw in.unexpected("the name of an attribute after " + first);
    }
    return new Attribute(scope, parent, in.next().text());
  }

  /** Fields between parentheses, one at least. */
  List<Expression.Field> fields() {
    in.expect("(");
    List<Expression.Field> fields = new ArrayList<>();
    do {
      fields.add(field());
    } while (in.accept(","));
    in.expect(")");
    return fields;
  }
}
