package mop.analysis.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LevelSeriesTest {
  private final UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(8);
  private final ZigguratSampler.NormalizedGaussian gauss =
      ZigguratSampler.NormalizedGaussian.of(random);

  /** Feeds a minute of {@code n} logarithms around {@code level} with deviation 0.5. */
  private double feed(LevelSeries series, int n, double level) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double x = level + 0.5 * gauss.sample();
      sum += x;
      squares += x * x;
    }
    double mean = sum / n;
    return series.nextLevel(mean, Math.max(0, squares / n - mean * mean), n);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 40})
  void hasScoresOfUnitSpreadWhenNothingHappens(int n) {
    LevelSeries series = new LevelSeries(30);
    int beyondThree = 0;
    int minutes = 10_000;
    for (int minute = 0; minute < minutes; minute++) {
      beyondThree += Math.abs(feed(series, n, 10)) > 3 ? 1 : 0;
    }

    assertThat((double) beyondThree / minutes).isLessThan(0.008);
  }

  @Test
  void needsMoreObservationsForASmallerShift() {
    assertThat(shifted(100, 0.3)).isGreaterThan(4);
    assertThat(shifted(4, 0.3)).isLessThan(3);
    assertThat(shifted(4, 2.0)).isGreaterThan(4);
  }

  private double shifted(int n, double shift) {
    LevelSeries series = new LevelSeries(30);
    for (int minute = 0; minute < 30; minute++) {
      feed(series, n, 10);
    }
    return feed(series, n, 10 + shift);
  }
}
