package mop.analysis.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import mop.analysis.inference.SimulatedTable;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Tag;
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

  /**
   * R 4.2: 2 × coef(lm(y ~ block + T * C * K)), contrasts −1 and +1; ends by t.test of the
   * contrasts by block, 23, 21 and 24.
   */
  @Test
  void agreesWithLeastSquaresInR() {
    List<FactorialEffects.Effect> effects = FactorialEffects.of(PILOT, YIELD, 0.95);

    assertThat(effects).extracting(FactorialEffects.Effect::name).startsWith("temperature");
    double[] sizes = effects.stream().mapToDouble(e -> e.size().estimate()).toArray();
    double[] r = {22.666666666667, -5, 1.5, 1.5, 10, 0.333333333333, 0.833333333333};
    assertThat(sizes).containsExactly(r, within(1e-9));
    assertThat(effects.getFirst().size().low()).isCloseTo(18.872083633070, within(1e-9));
    assertThat(effects.getFirst().size().high()).isCloseTo(26.461249700263, within(1e-9));
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

  /** Effects that differ from block to block by unlike amounts: each needs its own error. */
  @Test
  @Tag("slow")
  void coversEffectsThatScatterUnlike() {
    SimulatedTable table = new SimulatedTable("coverage of effects");
    double[][] deviations = {{1, 0.1, 0.1}, {0.3, 0.3, 0.3}, {0.02, 1, 0.3}};
    TwoLevelDesign design = TwoLevelDesign.full(List.of("A", "B"));
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(77);
    ZigguratSampler.NormalizedGaussian gauss = ZigguratSampler.NormalizedGaussian.of(random);
    for (double[] deviation : deviations) {
      int[] covered = new int[3];
      int runs = 4_000;
      for (int run = 0; run < runs; run++) {
        double[][] values = new double[11][4];
        for (double[] block : values) {
          double[] size = new double[3];
          Arrays.setAll(size, i -> 1 + deviation[i] * gauss.sample());
          for (int cell = 0; cell < 4; cell++) {
            for (int i = 0; i < 3; i++) {
              block[cell] += design.contrast(cell, i + 1) * size[i] / 2;
            }
          }
        }
        List<FactorialEffects.Effect> effects = FactorialEffects.of(design, values, 0.95);
        for (int i = 0; i < 3; i++) {
          var size = effects.get(i).size();
          covered[i] += size.low() <= 1 && size.high() >= 1 ? 1 : 0;
        }
      }
      String situation =
          String.format(
              Locale.ROOT,
              "11 blocks, effects scatter by %.2g, %.2g, %.2g",
              deviation[0],
              deviation[1],
              deviation[2]);
      for (int i = 0; i < 3; i++) {
        table.row(
            List.of("A", "B", "A × B").get(i), situation, (double) covered[i] / runs, 0.93, 0.97);
      }
    }
    table.check();
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
