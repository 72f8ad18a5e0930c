package mop.stack.logql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import mop.analysis.input.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogQlParserTest {
  /** Forms of Loki's documentation of LogQL. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{app=\"mysql\", name=~\"mysql-backup.+\"}",
        "{app=\"a\"} |= \"x\" != \"y\" |~ `z\\w+` !~ \"w\" |> \"<_>a\" !> \"b<_>\"",
        "{app=\"a\"} |= \"x\" or \"y\"",
        "{app=\"a\"} | json | status >= 400 and status < 500",
        "{app=\"a\"} | json first=\"servers[0]\", ua=\"request.headers[\\\"User-Agent\\\"]\"",
        "{app=\"a\"} | logfmt --strict --keep-empty host, path=\"p\"",
        "{app=\"a\"} | regexp \"(?P<m>\\\\w+)\" | pattern \"<ip> - <_>\" | unpack",
        "{app=\"a\"} | duration >= 20ms or (method=\"GET\" and size <= 20KB) , x!=\"y\" z=\"1\"",
        "{app=\"a\"} | line_format \"{{.a}}\" | label_format b=c, d=\"{{.e | ToUpper}}\"",
        "{app=\"a\"} | decolorize | drop a, b=\"c\" | keep d, e=~\"f.*\"",
        "rate({app=\"a\"} |= \"x\" [1m])",
        "sum by (a) (count_over_time({app=\"a\"}[1h30m] offset 5m))",
        "sum(count_over_time({app=\"a\"}[5m])) by (a)",
        "quantile_over_time(0.99, {app=\"a\"} | json | unwrap duration(lat) | __error__=\"\" [1m]) by (path)",
        "sum(sum_over_time({app=\"a\"} | unwrap bytes(size) [1m]))",
        "topk(10, sum by (a) (rate({app=\"a\"}[5m]))) > bool 1",
        "sum(rate({a=\"b\"}[1m])) / ignoring(x) group_left(y) sum(rate({c=\"d\"}[1m]))",
        "vector(3) + 2 * -1 ^ 2",
        "label_replace(rate({a=\"b\"}[1m]), \"x\", \"$1\", \"y\", \"(.*)\")",
        "# a comment\n{a=\"b\"} # another\n | json",
        "rate(({a=\"b\"} | json)[1m])",
        "absent_over_time({a=\"b\"}[5m])"
      })
  void readsTheLanguage(String query) {
    assertThat(LogQl.parse(query)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "''; 1; unexpected the end",
        "{; 2; unexpected the end",
        "{a=b}; 4; unexpected b",
        "{a=\"b\"; 7; unexpected the end",
        "{a=~\".*\"}; 1; at least one regexp or equality matcher",
        "{a=~\"(\"}; 5; no regular expression",
        "{a=\"b\"} |= ; 11; unexpected the end",
        "{a=\"b\"} | json | ; 17; unexpected the end",
        "{a=\"b\"} |~ \"(\"; 12; no regular expression",
        "{a=\"b\"} | regexp \"x\"; 18; no named group",
        "{a=\"b\"} | pattern \"x\"; 19; no named capture",
        "{a=\"b\"} | line_format \"{{.a\"; 23; without }}",
        "{a=\"b\"} | line_format \"{{nope .a}}\"; 23; no function nope",
        "{a=\"b\"} | x > \"y\" | z; 13; unexpected >",
        "{a=\"b\"} | foo; 14; unexpected the end",
        "{a=\"b\"} extra; 9; unexpected extra",
        "rate({a=\"b\"}); 13; unexpected )",
        "rate({a=\"b\"}[5]); 14; a duration",
        "nope({a=\"b\"}[5m]); 1; unknown function nope",
        "sum_over_time({a=\"b\"}[5m]); 1; without unwrap",
        "count_over_time({a=\"b\"} | unwrap x [5m]); 1; with unwrap",
        "{a=\"b\"} | unwrap x; 1; unwrap is for functions over a range",
        "{a=\"b\"} + 1; 9; an operator takes numbers",
        "sum(rate({a=\"b\"}[5m])) §; 24; unexpected character"
      })
  void saysWhereAQueryIsWrong(String query, int character, String what) {
    assertThatThrownBy(() -> LogQl.parse(query == null ? "" : query))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("LogQL, character " + character + ": ")
        .hasMessageContaining(what)
        .hasMessageNotContaining("\n");
  }

  @Test
  void anyTextIsReadOrRefused() {
    String[] pieces = {
      "{",
      "}",
      "a",
      "=",
      "\"b\"",
      "|",
      "|=",
      "json",
      "sum",
      "(",
      ")",
      "[5m]",
      "by",
      "rate",
      "unwrap",
      "1",
      ",",
      "or",
      "and",
      ">",
      "5KB",
      "line_format",
      "\"{{.x | trunc 3}}\"",
      "offset",
      "-",
      "^"
    };
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder query = new StringBuilder("{a=\"b\"}");
      for (int n = random.nextInt(12); n > 0; n--) {
        query.append(' ').append(pieces[random.nextInt(pieces.length)]);
      }
      try {
        LogQl.parse(random.nextBoolean() ? query.toString() : query.substring(7));
      } catch (InvalidInput expected) {
        assertThat(expected).hasMessageStartingWith("LogQL, character ");
      }
    }
  }

  @Test
  void deepNestingIsRefused() {
    String deep = "(".repeat(10_000) + "1" + ")".repeat(10_000);
    assertThatThrownBy(() -> LogQl.parse(deep))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("nested too deeply");
  }
}
