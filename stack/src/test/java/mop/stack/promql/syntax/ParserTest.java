package mop.stack.promql.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import mop.stack.promql.syntax.Expr.Binary;
import mop.stack.promql.syntax.Expr.NumberLiteral;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a query's text means, and what is said of texts that are none. */
class ParserTest {
  /** Fully parenthesised, so that the shape shows. */
  private static String shape(Expr e) {
    return e instanceof Binary b
        ? "(" + shape(b.left()) + " " + b.op().text() + " " + shape(b.right()) + ")"
        : e.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a + b * c | (a + (b * c))",
        "a * b + c | ((a * b) + c)",
        "a - b - c | ((a - b) - c)",
        "a ^ b ^ c | (a ^ (b ^ c))",
        "a or b and c | (a or (b and c))",
        "a and b unless c | ((a and b) unless c)",
        "a == b + c | (a == (b + c))",
        "a > b > c | ((a > b) > c)",
        "a atan2 b * c | ((a atan2 b) * c)",
        "-a ^ b | -a ^ b",
        "-a * b | (-a * b)",
        "a ^ -b * c | ((a ^ -b) * c)",
        "a or b or c | ((a or b) or c)",
      })
  void bindsOperatorsByPrecedence(String query, String shape) {
    assertThat(shape(Parser.parse(query))).isEqualTo(shape);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SUM(up)BY(job) | sum by (job) (up)",
        "sum without()(up) | sum without () (up)",
        "sum by()(up) | sum(up)",
        "up{ } | up",
        "{__name__='up',} | {__name__=\"up\"}",
        "{'up', job!~`a.b`} | {__name__=\"up\",job!~\"a.b\"}",
        "{'a.b'} | {__name__=\"a.b\"}",
        "up{'a.b'='c'} | up{\"a.b\"=\"c\"}",
        "rate(up[90m]) | rate(up[1h30m])",
        "up[300] offset 90 | up[5m] offset 1m30s",
        "up offset -1h @ end() | up @ end() offset -1h",
        "up @ 1.5 | up @ 1.500",
        "up[1d:]@start() | up[1d:] @ start()",
        "a+on(b)group_left()c | a + on (b) group_left () c",
        "a / ignoring(b,c)group_right(d)e | a / ignoring (b, c) group_right (d) e",
        "a>bool 1 | a > bool 1",
        "0x1F | 31",
        "010 | 8",
        "08 | 8",
        "1_000.5 | 1000.5",
        "1e3 | 1000",
        "-Inf | -Inf",
        "5m30s | 5m30s",
        "topk(3,up) | topk(3, up)",
        "holt_winters(up[5m],.5,1.) | holt_winters(up[5m], 0.5, 1)",
        "sum | sum",
        "min + by | min + by",
      })
  void normalisesAsPrometheusDoes(String query, String normalised) {
    assertThat(Parser.parse(query).toString()).isEqualTo(normalised);
    assertThat(Parser.parse(normalised).toString()).isEqualTo(normalised);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | 1:1: parse error: no expression found in input",
        "up{job} | 1:7: parse error: unexpected \"}\" in label matching, expected one of \"=\", \"!=\", \"=~\", \"!~\"",
        "up{job=\"a\" or b=\"c\"} | 1:12: parse error: unexpected identifier \"or\" in label matching, expected \",\" or \"}\"",
        "up{job=~\"(\"} | 1:9: parse error: invalid regular expression: error parsing regexp: missing closing ): `(?s)(`",
        "sum(rate(up[5m]) | 1:17: parse error: unclosed left parenthesis, expected \")\"",
        "rate(up) | 1:6: parse error: expected type range vector in call to function \"rate\", got instant vector",
        "up[5m:1m | 1:9: parse error: unclosed left bracket, expected \"]\"",
        "up[5x] | 1:4: parse error: bad number or duration syntax: \"5x\"",
        "up[1m1h] | 1:4: parse error: not a valid duration string: \"1m1h\", expected units from large to small such as 1h30m, at most 292 years",
        "up[5m*2] | 1:6: parse error: arithmetic of durations is not evaluated here, expected \":\" or \"]\"",
        "1 == 2 | 1:2: parse error: comparisons between scalars must use BOOL modifier",
        "foo(up) | 1:1: parse error: unknown function with name \"foo\"",
        "up smoothed | 1:4: parse error: smoothed is not evaluated here",
        "a + on (b) fill(0) c | 1:12: parse error: fill is not evaluated here, expected an operand",
        "histogram_sum(up) | 1:1: parse error: histogram_sum() is not evaluated here: it works on native histograms, whose samples are not read",
        "limit_ratio(0.5, up) | 1:1: parse error: limit_ratio is not evaluated here; limitk is",
        "up offset 5m offset 5m | 1:1: parse error: offset may not be set multiple times",
        "\"\\q\" | 1:1: parse error: unknown escape sequence \\q in string \"\\q\"",
        "up + | 1:5: parse error: unexpected end of input, expected an expression",
        "up up | 1:4: parse error: unexpected identifier \"up\", expected an operator or the end of the query",
      })
  void saysWhereAndWhat(String query, String message) {
    assertThatThrownBy(() -> Parser.parse(query))
        .isInstanceOf(QueryError.class)
        .hasMessage(message);
  }

  @Test
  void countsLines() {
    assertThatThrownBy(() -> Parser.parse("sum(\n  up # all\n) by job"))
        .hasMessage(
            "3:6: parse error: unexpected identifier \"job\" in grouping opts, expected \"(\"");
  }

  @Test
  void boundsNesting() {
    assertThatThrownBy(() -> Parser.parse("(".repeat(100_000) + "1" + ")".repeat(100_000)))
        .hasMessageContaining("nested or chained more than 400 deep");
    assertThatThrownBy(() -> Parser.parse("1" + "+1".repeat(100_000)))
        .hasMessageContaining("nested or chained more than 400 deep");
  }

  @Test
  void takesADurationForANumber() {
    Expr five = Parser.parse("5m");

    assertThat(five)
        .isInstanceOfSatisfying(
            NumberLiteral.class,
            n -> {
              assertThat(n.value()).isEqualTo(300);
              assertThat(n.span()).isEqualTo(new Span(0, 2));
            });
  }
}
