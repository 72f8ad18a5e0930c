package mop.analysis.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.rng.sampling.distribution.PoissonSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class HoltSeriesTest {
  private final HoltSeries series = new HoltSeries();

  /** Poisson counts have standard deviation 1 on Anscombe's scale, and so do their errors. */
  @Test
  void scoresChanceInStandardDeviations() {
    var poisson = PoissonSampler.of(RandomSource.XO_RO_SHI_RO_128_PP.create(3), 40);
    double squares = 0;
    int minutes = 20_000;
    for (int i = 0; i < minutes; i++) {
      int count = poisson.sample();
      double z = series.nextCount(count, count, 1);
      squares += z * z;
    }
    assertThat(Math.sqrt(squares / minutes)).isCloseTo(1, within(0.1));
  }

  @Test
  void seesAJumpOnceAndLearnsIt() {
    for (int i = 0; i < 30; i++) {
      assertThat(Math.abs(series.nextCount(100, 100, 1))).isLessThan(1e-9);
    }
    assertThat(series.nextCount(400, 400, 1)).isGreaterThan(15);
    double z = 0;
    for (int i = 0; i < 60; i++) {
      z = series.nextCount(400, 400, 1);
    }
    assertThat(Math.abs(z)).isLessThan(1);
  }

  /** Half a minute's requests in half a minute are no drop, nor are heavy weights many requests. */
  @Test
  void countsByExposureAndEffectiveNumber() {
    for (int i = 0; i < 30; i++) {
      series.nextCount(200, 200, 1);
    }
    assertThat(Math.abs(series.nextCount(100, 100, 0.5))).isLessThan(0.5);
    series.clear();
    for (int i = 0; i < 30; i++) {
      series.nextCount(100, 2_000, 1); // five traces that stand for twenty each
    }
    assertThat(series.nextCount(140, 2_800, 1)).isLessThan(2);
  }

  @Test
  void judgesMeansByHowManyTheyRestOn() {
    for (int i = 0; i < 30; i++) {
      series.nextLevel(3.0, 0.1, 100);
    }
    assertThat(series.nextLevel(3.5, 0.1, 100)).isCloseTo(10, within(0.5));
    series.clear();
    for (int i = 0; i < 30; i++) {
      series.nextLevel(3.0, 0.1, 1);
    }
    assertThat(series.nextLevel(3.5, 0.1, 1)).isCloseTo(1, within(0.1));
  }
}
