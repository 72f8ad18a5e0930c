package mop.analysis.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class PoissonBootstrapTest {
  private static final int PLACES = 12;

  /** e⁻¹ / k!, as {@code scipy.stats.poisson.pmf(k, 1)} gives it. */
  private static final double[] PMF = {
    0.36787944117144233,
    0.36787944117144233,
    0.18393972058572114,
    0.06131324019524039,
    0.015328310048810101,
    0.0030656620097620196,
    0.0005109436682936698
  };

  /**
   * Twelve weights of each resample: values are powers of 16, so a sum is a number in that base.
   */
  private static int[][] weights(int resamples, long seed) {
    double[] values = new double[PLACES];
    Arrays.setAll(values, place -> Math.pow(16, place));
    PoissonBootstrap.Weighted weighted = PoissonBootstrap.weighted(values, resamples, seed);
    int[][] weights = new int[resamples][PLACES];
    for (int i = 0; i < resamples; i++) {
      long digits = (long) weighted.sums[i];
      for (int place = 0; place < PLACES; place++) {
        weights[i][place] = (int) (digits >>> (4 * place)) & 15;
      }
      assertThat(Arrays.stream(weights[i]).sum()).isEqualTo(weighted.weights[i]);
    }
    return weights;
  }

  /** Chi-squared on 7 degrees of freedom, at each of the twelve places: 0.1 % are above 24.3. */
  @Test
  void weightsAreDistributedAsPoisson() {
    int resamples = 200_000;
    int[][] weights = weights(resamples, 5);
    for (int place = 0; place < PLACES; place++) {
      int[] counts = new int[PMF.length + 1];
      for (int[] each : weights) {
        counts[Math.min(each[place], PMF.length)]++;
      }
      double chi = 0;
      double tail = 1;
      for (int k = 0; k < PMF.length; k++) {
        chi += Math.pow(counts[k] - resamples * PMF[k], 2) / (resamples * PMF[k]);
        tail -= PMF[k];
      }
      chi += Math.pow(counts[PMF.length] - resamples * tail, 2) / (resamples * tail);
      assertThat(chi).as("place " + place).isLessThan(24.3);
    }
  }

  /** Places of the same triple and of different ones: 15 degrees of freedom, 0.1 % above 37.7. */
  @Test
  void weightsAreIndependentOfEachOther() {
    int resamples = 200_000;
    int[][] weights = weights(resamples, 6);
    double[] p = {PMF[0], PMF[1], PMF[2], 1 - PMF[0] - PMF[1] - PMF[2]};
    for (int other : new int[] {1, 2, 3, 11}) {
      int[][] counts = new int[4][4];
      for (int[] each : weights) {
        counts[Math.min(each[0], 3)][Math.min(each[other], 3)]++;
      }
      double chi = 0;
      for (int i = 0; i < 4; i++) {
        for (int j = 0; j < 4; j++) {
          double expected = resamples * p[i] * p[j];
          chi += (counts[i][j] - expected) * (counts[i][j] - expected) / expected;
        }
      }
      assertThat(chi).as("places 0 and " + other).isLessThan(37.7);
    }
  }

  /** No triple of the table has a weight of 8 or more; {@code poisson.sf(7, 1)} is 1.0249e-5. */
  @Test
  void rareWeightsComeAsOftenAsTheyShould() {
    assertThat(Arrays.stream(PoissonTriples.FIRST).max().orElseThrow()).isLessThan(8);
    int resamples = 1_000_000;
    double expected = resamples * PLACES * 1.024919667427113e-5;

    long seen =
        Arrays.stream(weights(resamples, 7))
            .flatMapToInt(Arrays::stream)
            .filter(weight -> weight >= 8)
            .count();

    assertThat((double) seen).isCloseTo(expected, within(4 * Math.sqrt(expected)));
  }

  private static double[] skewed(int n) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(n);
    var gauss = ZigguratSampler.NormalizedGaussian.of(random);
    double[] values = new double[n];
    Arrays.setAll(values, i -> Math.exp(gauss.sample()));
    return values;
  }

  /** Sizes that are a multiple of twelve and that leave one to eleven values. */
  @Test
  void hasTheMomentsOfTheExactBootstrap() {
    int resamples = 100_000;
    for (int n : new int[] {600, 601, 604, 611}) {
      double[] values = skewed(n);
      Moments of = Moments.of(values);
      double theory = of.deviation() * of.deviation() * (n - 1) / n / n;

      Moments poisson = Moments.of(PoissonBootstrap.means(values, resamples, 3));
      Moments exact = Moments.of(MeanBootstrap.means(values, resamples, 3));

      double error = 4 * Math.sqrt(2.0 / resamples);
      assertThat(poisson.mean())
          .isCloseTo(of.mean(), within(4 * Math.sqrt(theory / resamples) + theory / of.mean()));
      assertThat(Math.pow(poisson.deviation(), 2) / theory)
          .as("variance of " + n)
          .isCloseTo(1, within(error + 2.0 / n));
      assertThat(Math.pow(poisson.deviation() / exact.deviation(), 2))
          .isCloseTo(1, within(1.5 * error + 2.0 / n));
      assertThat(poisson.skewness()).isCloseTo(exact.skewness(), within(0.05));
    }
  }

  @Test
  void isTheSameForTheSameSeed() {
    double[] values = skewed(250);
    double[] means = PoissonBootstrap.means(values, 5_000, 7);

    assertThat(PoissonBootstrap.means(values, 5_000, 7)).isEqualTo(means);
    assertThat(PoissonBootstrap.means(values, 5_000, 8)).isNotEqualTo(means);
    assertThat(Arrays.stream(means).distinct().count()).isEqualTo(5_000);
  }

  @Test
  void refusesFewValues() {
    assertThatThrownBy(() -> PoissonBootstrap.means(new double[99], 10, 1))
        .hasMessage("99 values are too few for Poisson weights; at least 100");
  }

  /** From 1,000 values on BCa draws by weights; its ends stay where the exact ones are. */
  @Test
  void bcaIntervalsOfManyValuesAgreeWithTheNormalTheory() {
    double[] values = skewed(4_000);
    Moments of = Moments.of(values);
    Interval normal =
        new Interval(of.mean() - 1.96 * of.standardError(), of.mean() + 1.96 * of.standardError());

    Interval bca = Bca.interval(values, 0.95, 1);

    assertThat(bca.low()).isCloseTo(normal.low(), within(0.25 * of.standardError()));
    assertThat(bca.high()).isCloseTo(normal.high(), within(0.25 * of.standardError()));
  }
}
