package mop.stack.promql;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import mop.stack.labels.Labels;
import mop.stack.promql.syntax.Expr;
import mop.stack.promql.syntax.Expr.Call;
import mop.stack.promql.syntax.Expr.StringLiteral;
import mop.stack.promql.syntax.Function;
import mop.stack.promql.syntax.QueryError;

/** Functions that look at labels only. */
final class LabelFunctions {
  private static final Pattern LEGACY_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

  private final Evaluator evaluator;

  LabelFunctions(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  /** In 3.x any text is a name, in 2.x only letters, digits and underscores are. */
  static boolean isValidName(String name, Dialect dialect) {
    return dialect == Dialect.PROMETHEUS_2 ? LEGACY_NAME.matches(name) : !name.isEmpty();
  }

  List<Column> replace(Call c, Steps steps) throws IOException {
    String target = text(c, 1);
    String template = text(c, 2);
    String source = text(c, 3);
    Pattern pattern = pattern(text(c, 4));
    checkName(target, "destination", c);
    return relabelled(
        c,
        steps,
        labels -> {
          Matcher m = pattern.matcher(labels.get(source));
          return m.matches()
              ? labels.toBuilder().set(target, GoTemplate.expand(template, m)).build()
              : labels;
        });
  }

  private Pattern pattern(String regex) {
    try {
      boolean dotAll = evaluator.context().dialect() == Dialect.PROMETHEUS_3;
      return Pattern.compile(regex, dotAll ? Pattern.DOTALL : 0);
    } catch (PatternSyntaxException e) {
      throw QueryError.execution("invalid regular expression in label_replace(): " + regex);
    }
  }

  List<Column> join(Call c, Steps steps) throws IOException {
    String target = text(c, 1);
    String separator = text(c, 2);
    List<String> sources = texts(c, 3);
    sources.forEach(source -> checkName(source, "source", c));
    checkName(target, "destination", c);
    return relabelled(
        c,
        steps,
        labels ->
            labels.toBuilder()
                .set(
                    target,
                    sources.stream().map(labels::get).collect(Collectors.joining(separator)))
                .build());
  }

  private void checkName(String name, String role, Call c) {
    if (!isValidName(name, evaluator.context().dialect())) {
      throw QueryError.execution(
          "invalid " + role + " label name in " + c.function().text() + "(): " + name);
    }
  }

  private List<Column> relabelled(Call c, Steps steps, UnaryOperator<Labels> relabel)
      throws IOException {
    List<Column> columns = evaluator.vector(c.arguments().getFirst(), steps);
    if (evaluator.context().dialect() == Dialect.PROMETHEUS_2) {
      Assembler merged = new Assembler(evaluator.context());
      columns.forEach(each -> merged.add(relabel.apply(each.labels()), each.values()));
      evaluator.context().release(columns);
      return merged.columns();
    }
    UniqueLabels unique = new UniqueLabels();
    List<Column> renamed = new ArrayList<>(columns.size());
    for (Column each : columns) {
      renamed.add(new Column(unique.check(relabel.apply(each.labels())), each.values()));
    }
    return renamed;
  }

  List<Column> sortByLabel(Call c, Steps steps) throws IOException {
    List<Column> sorted = new ArrayList<>(evaluator.vector(c.arguments().getFirst(), steps));
    Comparator<Column> order = Comparator.comparing(Column::labels);
    for (String label : texts(c, 1).reversed()) {
      Comparator<Column> byLabel =
          Comparator.comparing(each -> each.labels().get(label), LabelFunctions::compareNatural);
      order = byLabel.thenComparing(order);
    }
    sorted.sort(c.function() == Function.SORT_BY_LABEL ? order : order.reversed());
    return sorted;
  }

  /** Digits in a row count as a number. */
  static int compareNatural(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() && j < b.length()) {
      int endA = chunk(a, i);
      int endB = chunk(b, j);
      String x = a.substring(i, endA);
      String y = b.substring(j, endB);
      boolean numbers = isDigit(x.charAt(0)) && isDigit(y.charAt(0));
      int c = numbers ? compareDigits(x, y) : x.compareTo(y);
      if (c != 0) {
        return c;
      }
      i = endA;
      j = endB;
    }
    return Integer.compare(a.length() - i, b.length() - j);
  }

  private static int chunk(String s, int start) {
    int end = start + 1;
    while (end < s.length() && isDigit(s.charAt(end)) == isDigit(s.charAt(start))) {
      end++;
    }
    return end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int compareDigits(String a, String b) {
    String x = a.replaceFirst("^0+", "");
    String y = b.replaceFirst("^0+", "");
    return x.length() == y.length() ? x.compareTo(y) : Integer.compare(x.length(), y.length());
  }

  private static String text(Call c, int i) {
    return ((StringLiteral) c.arguments().get(i).bare()).value();
  }

  private static List<String> texts(Call c, int from) {
    List<Expr> arguments = c.arguments();
    return arguments.subList(Math.min(from, arguments.size()), arguments.size()).stream()
        .map(each -> ((StringLiteral) each.bare()).value())
        .toList();
  }
}
