package mop.stack.traceql;

/** Arithmetic between numbers of the query itself, done once while it is read. */
public final class Constants {
  private Constants() {}

  /** Whole numbers stay whole: {@code 1 / 2} is 0. */
  static Value fold(Position at, Operator op, Value left, Value right) {
    if (left instanceof Value.Duration || right instanceof Value.Duration) {
      throw at.refuse("a duration in arithmetic", "numbers", "Write it in seconds.");
    }
    if (left instanceof Value.Int(long l) && right instanceof Value.Int(long r)) {
      if (op == Operator.DIVIDE && r == 0) {
        throw at.refuse("a division by zero", "another number", "Correct the query there.");
      }
      return new Value.Int(
          switch (op) {
            case ADD -> l + r;
            case SUBTRACT -> l - r;
            case MULTIPLY -> l * r;
            case DIVIDE -> l / r;
            case AND, OR, EQUAL, NOT_EQUAL, REGEX, NOT_REGEX -> throw new AssertionError(op);
            case GREATER, GREATER_EQUAL, LESS, LESS_EQUAL -> throw new AssertionError(op);
            case MODULO, POWER -> throw new AssertionError(op);
          });
    }
    return new Value.Real(compute(op, left.number(), right.number()));
  }

  /** A division by zero gives NaN, as in Tempo's arithmetic on series. */
  public static double compute(Operator op, double l, double r) {
    return switch (op) {
      case ADD -> l + r;
      case SUBTRACT -> l - r;
      case MULTIPLY -> l * r;
      case DIVIDE -> r == 0 ? Double.NaN : l / r;
      case AND, OR, EQUAL, NOT_EQUAL, REGEX, NOT_REGEX -> Double.NaN;
      case GREATER, GREATER_EQUAL, LESS, LESS_EQUAL, MODULO, POWER -> Double.NaN;
    };
  }

  static Value negate(Position at, Value v) {
    return switch (v) {
      case Value.Int i -> new Value.Int(-i.value());
      case Value.Real r -> new Value.Real(-r.value());
      case Value.Duration d -> new Value.Duration(-d.nanos());
      case Value.Nil _, Value.Text _, Value.Bool _, Value.Status _, Value.Kind _, Value.Many _ ->
          throw at.refuse("- before " + v.literal(), "a number", "Remove the -.");
    };
  }
}
