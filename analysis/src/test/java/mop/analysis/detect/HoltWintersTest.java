package mop.analysis.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reference values of R 4.2: {@code HoltWinters(AirPassengers, seasonal = …)}, likewise nottem. */
class HoltWintersTest {
  /** R: {@code AirPassengers}, thousands a month, 1949 to 1960. */
  private static final double[] AIR_PASSENGERS = {
    112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118,
    115, 126, 141, 135, 125, 149, 170, 170, 158, 133, 114, 140,
    145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166,
    171, 180, 193, 181, 183, 218, 230, 242, 209, 191, 172, 194,
    196, 196, 236, 235, 229, 243, 264, 272, 237, 211, 180, 201,
    204, 188, 235, 227, 234, 264, 302, 293, 259, 229, 203, 229,
    242, 233, 267, 269, 270, 315, 364, 347, 312, 274, 237, 278,
    284, 277, 317, 313, 318, 374, 413, 405, 355, 306, 271, 306,
    315, 301, 356, 348, 355, 422, 465, 467, 404, 347, 305, 336,
    340, 318, 362, 348, 363, 435, 491, 505, 404, 359, 310, 337,
    360, 342, 406, 396, 420, 472, 548, 559, 463, 407, 362, 405,
    417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432,
  };

  @ParameterizedTest
  @CsvSource({
    "ADDITIVE, 0.247959, 0.034534, 1.000000, 21860.18462",
    "MULTIPLICATIVE, 0.275592, 0.032693, 0.870729, 16570.77787",
  })
  void fitsWhatRFits(Seasonality seasonality, double alpha, double beta, double gamma, double sse) {
    HoltWinters fit = HoltWinters.fit(AIR_PASSENGERS, 12, seasonality);

    assertThat(fit.sse()).isLessThan(sse * (1 + 1e-6));
    assertThat(fit.alpha()).isCloseTo(alpha, within(2e-3));
    assertThat(fit.beta()).isCloseTo(beta, within(2e-3));
    assertThat(fit.gamma()).isCloseTo(gamma, within(2e-3));
  }

  @Test
  void choosesTheSeasonThatFitsBetter() {
    assertThat(HoltWinters.best(AIR_PASSENGERS, 12).seasonality())
        .isEqualTo(Seasonality.MULTIPLICATIVE);
    double[] negative = Arrays.stream(AIR_PASSENGERS).map(x -> -x).toArray();
    assertThat(HoltWinters.best(negative, 12).seasonality()).isEqualTo(Seasonality.ADDITIVE);
  }

  @Test
  void itsErrorsAreThoseOfTheSum() {
    for (Seasonality seasonality : Seasonality.values()) {
      HoltWinters fit = HoltWinters.fit(AIR_PASSENGERS, 12, seasonality);
      double sum = Arrays.stream(fit.errors(AIR_PASSENGERS)).map(e -> e * e).sum();
      assertThat(sum).isCloseTo(fit.sse(), within(1e-6 * fit.sse()));
    }
  }

  @Test
  void noWeightsNearbyAreBetter() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(5);
    for (Seasonality seasonality : Seasonality.values()) {
      HoltWinters fit = HoltWinters.fit(AIR_PASSENGERS, 12, seasonality);
      Smoothing smoothing = new Smoothing(AIR_PASSENGERS, 12, seasonality);
      Weights best = new Weights(fit.alpha(), fit.beta(), fit.gamma());
      for (int i = 0; i < 1_000; i++) {
        double[] step = random.doubles(3, -0.05, 0.05).toArray();
        assertThat(smoothing.at(best.plus(step)).sse()).isGreaterThan(fit.sse() * (1 - 1e-6));
      }
    }
  }

  @Test
  void findsNoSeasonWhereThereIsNone() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(3);
    var normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[] noise = IntStream.range(0, 500).mapToDouble(i -> 10 + normal.sample()).toArray();

    HoltWinters fit = HoltWinters.fit(noise, 1, Seasonality.ADDITIVE);

    assertThat(fit.sse() / noise.length).isCloseTo(1, within(0.2));
    assertThat(fit.alpha()).isLessThan(0.1);
  }

  @Test
  void refusesWhatCannotBeFitted() {
    double[] short2 = new double[24];
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HoltWinters.fit(short2, 12, Seasonality.ADDITIVE))
        .withMessage("24 values are no more than two periods of 12");
    double[] zero = new double[30];
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HoltWinters.fit(zero, 12, Seasonality.MULTIPLICATIVE))
        .withMessage("a multiplicative season needs values above 0");
  }
}
