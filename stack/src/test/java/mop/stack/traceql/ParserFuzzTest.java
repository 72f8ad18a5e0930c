package mop.stack.traceql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import mop.analysis.input.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParserFuzzTest {
  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "(",
          ")",
          "|",
          "||",
          "&&",
          "!",
          "=",
          "=~",
          ">>",
          "&~",
          "-",
          "^",
          ".a",
          "span.b",
          "parent.c",
          "trace:id",
          "\"x\"",
          "`y`",
          "1",
          "2.5",
          "1h",
          "nil",
          "true",
          "error",
          "by",
          "count()",
          "select",
          "rate()",
          "topk(1)",
          "with",
          "name",
          ",",
          "\\",
          "\n",
          "é",
          "//",
          "/*");

  /** Reads it; whatever is refused is refused in one line that begins with a place. */
  private static void read(String query) {
    try {
      Query q = Query.parse(query);
      assertThat(Query.parse(q.print()).print()).as(query).isEqualTo(q.print());
    } catch (InvalidInput e) {
      assertThat(e.getMessage()).as(query).matches("(?s)[0-9]+:[0-9]+: .+");
    }
  }

  @Test
  void wordsInAnyOrderAreReadOrRefused() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder query = new StringBuilder();
      for (int n = random.nextInt(12); n > 0; n--) {
        query.append(PIECES.get(random.nextInt(PIECES.size())));
        query.append(random.nextBoolean() ? " " : "");
      }
      read(query.toString());
    }
  }

  @Test
  void validQueriesWithAChangeAreReadOrRefused() throws IOException {
    SplittableRandom random = new SplittableRandom(4);
    List<String> valid = new ArrayList<>(PublishedExamplesTest.examples("valid"));
    for (int i = 0; i < 20_000; i++) {
      StringBuilder query = new StringBuilder(valid.get(random.nextInt(valid.size())));
      for (int n = 1 + random.nextInt(3); n > 0 && !query.isEmpty(); n--) {
        int at = random.nextInt(query.length());
        switch (random.nextInt(3)) {
          case 0 -> query.deleteCharAt(at);
          case 1 -> query.insert(at, PIECES.get(random.nextInt(PIECES.size())));
          default -> query.setCharAt(at, (char) random.nextInt(32, 127));
        }
      }
      read(query.toString());
    }
  }

  @Test
  void whatIsTooDeepOrTooLongIsRefused() {
    for (String query :
        List.of(
            "(".repeat(100_000) + "{}",
            "{ " + "!".repeat(100_000) + "true }",
            "{ " + "(".repeat(50_000) + "true" + ")".repeat(50_000) + " }",
            "{ " + "true && ".repeat(10_000) + "true }",
            "{ } " + "&& { } ".repeat(5000),
            "{ " + "- ".repeat(5000) + "1 = 1 }",
            "{ .a = \"" + "x".repeat(200_000) + "\" }")) {
      assertThatThrownBy(() -> Query.parse(query))
          .isInstanceOf(InvalidInput.class)
          .hasMessageMatching("1:[0-9]+: .+");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '~',
      value = {
        "{ .a == 1 }@1:7: unexpected \"=\"; expected a value",
        "{ attribute = 4 }@1:3: unexpected \"attribute\"; expected a value, an attribute",
        "{ .a = 1@1:9: the query ends; expected \"}\"",
        "{ true } + { true }@1:10: \"+\" does not go between these two",
        "{ 1 = \"foo\" }@1:5: 1 = `foo`; expected two values of one type",
        "{ span.foo =~ \"[\" }@1:15: the regex [",
        "{ parent.a = 1 }@1:3: the parent span is not supported here",
        "{} | compare({status=error})@1:6: compare() is not supported here",
        "{} | rate() | topk(0)@1:15: a limit of 0; expected 1 or more",
        "count()@1:1: a number alone"
      })
  void anErrorSaysWhere(String query, String message) {
    assertThatThrownBy(() -> Query.parse(query)).hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '~',
      value = {
        "{ .a || .b && .c }@{ (.a || .b) && .c }",
        "{ -.a * 2 = 1 }@{ (-(.a * 2)) = 1 }",
        "{ !.a = .b }@{ (!.a) = .b }",
        "{ 2 ^ 3 ^ 2 = .a }@{ (2 ^ (3 ^ 2)) = .a }",
        "{ span:name = \"x\" }@{ name = `x` }",
        "{ .\"a b\" = 1d12h }@{ .\"a b\" = 36h0m0s }",
        "{ .a-b = 1.0 }@{ .a-b = 1.0 }",
        "{ trace:id = \"00ab\" }@{ trace:id = `ab` }",
        "{ nil != .a } // all of them@{ .a != nil }",
        "{} | rate() by(name)>10s@{ true } | rate() by (name) > 10"
      })
  void operatorsBindAsInTempo(String query, String printed) {
    String same = Query.parse(query).print();

    assertThat(same).isEqualTo(Query.parse(printed).print());
  }
}
