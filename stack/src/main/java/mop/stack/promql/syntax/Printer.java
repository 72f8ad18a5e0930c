package mop.stack.promql.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import mop.stack.labels.Labels;
import mop.stack.labels.Matcher;
import mop.stack.promql.syntax.Expr.Aggregation;
import mop.stack.promql.syntax.Expr.Binary;
import mop.stack.promql.syntax.Expr.Call;
import mop.stack.promql.syntax.Expr.MatrixSelector;
import mop.stack.promql.syntax.Expr.NumberLiteral;
import mop.stack.promql.syntax.Expr.Parenthesized;
import mop.stack.promql.syntax.Expr.Signed;
import mop.stack.promql.syntax.Expr.StringLiteral;
import mop.stack.promql.syntax.Expr.Subquery;
import mop.stack.promql.syntax.Expr.VectorSelector;

/** Expressions as text, in the form in which Prometheus normalises queries. */
final class Printer {
  private static final Pattern PLAIN_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

  private Printer() {}

  static String print(Expr expr) {
    return switch (expr) {
      case NumberLiteral n -> number(n);
      case StringLiteral s -> Strings.quote(s.value());
      case VectorSelector v -> series(v) + v.shift();
      case MatrixSelector m ->
          series(m.selector())
              + "["
              + Durations.print(m.rangeMillis())
              + "]"
              + m.selector().shift();
      case Subquery s -> s.expr() + window(s) + s.shift();
      case Aggregation a -> aggregation(a);
      case Binary b -> b.left() + " " + operator(b) + " " + b.right();
      case Call c ->
          c.function().text() + c.arguments().stream().map(Expr::toString).collect(inParentheses());
      case Parenthesized p -> "(" + p.expr() + ")";
      case Signed s -> (s.minus() ? "-" : "+") + s.expr();
    };
  }

  private static String number(NumberLiteral n) {
    if (!n.duration()) {
      return Numbers.print(n.value());
    }
    return (n.value() < 0 ? "-" : "") + Durations.print(Math.round(n.value() * 1000));
  }

  private static String operator(Binary b) {
    String matching = b.matching() == null ? "" : b.matching().toString();
    return b.op().text() + (b.bool() ? " bool" : "") + matching;
  }

  private static String window(Subquery s) {
    String step = s.stepMillis() == 0 ? "" : Durations.print(s.stepMillis());
    return "[" + Durations.print(s.rangeMillis()) + ":" + step + "]";
  }

  private static String aggregation(Aggregation a) {
    String grouping = "";
    if (a.without()) {
      grouping = " without (" + names(a.labels()) + ") ";
    } else if (!a.labels().isEmpty()) {
      grouping = " by (" + names(a.labels()) + ") ";
    }
    String parameter = a.parameter() == null ? "" : a.parameter() + ", ";
    return a.op().text() + grouping + "(" + parameter + a.expr() + ")";
  }

  private static String series(VectorSelector v) {
    List<String> conditions = new ArrayList<>();
    for (Matcher m : v.matchers()) {
      boolean told = m.name().equals(Labels.METRIC_NAME) && m.op() == Matcher.Op.EQUAL;
      if (!told || !m.value().equals(v.name()) || v.name().isEmpty()) {
        conditions.add(name(m.name()) + m.op().text() + Strings.quote(m.value()));
      }
    }
    conditions.sort(null);
    return conditions.isEmpty() && !v.name().isEmpty()
        ? v.name()
        : v.name() + "{" + String.join(",", conditions) + "}";
  }

  /** Names of labels with commas, quoted where they are no plain words. */
  static String names(List<String> labels) {
    return labels.stream().map(Printer::name).collect(Collectors.joining(", "));
  }

  private static String name(String label) {
    return PLAIN_NAME.matcher(label).matches() ? label : Strings.quote(label);
  }

  private static Collector<CharSequence, ?, String> inParentheses() {
    return Collectors.joining(", ", "(", ")");
  }
}
