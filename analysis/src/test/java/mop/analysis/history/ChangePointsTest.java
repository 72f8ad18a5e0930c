package mop.analysis.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import mop.analysis.history.ChangePoints.ChangePoint;
import mop.analysis.history.ChangePoints.Settings;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ChangePointsTest {
  private static final Settings SETTINGS = new Settings(0.05, 199, 5, 1);

  private static double[] noise(int n, long seed) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    ZigguratSampler.NormalizedGaussian gauss = ZigguratSampler.NormalizedGaussian.of(random);
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = gauss.sample();
    }
    return values;
  }

  private static double[] shifted(double[] values, int from, double by) {
    for (int i = from; i < values.length; i++) {
      values[i] += by;
    }
    return values;
  }

  @Test
  void findsEachShiftNearItsPlace() {
    double[] series = shifted(shifted(noise(90, 5), 30, 4), 60, -3);

    List<ChangePoint> found = ChangePoints.of(series, SETTINGS);

    assertThat(found).hasSize(2);
    assertThat(found.get(0).index()).isBetween(28, 32);
    assertThat(found.get(1).index()).isBetween(58, 62);
    assertThat(found).allSatisfy(c -> assertThat(c.p()).isLessThanOrEqualTo(0.05));
  }

  /** The mean stays; a test of means would see nothing. */
  @Test
  void findsAChangeOfSpread() {
    double[] series = noise(120, 6);
    for (int i = 60; i < 120; i++) {
      series[i] *= 6;
    }

    List<ChangePoint> found = ChangePoints.of(series, SETTINGS);

    assertThat(found).isNotEmpty();
    assertThat(found.getFirst().index()).isBetween(52, 72);
  }

  /** 400 series without a change: 5 % is 20, and 33 is three deviations more. */
  @Test
  @Tag("slow")
  void raisesFalseAlarmsAtItsSignificance() {
    int alarms = 0;
    for (int run = 0; run < 400; run++) {
      Settings settings = new Settings(0.05, 99, 5, 70 + run);
      alarms += ChangePoints.of(noise(40, 1_000 + run), settings).isEmpty() ? 0 : 1;
    }

    assertThat(alarms).isBetween(7, 33);
  }

  @Test
  void hasNothingToSayOfShortOrConstantSeries() {
    assertThat(ChangePoints.of(new double[] {1, 2, 3}, SETTINGS)).isEmpty();
    assertThat(ChangePoints.of(new double[40], SETTINGS)).isEmpty();
    assertThat(ChangePoints.of(new double[0], SETTINGS)).isEmpty();
  }

  @Test
  void isTheSameForTheSameSeed() {
    double[] series = shifted(noise(60, 9), 25, 1);

    assertThat(ChangePoints.of(series, SETTINGS)).isEqualTo(ChangePoints.of(series, SETTINGS));
  }

  @Test
  void refusesTestsThatCannotReject() {
    assertThatThrownBy(() -> new Settings(0.05, 10, 5, 1)).hasMessageContaining("permutations");
  }
}
