package mop.analysis.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class YamlFieldsTest {
  private static final YamlFields FIELDS =
      YamlFields.of(
          YamlDocument.parse(
              "a.yaml",
              """
              price: 0.10
              signless: 1.0e8
              huge: 1.0E300
              blank: " "
              list: []
              plain: [1]
              nested: {key: 2026-11-24}
              octal: 011
              """),
          "See the manual.");

  @Test
  void readsDecimalsExactlyAlsoWithAnExponentWithoutSign() {
    assertThat(FIELDS.decimal("price")).isEqualTo(new BigDecimal("0.1"));
    assertThat(FIELDS.decimal("signless")).isEqualTo(new BigDecimal("100000000"));
    assertThat(FIELDS.mapping("nested").date("key")).hasToString("2026-11-24");
    assertThat(FIELDS.text("absent", "otherwise")).isEqualTo("otherwise");
  }

  @Test
  void namesThePlaceOfEveryMistake() {
    refuses(
        f -> f.decimal("huge"),
        "a.yaml:3: huge: '1.0E+300' is out of range; expected at most 1e100. See the manual.");
    refuses(f -> f.text("blank"), "a.yaml:4: blank: it is empty; expected a text. See the manual.");
    refuses(f -> f.text("list"), "a.yaml:5: list: it is no text; expected a text. See the manual.");
    refuses(
        f -> f.mappings("list"),
        "a.yaml:5: list: it is empty; expected a list of mappings. See the manual.");
    refuses(
        f -> f.mappings("plain"),
        "a.yaml:6: plain[0]: the entry is no mapping; expected 'key: value' pairs. See the manual.");
    refuses(
        f -> f.mapping("price"),
        "a.yaml:1: price: it is no mapping; expected 'key: value' lines. See the manual.");
    refuses(
        f -> f.decimal("gone"),
        "a.yaml:1: gone: 'gone' is missing; expected a number. See the manual.");
    refuses(
        f -> f.mapping("nested").allow(List.of("kay")),
        "a.yaml:7: nested.key: unknown key 'key'; expected one of kay. Did you mean 'kay'?");
  }

  @Test
  void refusesAWholeNumberThatMayBeOctal() {
    refuses(
        f -> f.decimal("octal"),
        "a.yaml:8: octal: '011' begins with 0, which some read as octal; expected a number without"
            + " leading zeros. See the manual.");
  }

  private static void refuses(Consumer<YamlFields> read, String message) {
    assertThatThrownBy(() -> read.accept(FIELDS))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(message);
  }
}
