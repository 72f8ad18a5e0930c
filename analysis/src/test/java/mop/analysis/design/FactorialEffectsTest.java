package mop.analysis.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FactorialEffectsTest {
  private static final TwoLevelDesign PILOT =
      TwoLevelDesign.full(List.of("temperature", "concentration", "catalyst"));

  /** The first block is the pilot plant of Box, Hunter and Hunter (2005), table 5.3. */
  private static final double[][] YIELD = {
    {60, 72, 54, 68, 52, 83, 45, 80},
    {62, 71, 56, 66, 51, 84, 47, 79},
    {59, 74, 53, 69, 54, 81, 44, 82}
  };

  /** R 4.2: 2 × coef(lm(y ~ block + T * C * K)), contrasts −1 and +1. */
  @Test
  void agreesWithLeastSquaresInR() {
    List<FactorialEffects.Effect> effects = FactorialEffects.of(PILOT, YIELD, 0.95);

    assertThat(effects).extracting(FactorialEffects.Effect::name).startsWith("temperature");
    double[] sizes = effects.stream().mapToDouble(e -> e.size().estimate()).toArray();
    double[] r = {22.666666666667, -5, 1.5, 1.5, 10, 0.333333333333, 0.833333333333};
    assertThat(sizes).containsExactly(r, within(1e-9));
    assertThat(effects.getFirst().size().low()).isCloseTo(21.2432064808, within(1e-8));
    assertThat(effects.getFirst().size().high()).isCloseTo(24.0901268525, within(1e-8));
  }

  /** 23, −5, 1.5, 1.5, 10, 0 and 0.5 in the book, table 5.4. */
  @Test
  void givesTheEffectsOfThePilotPlant() {
    double[][] twice = {YIELD[0], YIELD[0].clone()};

    double[] sizes =
        FactorialEffects.of(PILOT, twice, 0.95).stream()
            .mapToDouble(e -> e.size().estimate())
            .toArray();

    assertThat(sizes).containsExactly(new double[] {23, -5, 1.5, 1.5, 10, 0, 0.5}, within(1e-12));
  }

  @Test
  void isNotMovedByHowGoodABlockIs() {
    double[][] shifted = Arrays.stream(YIELD).map(double[]::clone).toArray(double[][]::new);
    for (int run = 0; run < shifted[1].length; run++) {
      shifted[1][run] += 500;
    }

    double[] moved = ends(shifted);

    assertThat(moved).containsExactly(ends(YIELD), within(1e-9));
  }

  private static double[] ends(double[][] values) {
    return FactorialEffects.of(PILOT, values, 0.95).stream()
        .flatMapToDouble(e -> java.util.stream.DoubleStream.of(e.size().low(), e.size().high()))
        .toArray();
  }

  @Test
  void namesWhatAnEffectCannotBeToldFrom() {
    TwoLevelDesign half =
        TwoLevelDesign.fraction(List.of("A", "B", "C"), List.of(List.of("A", "B")));
    double[][] values = {{1, 2, 3, 4}, {2, 2, 3, 5}};

    assertThat(FactorialEffects.of(half, values, 0.9).getFirst().aliases())
        .containsExactly("B × C");
  }

  @Test
  void needsBlocksOfTheDesignsSize() {
    assertThatThrownBy(() -> FactorialEffects.of(PILOT, new double[][] {YIELD[0]}, 0.95))
        .hasMessageContaining("two blocks");
    assertThatThrownBy(() -> FactorialEffects.of(PILOT, new double[2][3], 0.95))
        .hasMessageContaining("3 runs, the design 8");
  }
}
