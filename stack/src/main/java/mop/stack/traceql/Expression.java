package mop.stack.traceql;

/** What is asked of a single span, between braces or parentheses. */
public sealed interface Expression {
  /** Where it stands, for messages. */
  Position at();

  record Literal(Position at, Value value) implements Expression {}

  record Field(Position at, FieldName name) implements Expression {}

  record Unary(Position at, UnaryOperator op, Expression operand) implements Expression {}

  record Binary(Position at, Operator op, Expression left, Expression right)
      implements Expression {}

  /** Operators on one value. */
  enum UnaryOperator {
    MINUS,
    NOT,
    /** {@code != nil}. */
    EXISTS,
    /** {@code = nil}. */
    ABSENT
  }

  /** Whether a span must be looked at to know the value. */
  default boolean referencesSpan() {
    return switch (this) {
      case Literal _ -> false;
      case Field _ -> true;
      case Unary u -> u.operand.referencesSpan();
      case Binary b -> b.left.referencesSpan() || b.right.referencesSpan();
    };
  }

  /** The type as far as it is known without a span. */
  default ValueType type() {
    return switch (this) {
      case Literal l -> l.value.type();
      case Field f -> f.name.type();
      case Unary u ->
          switch (u.op) {
            case EXISTS, ABSENT -> ValueType.BOOLEAN;
            case MINUS, NOT -> u.operand.type();
          };
      case Binary b -> {
        if (b.op.truth()) {
          yield ValueType.BOOLEAN;
        }
        ValueType left = b.left.type();
        yield left == ValueType.ATTRIBUTE ? b.right.type() : left;
      }
    };
  }
}
