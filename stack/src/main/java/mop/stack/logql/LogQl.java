package mop.stack.logql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import mop.analysis.input.InvalidInput;
import mop.stack.logql.LogQlExpr.Binary;
import mop.stack.logql.LogQlExpr.Grouping;
import mop.stack.logql.LogQlExpr.Literal;
import mop.stack.logql.LogQlExpr.Logs;
import mop.stack.logql.LogQlExpr.Many;
import mop.stack.logql.LogQlExpr.Matching;
import mop.stack.logql.LogQlExpr.Metric;
import mop.stack.logql.LogQlExpr.Pipeline;
import mop.stack.logql.LogQlExpr.RangeAggregation;
import mop.stack.logql.LogQlExpr.Unwrap;
import mop.stack.logql.LogQlExpr.VectorAggregation;

/** Reads LogQL (grammar of Loki 3; what is not read is refused with its place). */
public final class LogQl {
  private static final Set<String> VECTOR_FUNCTIONS =
      Set.of(
          "sum",
          "avg",
          "min",
          "max",
          "count",
          "stddev",
          "stdvar",
          "topk",
          "bottomk",
          "sort",
          "sort_desc");
  private static final Set<String> WITH_PARAMETER = Set.of("topk", "bottomk");

  /** Binary operators by their binding, the loosest first. */
  private static final List<Set<String>> LEVELS =
      List.of(
          Set.of("or"),
          Set.of("and", "unless"),
          Set.of("==", "!=", ">", ">=", "<", "<="),
          Set.of("+", "-"),
          Set.of("*", "/", "%"),
          Set.of("^"));

  private static final Set<String> COMPARISONS = LEVELS.get(2);
  private static final int POWER = 5;
  private static final int MAX_DEPTH = 100;

  private final Tokens in;
  private final PipelineParser pipelines;
  private int depth;

  private LogQl(String query) {
    in = new Tokens(query);
    pipelines = new PipelineParser(in);
  }

  /**
   * Reads a query.
   *
   * @throws InvalidInput when it is none, with the place of the error
   */
  public static LogQlExpr parse(String query) {
    LogQl parser = new LogQl(query);
    LogQlExpr expr = parser.expression(0);
    if (parser.in.peek().kind() != Token.Kind.END) {
      throw parser.in.unexpected("the end or an operator");
    }
    return expr;
  }

  private LogQlExpr expression(int level) {
    if (level == LEVELS.size()) {
      return primary();
    }
    if (++depth > MAX_DEPTH * LEVELS.size()) {
      throw Lexer.wrong(in.peek().start(), "nested too deeply");
    }
    LogQlExpr left = expression(level + 1);
    while (isOperator(level)) {
      Token op = in.next();
      boolean bool = COMPARISONS.contains(op.text()) && in.accept("bool");
      Matching matching = matching();
      LogQlExpr right = expression(level == POWER ? level : level + 1);
      left = folded(new Binary(op.text(), metric(left, op), metric(right, op), bool, matching));
    }
    depth--;
    return left;
  }

  /** An operation on two numbers is a number. */
  private static Metric folded(Binary b) {
    return b.left() instanceof Literal l && b.right() instanceof Literal r
        ? new Literal(Vector.arithmetic(b.operator(), l.value(), r.value()))
        : b;
  }

  private boolean isOperator(int level) {
    Token t = in.peek();
    return t.kind() != Token.Kind.TEXT && LEVELS.get(level).contains(t.text());
  }

  private static Metric metric(LogQlExpr e, Token at) {
    if (e instanceof Metric m) {
      return m;
    }
    throw Lexer.wrong(at.start(), "an operator takes numbers, not log lines");
  }

  private Matching matching() {
    boolean on = in.peek().is("on");
    if (!on && !in.peek().is("ignoring")) {
      return Matching.ALL;
    }
    in.next();
    Set<String> labels = names();
    Many many = Many.NONE;
    Set<String> include = Set.of();
    if (in.peek().is("group_left") || in.peek().is("group_right")) {
      many = in.next().is("group_left") ? Many.LEFT : Many.RIGHT;
      include = in.peek().is("(") ? names() : Set.of();
    }
    return new Matching(on, labels, many, include);
  }

  private Set<String> names() {
    Set<String> names = new TreeSet<>();
    in.expect("(");
    while (!in.accept(")")) {
      names.add(in.name("a label's name"));
      if (!in.accept(",")) {
        in.expect(")");
        break;
      }
    }
    return names;
  }

  private LogQlExpr primary() {
    Token t = in.peek();
    if (t.is("{")) {
      return logs();
    }
    if (t.is("(")) {
      in.next();
      LogQlExpr inner = expression(0);
      in.expect(")");
      if (inner instanceof Logs l) {
        var more = pipelines.pipeline();
        refuseUnwrap(more.unwrap(), t);
        return joined(l, more.pipeline());
      }
      return inner;
    }
    if (t.is("-") || t.is("+") || t.kind() == Token.Kind.NUMBER) {
      return new Literal(number());
    }
    if (t.kind() != Token.Kind.NAME) {
      throw in.unexpected("a selector {…}, a function or a number");
    }
    return function(in.next());
  }

  private Logs logs() {
    Token start = in.peek();
    var matchers = pipelines.selector();
    PipelineParser.Read read = pipelines.pipeline();
    refuseUnwrap(read.unwrap(), start);
    return new Logs(matchers, read.pipeline());
  }

