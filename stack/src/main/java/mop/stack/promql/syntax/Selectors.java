package mop.stack.promql.syntax;

import java.util.ArrayList;
import java.util.List;
import mop.stack.labels.Labels;
import mop.stack.labels.Matcher;
import mop.stack.promql.syntax.Expr.MatrixSelector;
import mop.stack.promql.syntax.Expr.NumberLiteral;
import mop.stack.promql.syntax.Expr.Subquery;
import mop.stack.promql.syntax.Expr.VectorSelector;

/** Parses selectors of series, and what may follow them: ranges, subqueries, {@code offset}, @. */
final class Selectors {
  private final Tokens tokens;

  Selectors(Tokens tokens) {
    this.tokens = tokens;
  }

  Expr selector() {
    Span first = tokens.current().span();
    String name = tokens.at(TokenKind.LEFT_BRACE) ? "" : tokens.take().text();
    List<Matcher> matchers = new ArrayList<>();
    if (tokens.skip(TokenKind.LEFT_BRACE)) {
      braces(matchers);
    }
    if (!name.isEmpty()) {
      matchers.add(Matcher.equal(Labels.METRIC_NAME, name));
    }
    Span span = first.to(tokens.last());
    return new VectorSelector(name, List.copyOf(matchers), TimeShift.NONE, span);
  }

  private void braces(List<Matcher> matchers) {
    while (!tokens.at(TokenKind.RIGHT_BRACE)) {
      matchers.add(matcher());
      if (!tokens.skip(TokenKind.COMMA) && !tokens.at(TokenKind.RIGHT_BRACE)) {
        throw tokens.unexpected("label matching", "\",\" or \"}\"");
      }
    }
    tokens.take();
  }

  private Matcher matcher() {
    Token label = tokens.current();
    if (!label.is(TokenKind.IDENTIFIER) && !label.is(TokenKind.STRING)) {
      throw tokens.unexpected("label matching", "identifier or \"}\"");
    }
    tokens.take();
    String name = label.is(TokenKind.STRING) ? unquote(label) : label.text();
    Token sign = tokens.current();
    Matcher.Op op =
        switch (sign.kind()) {
          case EQUAL -> Matcher.Op.EQUAL;
          case NOT_EQUAL -> Matcher.Op.NOT_EQUAL;
          case MATCH -> Matcher.Op.MATCH;
          case NO_MATCH -> Matcher.Op.NO_MATCH;
          default -> {
            if (label.is(TokenKind.STRING)) {
              yield Matcher.Op.EQUAL;
            }
            throw tokens.unexpected("label matching", "one of \"=\", \"!=\", \"=~\", \"!~\"");
          }
        };
    if (label.is(TokenKind.STRING) && op == Matcher.Op.EQUAL && !sign.is(TokenKind.EQUAL)) {
      return Matcher.equal(Labels.METRIC_NAME, name);
    }
    tokens.take();
    Token value = tokens.expect(TokenKind.STRING, "label matching");
    try {
      return Matcher.of(name, op, unquote(value));
    } catch (IllegalArgumentException e) {
      throw tokens.error(value.span(), "invalid regular expression: " + e.getMessage());
    }
  }

  String unquote(Token literal) {
    try {
      return Strings.unquote(literal.text());
    } catch (IllegalArgumentException e) {
      throw tokens.error(literal.span(), e.getMessage() + " in string " + literal.text());
    }
  }

  /** A number, or a duration as the number of its seconds. */
  NumberLiteral number() {
    Token token = tokens.take();
    if (token.is(TokenKind.NUMBER)) {
      return new NumberLiteral(Numbers.parse(token.text()), false, token.span());
    }
    return new NumberLiteral(Durations.seconds(millis(token)), true, token.span());
  }

  private long millis(Token duration) {
    long millis = Durations.parse(duration.text());
    if (millis < 0) {
      throw tokens.error(
          duration.span(),
          "not a valid duration string: \""
              + duration.text()
              + "\", expected units from large to small such as 1h30m, at most 292 years");
    }
    return millis;
  }

  /** The expression with all ranges, offsets and times that follow it. */
  Expr modified(Expr expr) {
    Expr e = expr;
    while (true) {
      if (tokens.at(TokenKind.LEFT_BRACKET)) {
        e = window(e);
      } else if (tokens.atWord("offset")) {
        tokens.take();
        e = offset(e);
      } else if (tokens.at(TokenKind.AT)) {
        tokens.take();
        e = at(e);
      } else if (tokens.atWord("smoothed") || tokens.atWord("anchored")) {
        throw tokens.error(
            tokens.current().span(), tokens.current().text() + " is not evaluated here");
      } else {
        return e;
      }
    }
  }

