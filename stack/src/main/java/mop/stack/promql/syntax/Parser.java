package mop.stack.promql.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import mop.stack.promql.syntax.Expr.Aggregation;
import mop.stack.promql.syntax.Expr.Binary;
import mop.stack.promql.syntax.Expr.Call;
import mop.stack.promql.syntax.Expr.NumberLiteral;
import mop.stack.promql.syntax.Expr.Parenthesized;
import mop.stack.promql.syntax.Expr.Signed;
import mop.stack.promql.syntax.Expr.StringLiteral;
import mop.stack.promql.syntax.VectorMatching.Cardinality;
import org.jspecify.annotations.Nullable;

/**
 * Parses the grammar of Prometheus 3.5 by recursive descent and, between operators, by precedence.
 * Durations stand for numbers of seconds and numbers for durations, as since 3.0.
 */
public final class Parser {
  /**
   * How deep expressions may be nested, and how many operators one chain may have; a bound on the
   * stack that evaluation needs.
   */
  private static final int DEEPEST = 400;

  /** Words that are no names of metrics; all other keywords may be. */
  private static final Set<String> RESERVED =
      Set.of("bool", "on", "ignoring", "group_left", "group_right", "atan2");

  private final Tokens tokens;
  private final Selectors selectors;
  private int depth;

  private Parser(String text) {
    this.tokens = new Tokens(text);
    this.selectors = new Selectors(tokens);
  }

  /**
   * The expression of a query, its types checked.
   *
   * @throws QueryError when it is none, with the position and what was expected there
   */
  public static Expr parse(String query) {
    Parser parser = new Parser(query);
    Expr expr = parser.query();
    new TypeCheck(query).check(expr);
    return expr;
  }

  private Expr query() {
    if (tokens.at(TokenKind.END)) {
      throw tokens.error(new Span(0, 0), "no expression found in input");
    }
    Expr expr = expression(0);
    if (!tokens.at(TokenKind.END)) {
      throw tokens.unexpected("", "an operator or the end of the query");
    }
    return expr;
  }

  private Expr expression(int leastPrecedence) {
    int outside = depth;
    Expr left = signed();
    BinaryOp op = BinaryOp.of(tokens.current());
    while (op != null && op.precedence() >= leastPrecedence) {
      deeper();
      left = binary(left, op);
      op = BinaryOp.of(tokens.current());
    }
    depth = outside;
    return left;
  }

  private void deeper() {
    if (++depth > DEEPEST) {
      throw tokens.error(
          tokens.current().span(),
          "expressions are nested or chained more than " + DEEPEST + " deep");
    }
  }

  /** A sign binds less than {@code ^} and more than all other operators. */
  private Expr signed() {
    deeper();
    if (!tokens.at(TokenKind.ADD) && !tokens.at(TokenKind.SUBTRACT)) {
      return selectors.modified(primary());
    }
    Token sign = tokens.take();
    boolean minus = sign.is(TokenKind.SUBTRACT);
    Expr operand = expression(BinaryOp.POWER.precedence());
    Span span = sign.span().to(operand.span());
    return operand instanceof NumberLiteral n
        ? new NumberLiteral(minus ? -n.value() : n.value(), n.duration(), span)
        : new Signed(minus, operand, span);
  }

  private Expr binary(Expr left, BinaryOp op) {
    tokens.take();
    boolean bool = tokens.atWord("bool");
    if (bool) {
      tokens.take();
    }
    VectorMatching matching = matching(op);
    Expr right = expression(op.rightPrecedence());
    boolean vectors = left.type() != ValueType.SCALAR && right.type() != ValueType.SCALAR;
    if (!vectors && !matching.labels().isEmpty()) {
      throw tokens.error(left.span(), "vector matching only allowed between instant vectors");
    }
    return new Binary(
        op, left, right, bool, vectors ? matching : null, left.span().to(right.span()));
  }

  private VectorMatching matching(BinaryOp op) {
    Cardinality cardinality = op.isSet() ? Cardinality.MANY_TO_MANY : Cardinality.ONE_TO_ONE;
    boolean on = tokens.atWord("on");
    if (!on && !tokens.atWord("ignoring")) {
      return new VectorMatching(cardinality, false, List.of(), List.of());
    }
    tokens.take();
    List<String> labels = groupingLabels();
    List<String> include = List.of();
    boolean left = tokens.atWord("group_left");
    if (left || tokens.atWord("group_right")) {
      Token group = tokens.take();
      cardinality = left ? Cardinality.MANY_TO_ONE : Cardinality.ONE_TO_MANY;
      include = tokens.at(TokenKind.LEFT_PAREN) ? groupingLabels() : List.of();
      if (op.isSet()) {
        throw tokens.error(group.span(), "no grouping allowed for \"" + op.text() + "\" operation");
      }
    }
    refuseFill();
    return new VectorMatching(cardinality, on, labels, include);
  }

