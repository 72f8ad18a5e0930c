package mop.stack.traceql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a query by recursive descent. The language is that of Tempo's {@code expr.y}; what its
 * grammar keeps apart by rules, {@link Terms} keeps apart by the kind of what stands on both sides.
 */
final class Parser {
  private static final String OPERAND =
      "{ … }, a number, an aggregate, by(), select() or something in parentheses";
  private static final int MINUS = 8;

  private final TokenCursor in;
  private final FieldParser fields;

  Parser(String query) {
    in = new TokenCursor(query);
    fields = new FieldParser(in);
  }

  FieldName onlyField() {
    FieldName name = fields.field().name();
    end();
    return name;
  }

  private void end() {
    if (in.peek().type() != Token.Type.END) {
      throw in.unexpected("the end of the query");
    }
  }

  Query query() {
    QueryBody body = body();
    List<Query.Hint> hints = new ArrayList<>();
    while (in.accept("with")) {
      hints.clear();
      in.expect("(");
      do {
        hints.add(hint());
      } while (in.accept(","));
      in.expect(")");
    }
    end();
    return new Query(body, hints);
  }

  private Query.Hint hint() {
    Token name = in.next();
    if (name.type() != Token.Type.WORD) {
      throw name.at().refuse(name.shown(), "the name of a hint", "Correct the query there.");
    }
    in.expect("=");
    Optional<Value> value = fields.literal();
    if (value.isEmpty()) {
      throw in.unexpected("the value of the hint");
    }
    return new Query.Hint(name.at(), name.text(), value.get());
  }

  private QueryBody body() {
    Token first = in.peek();
    Term term = pipeline();
    return switch (term) {
      case Term.Spans(_, Stage.Pipeline p) -> p;
      case Term.Spans s -> new Stage.Pipeline(List.of(s.stage()));
      case Term.Series s -> s.metrics();
      case Term.Constant _, Term.Aggregated _, Term.OfPipeline _ ->
          throw first
              .at()
              .refuse("a number alone", "a comparison or { … }", "Compare it with something.");
    };
  }

  /** Stages between pipes; a single one stays itself. */
  private Term pipeline() {
    Token start = in.peek();
    Term first = expression(0);
    if (first instanceof Term.Series s) {
      return new Term.Series(s.at(), secondStages(s.metrics()));
    }
    if (!in.is("|") && first instanceof Term.Spans(_, Stage.Coalesce c)) {
      throw c.at().refuse("coalesce() first", "spansets before it", "Put { } | before it.");
    }
    List<Stage> stages = new ArrayList<>();
    Term last = first;
    while (in.is("|")) {
      stages.add(stage(last, stages.isEmpty()));
      in.next();
      if (metricsFunction()) {
        Metrics metrics =
            new Metrics.OfSpans(
                new Stage.Pipeline(stages), new MetricsParser(in, fields).function(), List.of());
        return new Term.Series(start.at(), secondStages(metrics));
      }
      last = expression(0);
    }
    if (stages.isEmpty()) {
      return first;
    }
    if (last instanceof Term.Aggregated a) {
      return new Term.OfPipeline(
          start.at(), new Scalar.OfPipeline(start.at(), new Stage.Pipeline(stages), a.scalar()));
    }
    stages.add(stage(last, false));
    return new Term.Spans(start.at(), new Stage.Pipeline(stages));
  }

  private Stage stage(Term term, boolean first) {
    if (term instanceof Term.Spans s && !(first && s.stage() instanceof Stage.Coalesce)) {
      return s.stage();
    }
    throw term.at()
        .refuse(
            "not a step of a pipeline",
            "{ … }, a comparison of an aggregate, by(), coalesce() or select()",
            "Correct the query there.");
  }

  private boolean metricsFunction() {
    return in.peek().type() == Token.Type.WORD && MetricsParser.WORDS.contains(in.peek().text());
  }

