package mop.stack.traceql.engine;

import java.util.Optional;
import mop.stack.traceql.Attribute;
import mop.stack.traceql.Expression;
import mop.stack.traceql.FieldName;
import mop.stack.traceql.Operator;
import mop.stack.traceql.Value;

/** What a value must be. */
public sealed interface ValueTest {
  boolean passes(Value v);

  /** Any value at all. */
  record Exists() implements ValueTest {
    @Override
    public boolean passes(Value v) {
      return !v.isNil();
    }
  }

  /**
   * The value stands in this relation to a constant.
   *
   * @param strict whether it must be of the constant's type, as Tempo's storage compares attributes
   */
  record Compares(Operator op, Value constant, boolean strict) implements ValueTest {
    @Override
    public boolean passes(Value v) {
      return !(strict && v.type().element() != constant.type())
          && Operations.apply(op, v, constant).holds();
    }
  }

  /** The value, which is text, matches or does not. */
  final class Matches implements ValueTest {
    private final RegexTest regex;

    Matches(String pattern, boolean wanted) {
      regex = new RegexTest(pattern, wanted);
    }

    @Override
    public boolean passes(Value v) {
      return regex.passes(v);
    }
  }

  /** The test that {@code field op constant} is; none when the operator compares nothing. */
  static Optional<ValueTest> of(FieldName field, Operator op, Value constant) {
    if (op.regex()) {
      return constant instanceof Value.Text t
          ? Optional.of(new Matches(t.value(), op == Operator.REGEX))
          : Optional.empty();
    }
    return op.equality() || op.ordering()
        ? Optional.of(new Compares(op, constant, field instanceof Attribute))
        : Optional.empty();
  }

  /** The test that a comparison of a field with a constant is, and the field. */
  static Optional<FieldTest> of(Expression.Binary b) {
    if (b.left() instanceof Expression.Field f && b.right() instanceof Expression.Literal l) {
      return of(f.name(), b.op(), l.value()).map(t -> new FieldTest(f, t));
    }
    if (b.right() instanceof Expression.Field f
        && b.left() instanceof Expression.Literal l
        && !b.op().regex()) {
      return of(f.name(), b.op().flipped(), l.value()).map(t -> new FieldTest(f, t));
    }
    return Optional.empty();
  }

  /** A field and what it must be. */
  record FieldTest(Expression.Field field, ValueTest test) {}
}
