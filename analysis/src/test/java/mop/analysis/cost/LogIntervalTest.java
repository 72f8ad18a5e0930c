package mop.analysis.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import mop.analysis.result.Estimate;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogIntervalTest {

  /**
   * R: y <- log(c(100, 110, 95, 105)); v <- var(y); h <- qt(.975, 3) * sqrt(v/4 + v^2/(2*3)); 102.5
   * * exp(c(-h, h)) gives 92.6968450 113.3398877.
   */
  @Test
  void agreesWithTheFormulaInR() {
    Estimate interval = LogInterval.around(102.5, List.of(100.0, 110.0, 95.0, 105.0));
    assertThat(interval.low()).isCloseTo(92.6968450, within(1e-6));
    assertThat(interval.high()).isCloseTo(113.3398877, within(1e-6));
    assertThat(interval.n()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({"5, 0.02", "10, 0.02", "10, 0.1", "10, 0.3", "30, 0.3"})
  void coversTheMeanInNinetyThreeToNinetySevenOfAHundred(int blocks, double sigma) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(99);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    double truth = Math.exp(sigma * sigma / 2);
    int covered = 0;
    int rounds = 20_000;
    for (int i = 0; i < rounds; i++) {
      List<Double> amounts = new ArrayList<>();
      for (int b = 0; b < blocks; b++) {
        amounts.add(Math.exp(sigma * normal.sample()));
      }
      double mean = amounts.stream().mapToDouble(x -> x).average().orElseThrow();
      Estimate interval = LogInterval.around(mean, amounts);
      covered += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
    }
    assertThat((double) covered / rounds).isBetween(0.93, 0.97);
  }

  @Test
  void saysThatOneBlockHasNoInterval() {
    assertThat(LogInterval.around(7, List.of(7.0)))
        .isEqualTo(new Estimate(7, 7, 7, 0, "one block, so no interval", 1));
  }

  @Test
  void staysAtOrAboveZeroWhereABillIsZero() {
    Estimate interval = LogInterval.around(1, List.of(0.0, 0.0, 3.0));
    assertThat(interval.low()).isZero();
    assertThat(interval.high()).isGreaterThan(3);
    assertThat(interval.method()).contains("some of which are 0");
  }
}
