package mop.stack.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LabelsTest {
  @Test
  void namesAreSortedAndUniqueAndEmptyValuesAreNoLabels() {
    Labels l = Labels.of("zone", "a", "job", "x", "empty", "", "job", "api");
    assertThat(l).hasToString("{job=\"api\", zone=\"a\"}");
    assertThat(l.get("empty")).isEmpty();
    assertThat(l).isEqualTo(Labels.of("job", "api", "zone", "a")).hasSameHashCodeAs(l);
    assertThat(l.toBuilder().set("job", "").build()).isEqualTo(Labels.of("zone", "a"));
  }

  @Test
  void quotesWhatPrometheusQuotes() {
    assertThat(Labels.of("p", "a\"b\\c\nd")).hasToString("{p=\"a\\\"b\\\\c\\nd\"}");
  }

  @Test
  void orderIsThatOfUtf8Bytes() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      String a = text(random);
      String b = text(random);
      int bytes =
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
      assertThat(Integer.signum(Labels.compareNames(a, b)))
          .as("%s against %s", a, b)
          .isEqualTo(Integer.signum(bytes));
    }
  }

  private static String text(Random random) {
    int[] points = {'a', 'b', 0x7f, 0x80, 0xe9, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x1f600};
    int[] chosen = random.ints(random.nextInt(4), 0, points.length).map(i -> points[i]).toArray();
    return new String(chosen, 0, chosen.length);
  }

  @Test
  void matchersTakeTheWholeValueAndAMissingLabelIsEmpty() {
    Labels l = Labels.of("job", "api-1");
    assertThat(Matcher.of("job", Matcher.Op.MATCH, "api").matches(l)).isFalse();
    assertThat(Matcher.of("job", Matcher.Op.MATCH, "api.*").matches(l)).isTrue();
    assertThat(Matcher.of("job", Matcher.Op.MATCH, "a|api-1").matches(l)).isTrue();
    assertThat(Matcher.of("job", Matcher.Op.NO_MATCH, "a|b").matches(l)).isTrue();
    assertThat(Matcher.of("zone", Matcher.Op.MATCH, ".*").matches(l)).isTrue();
    assertThat(Matcher.of("zone", Matcher.Op.NOT_EQUAL, "").matches(l)).isFalse();
    assertThat(Matcher.equal("zone", "").matches(l)).isTrue();
  }

  @Test
  void aBadExpressionIsRefusedWithItsReason() {
    assertThatThrownBy(() -> Matcher.of("job", Matcher.Op.MATCH, "a("))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("missing closing )");
  }
}