  private Metrics secondStages(Metrics metrics) {
    Metrics all = metrics;
    for (; ; ) {
      Token t = in.peek();
      Optional<Operator> op = FieldParser.operator(t);
      if (t.is("|")) {
        in.operator();
        all = all.with(new MetricsParser(in, fields).ranked());
      } else if (op.isPresent() && (op.get().equality() || op.get().ordering())) {
        in.operator();
        Term value = expression(op.get().precedence());
        if (!(value instanceof Term.Constant n)) {
          throw value.at().refuse("not a number", "a number", "Compare with a number.");
        }
        all = all.with(Terms.comparison(t.at(), op.get(), n.value()));
      } else {
        return all;
      }
    }
  }

  /** All that binds tighter than {@code above}. */
  private Term expression(int above) {
    in.enter();
    Term left = operand();
    for (; ; ) {
      Token t = in.peek();
      int precedence = precedence(t);
      if (precedence <= above) {
        in.leave();
        return left;
      }
      in.operator();
      boolean power = t.is(Operator.POWER.symbol());
      left = Terms.combine(t, left, expression(power ? precedence - 1 : precedence));
    }
  }

  private static int precedence(Token t) {
    if (t.type() != Token.Type.SYMBOL) {
      return 0;
    }
    return FieldParser.operator(t)
        .map(Operator::precedence)
        .or(() -> SpansetOperator.of(t.text()).map(SpansetOperator::precedence))
        .orElse(0);
  }

  private Term operand() {
    Token t = in.peek();
    if (in.accept("{")) {
      return new Term.Spans(t.at(), filter(t.at()));
    }
    if (in.accept("(")) {
      return parenthesised(t.at());
    }
    if (in.accept("-")) {
      Term of = expression(MINUS);
      if (of instanceof Term.Constant n) {
        return new Term.Constant(t.at(), Constants.negate(t.at(), n.value()), n.plain());
      }
      throw t.at().refuse("- before something else", "a number", "Remove the -.");
    }
    if (t.type() == Token.Type.NUMBER) {
      in.next();
      return new Term.Constant(t.at(), t.value(), true);
    }
    if (t.type() != Token.Type.WORD) {
      throw in.unexpected(OPERAND);
    }
    return function(t);
  }

  private Stage.Filter filter(Position at) {
    if (in.accept("}")) {
      return new Stage.Filter(at, new Expression.Literal(at, Value.Bool.TRUE));
    }
    Expression condition = fields.expression();
    in.expect("}");
    return new Stage.Filter(at, condition);
  }

  private Term parenthesised(Position at) {
    in.enter();
    Term inner = pipeline();
    in.expect(")");
    in.leave();
    return switch (inner) {
      case Term.Spans s when !Terms.spanset(s.stage()) ->
          new Term.Spans(at, new Stage.Pipeline(List.of(s.stage())));
      case Term.Spans s -> new Term.Spans(at, s.stage());
      case Term.Constant n -> new Term.Constant(at, n.value(), n.plain());
      case Term.Aggregated a -> new Term.Aggregated(at, a.scalar());
      case Term.OfPipeline p -> new Term.OfPipeline(at, p.scalar());
      case Term.Series s -> new Term.Series(at, s.metrics());
    };
  }

  private Term function(Token t) {
    in.next();
    return switch (t.text()) {
      case "count" -> {
        nothingInParentheses();
        yield new Term.Aggregated(t.at(), new Scalar.Count(t.at()));
      }
      case "by" -> new Term.Spans(t.at(), new Stage.GroupBy(t.at(), inParentheses()));
      case "coalesce" -> {
        nothingInParentheses();
        yield new Term.Spans(t.at(), new Stage.Coalesce(t.at()));
      }
      case "select" -> new Term.Spans(t.at(), new Stage.Select(t.at(), fields.fields()));
      default -> new Term.Aggregated(t.at(), aggregate(t));
    };
  }

  private Scalar aggregate(Token t) {
    for (Scalar.Function f : Scalar.Function.values()) {
      if (f.word().equals(t.text())) {
        return new Scalar.Aggregate(t.at(), f, inParentheses());
      }
    }
    throw t.at().refuse(t.shown(), OPERAND, "Correct the query there.");
  }

  private void nothingInParentheses() {
    in.expect("(");
    in.expect(")");
  }

  private Expression inParentheses() {
    in.expect("(");
    Expression inner = fields.expression();
    in.expect(")");
    return inner;
  }
}
