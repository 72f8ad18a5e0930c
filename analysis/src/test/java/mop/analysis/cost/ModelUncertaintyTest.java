package mop.analysis.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mop.analysis.result.Estimate;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class ModelUncertaintyTest {
  private final UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(5);

  private Growth law(int trials) {
    List<Growth.Point> points = new ArrayList<>();
    for (int i = 0; i < trials; i++) {
      double size = Math.pow(4, i % 3 - 1);
      points.add(new Growth.Point(size, i, size * Math.exp(0.05 * random.nextDouble())));
    }
    return Growth.fit(points, 4, 1);
  }

  /**
   * With laws of 14 and of 5 trials all errors are Student's with 3 degrees of freedom: R's {@code
   * qt(0.975, 3)} is 3.18, {@code qt(0.975, 12)} would be 2.18.
   */
  @Test
  void allLawsAreAsUncertainAsTheOneOfTheFewestTrials() {
    Growth many = law(14);
    Growth few = law(5);
    ModelUncertainty open =
        ModelUncertainty.of(
            List.of(many, few), Map.of("many", draw -> many.drawn(draw).exponent()), 20261128);
    Estimate exponent = open.around("many", many.exponent());

    assertThat(exponent.n()).isEqualTo(5);
    double halfWidth = (exponent.high() - exponent.low()) / 2;
    assertThat(halfWidth / many.law().orElseThrow().standardError()).isCloseTo(3.18, within(0.45));
  }
}