  private static void refuseUnwrap(Optional<Unwrap> unwrap, Token at) {
    if (unwrap.isPresent()) {
      throw Lexer.wrong(at.start(), "unwrap is for functions over a range");
    }
  }

  private static Logs joined(Logs l, Pipeline more) {
    List<Stage> both = List.of(l.pipeline()::process, more::process);
    return new Logs(l.matchers(), new Pipeline(both));
  }

  private double number() {
    String sign = in.accept("-") ? "-" : "";
    in.accept("+");
    Token t = in.expectKind(Token.Kind.NUMBER, "a number");
    if (t.text().startsWith("0x") || t.text().startsWith("0X")) {
      return Long.parseUnsignedLong(t.text().substring(2), 16) * (sign.isEmpty() ? 1.0 : -1.0);
    }
    return Double.parseDouble(sign + t.text());
  }

  private Metric function(Token name) {
    if (VECTOR_FUNCTIONS.contains(name.text())) {
      return vectorAggregation(name);
    }
    if (RangeFunction.NAMES.contains(name.text())) {
      return rangeAggregation(name);
    }
    return switch (name.text()) {
      case "label_replace" -> labelReplace();
      case "vector" -> {
        in.expect("(");
        double value = number();
        in.expect(")");
        yield new LogQlExpr.VectorOf(value);
      }
      default -> throw Lexer.wrong(name.start(), "unknown function " + name.text());
    };
  }

  private VectorAggregation vectorAggregation(Token name) {
    Optional<Grouping> grouping = grouping();
    in.expect("(");
    OptionalDouble parameter = OptionalDouble.empty();
    if (WITH_PARAMETER.contains(name.text())) {
      parameter = OptionalDouble.of(number());
      in.expect(",");
    }
    Metric of = metric(expression(0), name);
    in.expect(")");
    if (grouping.isEmpty()) {
      grouping = grouping();
    }
    return new VectorAggregation(
        name.text(), parameter, of, grouping.orElse(new Grouping(Set.of(), false)));
  }

  private Optional<Grouping> grouping() {
    if (!in.peek().is("by") && !in.peek().is("without")) {
      return Optional.empty();
    }
    boolean without = in.next().is("without");
    return Optional.of(new Grouping(names(), without));
  }

  private RangeAggregation rangeAggregation(Token name) {
    in.expect("(");
    OptionalDouble parameter = OptionalDouble.empty();
    if (name.text().equals("quantile_over_time")) {
      parameter = OptionalDouble.of(number());
      in.expect(",");
    }
    Ranged r = ranged();
    if (r.range == 0) {
      throw in.unexpected("a range such as [5m]");
    }
    in.expect(")");
    Optional<Grouping> grouping = grouping();
    RangeFunction.check(name, r.unwrap.isPresent(), grouping.isPresent());
    return new RangeAggregation(
        name.text(), parameter, r.logs, r.unwrap, r.range, r.offset, grouping);
  }

  private record Ranged(Logs logs, Optional<Unwrap> unwrap, long range, long offset) {}

  /** A log query with its range, which stands behind the selector or behind the pipeline. */
  private Ranged ranged() {
    if (in.peek().is("(")) {
      in.next();
      Ranged inner = ranged();
      in.expect(")");
      if (inner.range == 0) {
        return new Ranged(inner.logs, inner.unwrap, range(), offset());
      }
      return inner;
    }
    var matchers = pipelines.selector();
    long range = in.peek().is("[") ? range() : 0;
    long offset = range == 0 ? 0 : offset();
    PipelineParser.Read read = pipelines.pipeline();
    Logs logs = new Logs(matchers, read.pipeline());
    if (range == 0 && in.peek().is(")")) {
      return new Ranged(logs, read.unwrap(), 0, 0);
    }
    if (range == 0) {
      range = range();
      offset = offset();
    }
    return new Ranged(logs, read.unwrap(), range, offset);
  }

  private long range() {
    in.expect("[");
    long range = duration();
    in.expect("]");
    if (range <= 0) {
      throw Lexer.wrong(in.peek().start(), "a range must be longer than nothing");
    }
    return range;
  }

  private long offset() {
    if (!in.accept("offset")) {
      return 0;
    }
    boolean negative = in.accept("-");
    long d = duration();
    return negative ? -d : d;
  }

  private long duration() {
    Token t = in.expectKind(Token.Kind.DURATION, "a duration such as 5m");
    OptionalDouble seconds = Units.seconds(t.text(), true);
    return Math.round(seconds.orElseThrow(() -> Lexer.wrong(t.start(), "no duration")) * 1e9);
  }

  private LogQlExpr.LabelReplace labelReplace() {
    in.expect("(");
    Metric of = metric(expression(0), in.peek());
    List<Token> texts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      in.expect(",");
      texts.add(in.expectKind(Token.Kind.TEXT, "a text in quotes"));
    }
    in.expect(")");
    Token regex = texts.get(3);
    try {
      return new LogQlExpr.LabelReplace(
          of,
          texts.get(0).text(),
          texts.get(1).text(),
          texts.get(2).text(),
          com.google.re2j.Pattern.compile(regex.text()));
    } catch (com.google.re2j.PatternSyntaxException e) {
      throw Lexer.wrong(regex.start(), "no regular expression (" + e.getMessage() + ")");
    }
  }
}
