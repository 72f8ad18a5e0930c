package mop.stack.traceql.engine;

import java.util.Optional;
import mop.stack.traceql.Operator;
import mop.stack.traceql.Value;

/** What a value must be. */
public sealed interface ValueTest {
  boolean passes(Value v);

  /** Any value at all. */
  record Exists() implements ValueTest {
    @Override
    public boolean passes(Value v) {
      return v != Value.NIL;
    }
  }

  /** The value stands in this relation to a constant. */
  record Compares(Operator op, Value constant) implements ValueTest {
    @Override
    public boolean passes(Value v) {
      return Operations.apply(op, v, constant).holds();
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

  /** The test that {@code value op constant} is; none when it is not about a value's own worth. */
  static Optional<ValueTest> of(Operator op, Value constant) {
    if (op.regex()) {
      return constant instanceof Value.Text t
          ? Optional.of(new Matches(t.value(), op == Operator.REGEX))
          : Optional.empty();
    }
    return op.equality() || op.ordering()
        ? Optional.of(new Compares(op, constant))
        : Optional.empty();
  }
}
