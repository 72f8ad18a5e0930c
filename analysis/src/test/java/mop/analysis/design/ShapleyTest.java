package mop.analysis.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class ShapleyTest {

  /** Shapley's gloves: one left, two right, a pair is worth 1: 2/3, 1/6, 1/6. */
  @Test
  void dividesTheGloves() {
    double[] shares = Shapley.shares(3, set -> (set & 1) == 1 && (set & 0b110) != 0 ? 1 : 0);

    assertThat(shares).containsExactly(new double[] {2 / 3.0, 1 / 6.0, 1 / 6.0}, within(1e-12));
  }

  /**
   * Littlechild and Owen's airport (Management Science 20, 1973): runways of 1, 2 and 4 cost each
   * the longest; shares 1/3, 1/3 + 1/2, 1/3 + 1/2 + 2.
   */
  @Test
  void dividesTheRunway() {
    double[] length = {1, 2, 4};

    double[] shares =
        Shapley.shares(
            3,
            set -> {
              double longest = 0;
              for (int i = 0; i < 3; i++) {
                longest = (set >> i & 1) == 1 ? Math.max(longest, length[i]) : longest;
              }
              return longest;
            });

    assertThat(shares).containsExactly(new double[] {1 / 3.0, 5 / 6.0, 17 / 6.0}, within(1e-12));
  }

  @Test
  void partsAddUpToTheWholeWhateverTheOverlap() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(3);
    for (int measures = 1; measures <= 10; measures++) {
      double[] worth = random.doubles(1L << measures, -5, 5).toArray();

      double sum = Arrays.stream(Shapley.shares(measures, set -> worth[set])).sum();

      assertThat(sum).isCloseTo(worth[worth.length - 1] - worth[0], within(1e-9));
    }
  }

  @Test
  void givesEachItsOwnWhereNothingOverlaps() {
    double[] own = {3, 5, 7};

    double[] shares =
        Shapley.shares(
            3, set -> (set & 1) * own[0] + (set >> 1 & 1) * own[1] + (set >> 2 & 1) * own[2]);

    assertThat(shares).containsExactly(own, within(1e-12));
  }
}
