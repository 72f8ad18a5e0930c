package mop.analysis.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.PoissonSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountSeriesTest {
  private final UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(3);

  // Python: from math import log, sqrt; sqrt(2 * (60 * log(60 / 30.5) - 60 + 30.5)) / sqrt(1 + 1/1)
  // for a first minute of 30 (half an event is added to the history) and a second of 60.
  @Test
  void scoresTheRootOfThePoissonDeviance() {
    CountSeries series = new CountSeries(30);
    series.nextCount(30, 30, 1);

    assertThat(series.nextCount(60, 60, 1)).isCloseTo(3.3312269085915, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 3, 30, 300})
  void hasScoresOfUnitSpreadWhenNothingHappens(double mean) {
    CountSeries series = new CountSeries(30);
    PoissonSampler poisson = new PoissonSampler(random, mean);
    int beyondThree = 0;
    int minutes = 20_000;
    for (int minute = 0; minute < minutes; minute++) {
      int count = poisson.sample();
      beyondThree += Math.abs(series.nextCount(count, count, 1)) > 3 ? 1 : 0;
    }

    // Of a normal 0.27 %; rare events are skewed, and the history is estimated.
    assertThat((double) beyondThree / minutes).isBetween(0.0002, 0.008);
  }

  @Test
  void countsAHeavyTraceAsOne() {
    CountSeries light = new CountSeries(30);
    CountSeries heavy = new CountSeries(30);
    double lightScore = 0;
    double heavyScore = 0;
    for (int minute = 0; minute <= 20; minute++) {
      int count = minute == 20 ? 12 : 4;
      lightScore = light.nextCount(count, count, 1);
      heavyScore = heavy.nextCount(50 * count, 50 * 50 * count, 1);
    }

    assertThat(heavyScore).isCloseTo(lightScore, within(1e-9)).isBetween(2.0, 4.0);
  }

  @Test
  void widensWithAHistoryThatScattersMoreThanPoisson() {
    CountSeries calm = new CountSeries(30);
    CountSeries wild = new CountSeries(30);
    double calmScore = 0;
    double wildScore = 0;
    for (int minute = 0; minute <= 30; minute++) {
      double up = minute == 30 ? 200 : 100;
      calmScore = calm.nextCount(up, up, 1);
      double swing = minute == 30 ? 200 : minute % 2 == 0 ? 50 : 150;
      wildScore = wild.nextCount(swing, swing, 1);
    }

    assertThat(calmScore).isGreaterThan(8);
    assertThat(wildScore).isBetween(1.0, 4.0);
  }

  @Test
  void isNotSpoiledByAnEarlierFault() {
    CountSeries series = new CountSeries(30);
    for (int minute = 0; minute < 20; minute++) {
      series.nextCount(20, 20, 1);
    }
    double during = series.nextCount(2_000, 2_000, 1);
    for (int minute = 0; minute < 5; minute++) {
      series.nextCount(20, 20, 1);
    }

    assertThat(during).isGreaterThan(20);
    assertThat(series.nextCount(45, 45, 1)).isGreaterThan(3);
  }

  @Test
  void expectsInProportionToTheExposure() {
    CountSeries series = new CountSeries(30);
    for (int minute = 0; minute < 20; minute++) {
      series.nextCount(10, 10, 100);
    }

    assertThat(series.nextCount(40, 40, 400)).isBetween(-0.5, 0.5);
    assertThat(series.nextCount(0, 0, 0)).isZero();
  }

  @Test
  void noticesWhatWasNeverSeen() {
    CountSeries series = new CountSeries(30);
    for (int minute = 0; minute < 30; minute++) {
      assertThat(series.nextCount(0, 0, 1)).isZero();
    }

    assertThat(series.nextCount(5, 5, 1)).isGreaterThan(5);
  }
}
