package mop.stack.promql.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.SplittableRandom;
import mop.stack.promql.RandomQueries;
import org.junit.jupiter.api.Test;

/** Any query's normalised text is the same query; any text is a query or refused with a place. */
class RandomQueriesTest {
  private static final List<String> PIECES =
      List.of(
          "(",
          ")",
          "[",
          "]",
          "{",
          "}",
          ",",
          ":",
          "@",
          "=",
          "=~",
          "!",
          "==",
          "<",
          "+",
          "-",
          "^",
          "\"",
          "'",
          "`",
          "\\",
          "#",
          "\n",
          " ",
          "5m",
          "1e",
          "0x",
          "1.",
          ".",
          "_",
          "sum",
          "by",
          "on",
          "offset",
          "bool",
          "up",
          "rate",
          "é",
          "\ud83d\ude00",
          "\ud800",
          "\u0000",
          "inf");

  @Test
  void parsesWhatItPrints() {
    RandomQueries queries = new RandomQueries(11);
    for (int i = 0; i < 3000; i++) {
      String query = queries.valid();
      Expr expr = Parser.parse(query);
      String printed = expr.toString();
      Expr again = Parser.parse(printed);

      assertThat(again.toString()).as(query).isEqualTo(printed);
      assertThat(shape(again)).as(query).isEqualTo(shape(expr));
    }
  }

  /** The tree without places in the text. */
  private static String shape(Expr e) {
    StringBuilder out =
        new StringBuilder(e.getClass().getSimpleName()).append(e.type()).append('(');
    e.children().forEach(child -> out.append(shape(child)).append(' '));
    return out.append(')').toString();
  }

  @Test
  void refusesMutantsWithOneLine() {
    RandomQueries queries = new RandomQueries(12);
    SplittableRandom random = new SplittableRandom(13);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      String mutant = mutant(queries.next(), random);
      try {
        String printed = Parser.parse(mutant).toString();
        assertThatCode(() -> Parser.parse(printed)).as(mutant).doesNotThrowAnyException();
      } catch (QueryError e) {
        refused++;
        assertThat(e.getMessage()).as(mutant).matches("(?s)\\d+:\\d+: parse error: .+");
      }
    }
    assertThat(refused).isBetween(10_000, 20_000);
  }

  private static String mutant(String query, SplittableRandom random) {
    StringBuilder text = new StringBuilder(query);
    for (int k = random.nextInt(4); k >= 0; k--) {
      int at = random.nextInt(text.length() + 1);
      switch (random.nextInt(3)) {
        case 0 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
        case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(3)));
        default ->
            text.replace(
                at, Math.min(text.length(), at + 1), PIECES.get(random.nextInt(PIECES.size())));
      }
    }
    return text.toString();
  }
}