  private Expr window(Expr e) {
    Span open = tokens.take().span();
    long range = positiveDuration("subquery or range");
    if (tokens.skip(TokenKind.COLON)) {
      long step = tokens.at(TokenKind.RIGHT_BRACKET) ? 0 : positiveDuration("subquery selector");
      tokens.expect(TokenKind.RIGHT_BRACKET, "subquery selector");
      return new Subquery(e, range, step, TimeShift.NONE, e.span().to(tokens.last()));
    }
    if (!tokens.skip(TokenKind.RIGHT_BRACKET)) {
      throw tokens.unexpected("subquery or range", "\":\" or \"]\"");
    }
    Span brackets = open.to(tokens.last());
    if (!(e instanceof VectorSelector selector)) {
      throw tokens.error(brackets, "ranges only allowed for vector selectors");
    }
    if (selector.shift().offsetMillis() != 0) {
      throw tokens.error(brackets, "no offset modifiers allowed before range");
    }
    if (selector.shift().at() != null) {
      throw tokens.error(brackets, "no @ modifiers allowed before range");
    }
    return new MatrixSelector(selector, range, e.span().to(tokens.last()));
  }

  private long positiveDuration(String context) {
    Span span = tokens.current().span();
    long millis = duration(context);
    if (millis <= 0) {
      throw tokens.error(span, "duration must be greater than 0, expected at least 1 ms");
    }
    return millis;
  }

  /** Milliseconds of a duration or a number of seconds, with its sign. */
  private long duration(String context) {
    boolean minus = tokens.at(TokenKind.SUBTRACT);
    if (minus || tokens.at(TokenKind.ADD)) {
      tokens.take();
    }
    if (!tokens.at(TokenKind.NUMBER) && !tokens.at(TokenKind.DURATION)) {
      throw tokens.unexpected(context, "number or duration");
    }
    Token token = tokens.take();
    long millis =
        token.is(TokenKind.DURATION)
            ? millis(token)
            : millis(Numbers.parse(token.text()), token.span());
    switch (tokens.current().kind()) {
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, POWER -> refuseArithmetic(context);
      default -> {}
    }
    return minus ? -millis : millis;
  }

  /** Behind an offset an operator belongs to the expression, within brackets to the duration. */
  private void refuseArithmetic(String context) {
    if (!context.equals("offset")) {
      throw tokens.error(
          tokens.current().span(),
          "arithmetic of durations is not evaluated here, expected \":\" or \"]\"");
    }
  }

  private long millis(double seconds, Span span) {
    if (Double.isNaN(seconds) || Math.abs(seconds) > Long.MAX_VALUE / 1e9) {
      throw tokens.error(span, "duration out of range, expected at most 292 years");
    }
    return Math.round(seconds * 1e9) / 1_000_000;
  }

  private Expr offset(Expr e) {
    TimeShift old = shift(e, "offset modifier");
    long millis = duration("offset");
    if (old.offsetMillis() != 0) {
      throw tokens.error(e.span(), "offset may not be set multiple times");
    }
    return shifted(e, new TimeShift(millis, old.at()));
  }

  private Expr at(Expr e) {
    TimeShift old = shift(e, "@ modifier");
    At at = time(e.span());
    if (old.at() != null) {
      throw tokens.error(e.span(), "@ <timestamp> may not be set multiple times");
    }
    return shifted(e, new TimeShift(old.offsetMillis(), at));
  }

  private At time(Span span) {
    boolean start = tokens.atWord("start");
    if (start || tokens.atWord("end")) {
      tokens.take();
      tokens.expect(TokenKind.LEFT_PAREN, "@");
      tokens.expect(TokenKind.RIGHT_PAREN, "@");
      return start ? At.Bound.START : At.Bound.END;
    }
    boolean minus = tokens.at(TokenKind.SUBTRACT);
    if (minus || tokens.at(TokenKind.ADD)) {
      tokens.take();
    }
    if (!tokens.at(TokenKind.NUMBER) && !tokens.at(TokenKind.DURATION)) {
      throw tokens.unexpected("@", "timestamp, start() or end()");
    }
    double seconds = number().value() * (minus ? -1 : 1);
    if (!(Math.abs(seconds * 1000) < Long.MAX_VALUE)) {
      throw tokens.error(span, "timestamp out of bounds for @ modifier: " + Numbers.print(seconds));
    }
    return new At.Fixed(Math.round(seconds * 1000));
  }

  private TimeShift shift(Expr e, String what) {
    return switch (e) {
      case VectorSelector v -> v.shift();
      case MatrixSelector m -> m.selector().shift();
      case Subquery s -> s.shift();
      default ->
          throw tokens.error(
              e.span(),
              what
                  + " must be preceded by an instant vector selector or range vector selector or"
                  + " a subquery");
    };
  }

  private Expr shifted(Expr e, TimeShift shift) {
    Span span = e.span().to(tokens.last());
    return switch (e) {
      case VectorSelector v -> new VectorSelector(v.name(), v.matchers(), shift, span);
      case MatrixSelector m -> {
        VectorSelector v = m.selector();
        yield new MatrixSelector(
            new VectorSelector(v.name(), v.matchers(), shift, v.span()), m.rangeMillis(), span);
      }
      case Subquery s -> new Subquery(s.expr(), s.rangeMillis(), s.stepMillis(), shift, span);
      default -> throw new IllegalStateException("no modifier belongs to " + e);
    };
  }
}
