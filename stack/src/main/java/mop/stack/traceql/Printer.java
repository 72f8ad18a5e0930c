package mop.stack.traceql;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Queries as text that reads as the same query. Expressions look as Tempo prints them, because
 * results are labelled with them: {@code by(.a)}, {@code avg(duration)}.
 */
public final class Printer {
  private Printer() {}

  static String query(Query q) {
    String body =
        switch (q.body()) {
          case Stage.Pipeline p -> pipeline(p);
          case Metrics m -> metrics(m);
        };
    return q.hints().isEmpty()
        ? body
        : body
            + q.hints().stream()
                .map(h -> h.name() + '=' + h.value().literal())
                .collect(Collectors.joining(",", " with(", ")"));
  }

  static String pipeline(Stage.Pipeline p) {
    return p.stages().stream().map(Printer::stage).collect(Collectors.joining(" | "));
  }

  /** A stage: {@code by(.a)}. */
  public static String stage(Stage stage) {
    return switch (stage) {
      case Stage.Filter f -> "{ " + expression(f.condition()) + " }";
      case Stage.Relation r ->
          '(' + stage(r.left()) + ") " + r.op().symbol() + " (" + stage(r.right()) + ')';
      case Stage.Pipeline p -> '(' + pipeline(p) + ')';
      case Stage.ScalarFilter s ->
          wrapped(s.left()) + ' ' + s.op().symbol() + ' ' + wrapped(s.right());
      case Stage.GroupBy g -> "by(" + expression(g.by()) + ')';
      case Stage.Coalesce _ -> "coalesce()";
      case Stage.Select s -> "select(" + fields(s.fields()) + ')';
    };
  }

  private static String fields(List<Expression.Field> fields) {
    return fields.stream().map(f -> f.name().print()).collect(Collectors.joining(", "));
  }

  /** An aggregate: {@code avg(duration)}. */
  public static String scalar(Scalar s) {
    return switch (s) {
      case Scalar.Count _ -> "count()";
      case Scalar.Aggregate a -> a.function().word() + '(' + expression(a.of()) + ')';
      case Scalar.Constant c -> c.value().literal();
      case Scalar.Arithmetic a ->
          wrapped(a.left()) + ' ' + a.op().symbol() + ' ' + wrapped(a.right());
      case Scalar.OfPipeline p -> pipeline(p.pipeline()) + " | " + scalar(p.aggregate());
    };
  }

  private static String wrapped(Scalar s) {
    return s instanceof Scalar.Constant ? scalar(s) : '(' + scalar(s) + ')';
  }

  static String expression(Expression e) {
    return switch (e) {
      case Expression.Literal l -> l.value().literal();
      case Expression.Field f -> f.name().print();
      case Expression.Unary u ->
          switch (u.op()) {
            case MINUS -> '-' + wrapped(u.operand());
            case NOT -> '!' + wrapped(u.operand());
            case EXISTS -> wrapped(u.operand()) + " != nil";
            case ABSENT -> wrapped(u.operand()) + " = nil";
          };
      case Expression.Binary b ->
          wrapped(b.left()) + ' ' + b.op().symbol() + ' ' + wrapped(b.right());
    };
  }

  private static String wrapped(Expression e) {
    return switch (e) {
      case Expression.Literal _, Expression.Field _ -> expression(e);
      case Expression.Unary _, Expression.Binary _ -> '(' + expression(e) + ')';
    };
  }

  private static String metrics(Metrics m) {
    String text =
        switch (m) {
          case Metrics.OfSpans s -> pipeline(s.pipeline()) + " | " + function(s.function());
          case Metrics.Computed a ->
              '(' + metrics(a.left()) + ") " + a.op().symbol() + " (" + metrics(a.right()) + ')';
        };
    for (SecondStage stage : m.then()) {
      text =
          switch (stage) {
            case SecondStage.Ranked r ->
                text + " | " + (r.top() ? "topk(" : "bottomk(") + r.limit() + ')';
            case SecondStage.Comparison c -> text + ' ' + c.op().symbol() + ' ' + number(c.value());
            case SecondStage.Computation c when c.scalarLeft() ->
                number(c.value()) + ' ' + c.op().symbol() + " (" + text + ')';
            case SecondStage.Computation c ->
                '(' + text + ") " + c.op().symbol() + ' ' + number(c.value());
          };
    }
    return text;
  }

  private static String number(double v) {
    return v == Math.rint(v) && Math.abs(v) < 1e15
        ? Long.toString((long) v)
        : ValueText.shortest(v);
  }

  private static String function(MetricsFunction f) {
    String by = f.by().isEmpty() ? "" : " by (" + fields(f.by()) + ')';
    String arguments =
        switch (f) {
          case MetricsFunction.Counting _ -> "";
          case MetricsFunction.OverTime o -> o.of().name().print();
          case MetricsFunction.Histogram h -> h.of().name().print();
          case MetricsFunction.Quantiles q ->
              q.of().name().print()
                  + q.quantiles().stream().map(d -> ", " + number(d)).collect(Collectors.joining());
          case MetricsFunction.Compare c ->
              stage(c.selection()) + ", " + c.top() + ", " + c.start() + ", " + c.end();
        };
    return f.word() + '(' + arguments + ')' + by;
  }
}
