package mop.stack.traceql;

/** A number about a spanset. */
public sealed interface Scalar {
  /** {@code count()}. */
  record Count(Position at) implements Scalar {}

  /** A function over a value of each span that has it. */
  record Aggregate(Position at, Function function, Expression of) implements Scalar {}

  record Constant(Position at, Value value) implements Scalar {}

  record Arithmetic(Position at, Operator op, Scalar left, Scalar right) implements Scalar {}

  /** A pipeline in parentheses that ends in an aggregate. */
  record OfPipeline(Position at, Stage.Pipeline pipeline, Scalar aggregate) implements Scalar {}

  /** Aggregate functions over values. */
  enum Function {
    AVG("avg"),
    MIN("min"),
    MAX("max"),
    SUM("sum");

    private final String word;

    Function(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  Position at();

  /** The type as far as it is known without spans. */
  default ValueType type() {
    return switch (this) {
      case Count _ -> ValueType.INT;
      case Aggregate a -> a.of.type();
      case Constant c -> c.value.type();
      case OfPipeline p -> p.aggregate.type();
      case Arithmetic a -> {
        ValueType left = a.left.type();
        yield left == ValueType.ATTRIBUTE ? a.right.type() : left;
      }
    };
  }
}