  private void refuseFill() {
    boolean fill =
        tokens.atWord("fill") || tokens.atWord("fill_left") || tokens.atWord("fill_right");
    if (fill && tokens.ahead().is(TokenKind.LEFT_PAREN)) {
      throw tokens.error(
          tokens.current().span(),
          tokens.current().text() + " is not evaluated here, expected an operand");
    }
  }

  private List<String> groupingLabels() {
    tokens.expect(TokenKind.LEFT_PAREN, "grouping opts");
    List<String> labels = new ArrayList<>();
    while (!tokens.at(TokenKind.RIGHT_PAREN)) {
      labels.add(groupingLabel());
      if (!tokens.skip(TokenKind.COMMA) && !tokens.at(TokenKind.RIGHT_PAREN)) {
        throw tokens.unexpected("grouping opts", "\",\" or \")\"");
      }
    }
    tokens.take();
    return List.copyOf(labels);
  }

  private String groupingLabel() {
    Token token = tokens.current();
    if (token.is(TokenKind.STRING)) {
      tokens.take();
      String name = selectors.unquote(token);
      if (name.isEmpty()) {
        throw tokens.error(token.span(), "invalid label name for grouping: \"\"");
      }
      return name;
    }
    if (!token.is(TokenKind.IDENTIFIER) && !token.is(TokenKind.METRIC_IDENTIFIER)) {
      throw tokens.unexpected("grouping opts", "label");
    }
    return tokens.take().text();
  }

  private Expr primary() {
    Token token = tokens.current();
    return switch (token.kind()) {
      case LEFT_PAREN -> {
        tokens.take();
        Expr inner = expression(0);
        Token close = tokens.expect(TokenKind.RIGHT_PAREN, "parentheses");
        yield new Parenthesized(inner, token.span().to(close.span()));
      }
      case NUMBER, DURATION -> selectors.number();
      case STRING -> {
        tokens.take();
        yield new StringLiteral(selectors.unquote(token), token.span());
      }
      case LEFT_BRACE, METRIC_IDENTIFIER -> selectors.selector();
      case IDENTIFIER -> word(token);
      default -> throw tokens.unexpected("", "an expression");
    };
  }

  private Expr word(Token word) {
    AggregateOp op = AggregateOp.of(word.text());
    Token next = tokens.ahead();
    boolean paren = next.is(TokenKind.LEFT_PAREN);
    if (op != null && (paren || next.isWord("by") || next.isWord("without"))) {
      return aggregation(op);
    }
    if (RESERVED.contains(word.text().toLowerCase(Locale.ROOT))) {
      throw tokens.unexpected("", "an expression");
    }
    return paren ? call() : selectors.selector();
  }

  private Expr call() {
    Token name = tokens.take();
    Function function = Function.of(name.text());
    if (function == null) {
      throw tokens.error(name.span(), "unknown function with name \"" + name.text() + "\"");
    }
    List<Expr> arguments = arguments();
    return new Call(function, arguments, name.span().to(tokens.last()));
  }

  private List<Expr> arguments() {
    tokens.expect(TokenKind.LEFT_PAREN, "call");
    List<Expr> arguments = new ArrayList<>();
    if (tokens.skip(TokenKind.RIGHT_PAREN)) {
      return arguments;
    }
    do {
      if (!arguments.isEmpty() && tokens.at(TokenKind.RIGHT_PAREN)) {
        throw tokens.error(tokens.last(), "trailing commas not allowed in function call args");
      }
      arguments.add(expression(0));
    } while (tokens.skip(TokenKind.COMMA));
    if (!tokens.at(TokenKind.RIGHT_PAREN)) {
      throw tokens.unexpected("", "an operator, \",\" or \")\"");
    }
    tokens.take();
    return List.copyOf(arguments);
  }

  private Expr aggregation(AggregateOp op) {
    Token name = tokens.take();
    Grouping grouping = grouping();
    List<Expr> arguments = arguments();
    if (grouping == null) {
      grouping = grouping();
    }
    Span span = name.span().to(tokens.last());
    int expected = op.parameter() == null ? 1 : 2;
    if (arguments.size() != expected) {
      throw tokens.error(
          span,
          "wrong number of arguments for aggregate expression provided, expected "
              + expected
              + ", got "
              + arguments.size());
    }
    return new Aggregation(
        op,
        op.parameter() == null ? null : arguments.getFirst(),
        arguments.getLast(),
        grouping != null && grouping.without,
        grouping == null ? List.of() : grouping.labels,
        span);
  }

  private record Grouping(boolean without, List<String> labels) {}

  private @Nullable Grouping grouping() {
    boolean without = tokens.atWord("without");
    if (!without && !tokens.atWord("by")) {
      return null;
    }
    tokens.take();
    return new Grouping(without, groupingLabels());
  }
}
