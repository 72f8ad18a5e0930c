package mop.stack.promql.syntax;

import java.util.List;
import mop.stack.labels.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * An expression of PromQL. Its text ({@code toString}) is normalised as Prometheus prints it, and
 * parses to the same expression.
 */
public sealed interface Expr {
  /** Where in the query it stands. */
  Span span();

  ValueType type();

  /**
   * @param duration whether it was written as a duration, which as a number is its seconds
   */
  record NumberLiteral(double value, boolean duration, Span span) implements Expr {
    @Override
    public ValueType type() {
      return ValueType.SCALAR;
    }

    @Override
    public String toString() {
      return Printer.print(this);
    }
  }

  record StringLiteral(String value, Span span) implements Expr {
    @Override
    public ValueType type() {
      return ValueType.STRING;
    }

    @Override
    public String toString() {
      return Printer.print(this);
    }
  }

  /**
   * @param name the metric's name where it stands in front of the braces; empty where it does not
   * @param matchers all conditions, the one on the name among them
   */
  record VectorSelector(String name, List<Matcher> matchers, TimeShift shift, Span span)
      implements Expr {
    @Override
    public ValueType type() {
      return ValueType.VECTOR;
    }

    @Override
    public String toString() {
      return Printer.print(this);
    }
  }

  record MatrixSelector(VectorSelector selector, long rangeMillis, Span span) implements Expr {
    @Override
    public ValueType type() {
      return ValueType.MATRIX;
    }

    @Override
    public String toString() {
      return Printer.print(this);
    }
  }

  /**
   * @param stepMillis 0 for the engine's default
   */
  record Subquery(Expr expr, long rangeMillis, long stepMillis, TimeShift shift, Span span)
      implements Expr {
    @Override
    public ValueType type() {
      return ValueType.MATRIX;
    }

    @Override
    public String toString() {
      return Printer.print(this);
    }
  }

  /**
   * @param without whether {@code labels} are those left out, else those kept
   */
  record Aggregation(
      AggregateOp op,
      @Nullable Expr parameter,
      Expr expr,
      boolean without,
      List<String> labels,
      Span span)
      implements Expr {
    @Override
    public ValueType type() {
      return ValueType.VECTOR;
    }

    @Override
    public String toString() {
      return Printer.print(this);
    }
  }

  /**
   * @param bool whether a comparison gives 0 and 1 instead of filtering
   * @param matching null unless both sides are vectors
   */
  record Binary(
      BinaryOp op,
      Expr left,
      Expr right,
      boolean bool,
      @Nullable VectorMatching matching,
      Span span)
      implements Expr {
    @Override
    public ValueType type() {
      boolean scalars = left.type() == ValueType.SCALAR && right.type() == ValueType.SCALAR;
      return scalars ? ValueType.SCALAR : ValueType.VECTOR;
    }

    @Override
    public String toString() {
      return Printer.print(this);
    }
  }

  record Call(Function function, List<Expr> arguments, Span span) implements Expr {
    @Override
    public ValueType type() {
      return function.returns();
    }

    @Override
    public String toString() {
      return Printer.print(this);
    }
  }

  record Parenthesized(Expr expr, Span span) implements Expr {
    @Override
    public ValueType type() {
      return expr.type();
    }

    @Override
    public String toString() {
      return Printer.print(this);
    }
  }

  /**
   * @param minus whether the sign changes; {@code +} does nothing
   */
  record Signed(boolean minus, Expr expr, Span span) implements Expr {
    @Override
    public ValueType type() {
      return expr.type();
    }

    @Override
    public String toString() {
      return Printer.print(this);
    }
  }

  /** The expressions of which this one is made. */
  default List<Expr> children() {
    return switch (this) {
      case NumberLiteral n -> List.of();
      case StringLiteral s -> List.of();
      case VectorSelector v -> List.of();
      case MatrixSelector m -> List.of(m.selector());
      case Subquery s -> List.of(s.expr());
      case Aggregation a ->
          a.parameter() == null ? List.of(a.expr()) : List.of(a.parameter(), a.expr());
      case Binary b -> List.of(b.left(), b.right());
      case Call c -> c.arguments();
      case Parenthesized p -> List.of(p.expr());
      case Signed s -> List.of(s.expr());
    };
  }

  /** The expression within any parentheses. */
  default Expr bare() {
    Expr e = this;
    while (e instanceof Parenthesized p) {
      e = p.expr();
    }
    return e;
  }
}
