package mop.stack.traceql;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import mop.stack.traceql.Expression.UnaryOperator;

/**
 * Refuses what reads as a query and means nothing, by the rules of Tempo's {@code ast_validate.go},
 * and what Tempo's language has and this engine has not.
 */
final class Validator {
  /** Tempo's limit: a series has at most five labels, the bucket of a histogram included. */
  private static final int MAX_LABELS = 5;

  private static final String MEND = "Correct the query there.";

  private Validator() {}

  static void check(Query query) {
    switch (query.body()) {
      case Stage.Pipeline p -> stage(p);
      case Metrics m -> metrics(m, false);
    }
    for (Query.Hint hint : query.hints()) {
      if (hint.name().equals("extrapolate") && hint.value().holds()) {
        throw hint.at().unsupported("with(extrapolate=true)", "Counts are of the spans stored.");
      }
    }
  }

  private static void stage(Stage stage) {
    switch (stage) {
      case Stage.Filter f -> {
        expression(f.condition());
        ValueType type = f.condition().type();
        if (type != ValueType.ATTRIBUTE && type != ValueType.BOOLEAN) {
          throw f.condition()
              .at()
              .refuse(
                  Printer.stage(f) + " asks nothing",
                  "something true or false between braces",
                  "Compare it with something.");
        }
      }
      case Stage.Relation r -> {
        stage(r.left());
        stage(r.right());
      }
      case Stage.Pipeline p -> p.stages().forEach(Validator::stage);
      case Stage.ScalarFilter s -> scalarFilter(s);
      case Stage.GroupBy g -> {
        if (!g.by().referencesSpan()) {
          throw g.by().at().refuse("by() of a constant", "something of a span", MEND);
        }
        expression(g.by());
      }
      case Stage.Coalesce _ -> {}
      case Stage.Select s -> s.fields().forEach(Validator::expression);
    }
  }

  private static void scalarFilter(Stage.ScalarFilter s) {
    scalar(s.left());
    scalar(s.right());
    sides(s.at(), s.op(), s.left().type(), s.right().type(), Printer.stage(s));
    boolean aggregate = s.left() instanceof Scalar.Count || s.left() instanceof Scalar.Aggregate;
    if (!aggregate || !(s.right() instanceof Scalar.Constant)) {
      throw s.at()
          .unsupported(
              "a comparison of other things than one aggregate with one number",
              "Write it as count() > 2.");
    }
  }

  private static void scalar(Scalar scalar) {
    switch (scalar) {
      case Scalar.Count _, Scalar.Constant _ -> {}
      case Scalar.Aggregate a -> {
        expression(a.of());
        ValueType type = a.of().type();
        if (type != ValueType.ATTRIBUTE && !type.numeric()) {
          throw a.at().refuse(Printer.scalar(a), "an aggregate of numbers", MEND);
        }
        if (!a.of().referencesSpan()) {
          throw a.at().refuse(Printer.scalar(a), "an aggregate of something of a span", MEND);
        }
      }
      case Scalar.Arithmetic a -> {
        scalar(a.left());
        scalar(a.right());
        sides(a.at(), a.op(), a.left().type(), a.right().type(), Printer.scalar(a));
      }
      case Scalar.OfPipeline p -> {
        stage(p.pipeline());
        scalar(p.aggregate());
      }
    }
  }

  private static void sides(Position at, Operator op, ValueType l, ValueType r, String shown) {
    if (!l.matches(r)) {
      throw at.refuse(shown, "two values of one type on both sides", MEND);
    }
    if (!l.allows(op) || !r.allows(op)) {
      throw at.refuse(shown, "values that " + op.symbol() + " can take", MEND);
    }
  }

  private static void expression(Expression e) {
    switch (e) {
      case Expression.Literal _ -> {}
      case Expression.Field f -> field(f);
      case Expression.Unary u -> unary(u);
      case Expression.Binary b -> {
        expression(b.left());
        expression(b.right());
        sides(b.at(), b.op(), b.left().type(), b.right().type(), Printer.expression(b));
        if (b.op().regex()) {
          regex(b);
        }
      }
    }
  }

