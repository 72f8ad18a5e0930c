package mop.analysis.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TwoLevelDesignTest {
  private static final List<String> FIVE = List.of("A", "B", "C", "D", "E");

  private static List<List<String>> by(String... generators) {
    return java.util.Arrays.stream(generators)
        .map(g -> g.chars().mapToObj(c -> String.valueOf((char) c)).toList())
        .toList();
  }

  @Test
  void runsEveryCombinationOnceInStandardOrder() {
    TwoLevelDesign design = TwoLevelDesign.full(List.of("A", "B", "C"));

    assertThat(design.runs()).isEqualTo(8);
    assertThat(IntStream.range(0, 8).map(run -> design.level(run, 0)))
        .containsExactly(-1, 1, -1, 1, -1, 1, -1, 1);
    assertThat(IntStream.range(0, 8).map(run -> design.level(run, 2)))
        .containsExactly(-1, -1, -1, -1, 1, 1, 1, 1);
    assertThat(design.estimable().stream().map(design::name))
        .containsExactly("A", "B", "C", "A × B", "A × C", "B × C", "A × B × C");
    assertThat(design.resolution()).isEqualTo(Integer.MAX_VALUE);
  }

  /** Box, Hunter and Hunter (2005), table 6.2: the half fraction of five factors, I = ABCDE. */
  @Test
  void knowsTheAliasesOfTheHalfFractionOfFive() {
    TwoLevelDesign design = TwoLevelDesign.fraction(FIVE, by("ABCD"));

    assertThat(design.runs()).isEqualTo(16);
    assertThat(design.resolution()).isEqualTo(5);
    assertThat(design.definingWords().stream().map(design::name))
        .containsExactly("A × B × C × D × E");
    assertThat(design.aliases(0b00011).stream().map(design::name))
        .containsExactly("A × B", "C × D × E");
    assertThat(design.estimable()).hasSize(15);
  }

  /** The same, chapter 6.5: 2⁷⁻⁴ with 4 = 12, 5 = 13, 6 = 23, 7 = 123, resolution III. */
  @Test
  void knowsTheSaturatedDesignOfSevenFactors() {
    TwoLevelDesign design =
        TwoLevelDesign.fraction(
            List.of("A", "B", "C", "D", "E", "F", "G"), by("AB", "AC", "BC", "ABC"));

    assertThat(design.runs()).isEqualTo(8);
    assertThat(design.resolution()).isEqualTo(3);
    assertThat(design.definingWords()).hasSize(15);
    assertThat(design.estimable().stream().map(design::name))
        .containsExactly("A", "B", "C", "D", "E", "F", "G");
    assertThat(design.aliases(1).stream().skip(1).limit(3).map(design::name))
        .containsExactly("B × D", "C × E", "F × G");
  }

  @Test
  void contrastsAreBalancedAndOrthogonal() {
    TwoLevelDesign design = TwoLevelDesign.fraction(FIVE, by("ABCD"));

    for (int effect : design.estimable()) {
      assertThat(IntStream.range(0, 16).map(run -> design.contrast(run, effect)).sum()).isZero();
      for (int other : design.estimable()) {
        int product =
            IntStream.range(0, 16)
                .map(run -> design.contrast(run, effect) * design.contrast(run, other))
                .sum();
        assertThat(product).isEqualTo(effect == other ? 16 : 0);
      }
    }
    for (int word : design.definingWords()) {
      assertThat(IntStream.range(0, 16).map(run -> design.contrast(run, word))).containsOnly(1);
    }
  }

  @Test
  void refusesGeneratorsThatAreNone() {
    assertThatThrownBy(() -> TwoLevelDesign.fraction(FIVE, by("ABX")))
        .hasMessageContaining("'X' is no basic factor");
    assertThatThrownBy(() -> TwoLevelDesign.fraction(FIVE, by(""))).hasMessageContaining("empty");
    assertThatThrownBy(() -> TwoLevelDesign.full(List.of("A", "A")))
        .hasMessageContaining("different factors");
  }
}
