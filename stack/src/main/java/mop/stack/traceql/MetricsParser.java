package mop.stack.traceql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the functions that make series of spans, and those that choose among series. */
final class MetricsParser {
  static final Set<String> WORDS =
      Set.of(
          "rate",
          "count_over_time",
          "min_over_time",
          "max_over_time",
          "avg_over_time",
          "sum_over_time",
          "quantile_over_time",
          "histogram_over_time",
          "compare");

  private final TokenCursor in;
  private final FieldParser fields;

  MetricsParser(TokenCursor in, FieldParser fields) {
    this.in = in;
    this.fields = fields;
  }

  MetricsFunction function() {
    Token t = in.next();
    in.expect("(");
    return switch (t.text()) {
      case "rate", "count_over_time" -> {
        in.expect(")");
        yield new MetricsFunction.Counting(t.at(), t.is("rate"), by());
      }
      case "quantile_over_time" -> {
        Expression.Field of = fields.field();
        List<Double> quantiles = new ArrayList<>();
        do {
          in.expect(",");
          quantiles.add(quantile());
        } while (in.is(","));
        in.expect(")");
        yield new MetricsFunction.Quantiles(t.at(), of, quantiles, by());
      }
      case "histogram_over_time" -> {
        Expression.Field of = fields.field();
        in.expect(")");
        yield new MetricsFunction.Histogram(t.at(), of, by());
      }
      case "compare" -> compare(t.at());
      default -> {
        Expression.Field of = fields.field();
        in.expect(")");
        yield new MetricsFunction.OverTime(t.at(), over(t), of, by());
      }
    };
  }

  private static Scalar.Function over(Token t) {
    for (Scalar.Function f : Scalar.Function.values()) {
      if (t.is(f.word() + "_over_time")) {
        return f;
      }
    }
    throw new AssertionError(t);
  }

  private double quantile() {
    Value v = in.peek().value();
    if (!(v instanceof Value.Int) && !(v instanceof Value.Real)) {
      throw in.unexpected("a quantile of 0 to 1");
    }
    in.next();
    return v.number();
  }

  private List<Expression.Field> by() {
    return in.accept("by") ? fields.fields() : List.of();
  }

  private MetricsFunction compare(Position at) {
    Position brace = in.expect("{").at();
    Expression condition =
        in.is("}") ? new Expression.Literal(brace, Value.Bool.TRUE) : fields.expression();
    in.expect("}");
    long[] numbers = {10, 0, 0};
    if (in.accept(",")) {
      numbers[0] = whole();
      if (in.accept(",")) {
        numbers[1] = whole();
        in.expect(",");
        numbers[2] = whole();
      }
    }
    in.expect(")");
    Stage.Filter selection = new Stage.Filter(brace, condition);
    return new MetricsFunction.Compare(at, selection, numbers[0], numbers[1], numbers[2]);
  }

  private long whole() {
    if (in.peek().value() instanceof Value.Int(long v)) {
      in.next();
      return v;
    }
    throw in.unexpected("a whole number");
  }

  /** {@code topk(n)} or {@code bottomk(n)}. */
  SecondStage ranked() {
    Token t = in.peek();
    Optional<Boolean> top =
        t.is("topk") ? Optional.of(true) : t.is("bottomk") ? Optional.of(false) : Optional.empty();
    if (top.isEmpty()) {
      throw in.unexpected("topk(n) or bottomk(n)");
    }
    in.next();
    in.expect("(");
    long limit = whole();
    in.expect(")");
    return new SecondStage.Ranked(t.at(), top.get(), limit);
  }
}