  private static void field(Expression.Field f) {
    if (f.name() == Intrinsic.PARENT || (f.name() instanceof Attribute a && a.parent())) {
      throw f.at().unsupported("the parent span", "Relate spans: { … } > { … }.");
    }
  }

  private static void unary(Expression.Unary u) {
    expression(u.operand());
    if (u.op() == UnaryOperator.ABSENT && u.operand() instanceof Expression.Field f) {
      boolean service = f.name().equals(new Attribute(Scope.RESOURCE, false, "service.name"));
      if (service || f.name() instanceof Intrinsic) {
        throw u.at().refuse(f.name().print() + " = nil", "something that can be absent", MEND);
      }
    }
    ValueType type = u.operand().type();
    boolean fits =
        switch (u.op()) {
          case EXISTS, ABSENT -> true;
          case NOT -> type == ValueType.ATTRIBUTE || type == ValueType.BOOLEAN;
          case MINUS -> type == ValueType.ATTRIBUTE || type.numeric();
        };
    if (!fits) {
      throw u.at().refuse(Printer.expression(u), "a value that the sign can take", MEND);
    }
  }

  private static void regex(Expression.Binary b) {
    if (!(b.right() instanceof Expression.Literal(_, Value.Text(String regex)))) {
      throw b.right().at().refuse("a regex that is no text", "text between quotes", MEND);
    }
    try {
      Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw b.right()
          .at()
          .refuse("the regex " + e.getPattern() + ": " + e.getDescription(), "one of RE2", MEND);
    }
  }

  /**
   * @param inMath whether the series are put together with others
   */
  private static void metrics(Metrics metrics, boolean inMath) {
    switch (metrics) {
      case Metrics.OfSpans s -> {
        stage(s.pipeline());
        function(s.function());
        if (s.function() instanceof MetricsFunction.Compare c) {
          compare(c, inMath || !s.then().isEmpty());
        }
      }
      case Metrics.Computed m -> {
        metrics(m.left(), true);
        metrics(m.right(), true);
      }
    }
    for (SecondStage stage : metrics.then()) {
      if (stage instanceof SecondStage.Ranked r && r.limit() <= 0) {
        throw r.at().refuse("a limit of " + r.limit(), "1 or more", MEND);
      }
    }
  }

  private static void compare(MetricsFunction.Compare c, boolean more) {
    if (more) {
      throw c.at().refuse("compare() with more", "compare() as the last step", "Remove the rest.");
    }
    stage(c.selection());
    throw c.at().unsupported("compare()", "Ask twice: for the spans selected, and for the others.");
  }

  private static void function(MetricsFunction f) {
    f.by().forEach(Validator::expression);
    int reserved =
        switch (f) {
          case MetricsFunction.Counting _, MetricsFunction.Compare _ -> 0;
          case MetricsFunction.OverTime o -> o.function() == Scalar.Function.AVG ? 1 : 0;
          case MetricsFunction.Quantiles _, MetricsFunction.Histogram _ -> 1;
        };
    if (f.by().size() > MAX_LABELS - reserved) {
      throw f.at().unsupported("by() of " + f.by().size() + " fields", "Take fewer.");
    }
    measured(f).forEach(Validator::expression);
    if (f instanceof MetricsFunction.Quantiles q) {
      for (double quantile : q.quantiles()) {
        if (!(quantile >= 0 && quantile <= 1)) {
          throw q.at().refuse("the quantile " + quantile, "0 to 1", MEND);
        }
      }
    }
  }

  private static List<Expression.Field> measured(MetricsFunction f) {
    return switch (f) {
      case MetricsFunction.Counting _, MetricsFunction.Compare _ -> List.of();
      case MetricsFunction.OverTime o -> List.of(o.of());
      case MetricsFunction.Quantiles q -> List.of(q.of());
      case MetricsFunction.Histogram h -> List.of(h.of());
    };
  }
}
