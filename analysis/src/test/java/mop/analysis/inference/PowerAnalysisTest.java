package mop.analysis.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import mop.analysis.result.Result;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PowerAnalysisTest {

  // R 4.2.2: power.t.test(n = 10, delta = 0.1, sd = 0.1, type = "paired") and so on; other levels
  // from scipy 1.10.1: nct.sf(t.ppf((1 + level) / 2, n - 1), n - 1, sqrt(n) * effect)
  @ParameterizedTest
  @CsvSource({
    "10, 1.0, 0.95, 0.803096208691",
    "10, 0.5, 0.95, 0.292828567267",
    "5, 2.0, 0.95, 0.908884864211",
    "10, 0.5, 0.99, 0.10265291392",
    "2, 3.0, 0.95, 0.26077056529"
  })
  void pairedTPowerAgreesWithRAndScipy(int n, double effect, double level, double power) {
    assertThat(PairedTPower.power(n, effect, level)).isCloseTo(power, within(1e-6));
  }

  // R 4.2.2: power.t.test(n = 10, power = 0.8, sd = 0.1, type = "paired", tol = 1e-12)$delta
  @Test
  void detectableEffectAgreesWithR() {
    assertThat(0.1 * PairedTPower.detectable(10, 0.95, 0.8))
        .isCloseTo(0.0996002254307, within(1e-8));
  }

  // Python: sum over b, c < 60 of the trinomial probabilities of the tables whose score at -margin
  // exceeds scipy.stats.norm.ppf(0.975).
  @ParameterizedTest
  @CsvSource({
    "340, 0.04, 0, 0.03, 0.69920287118",
    "340, 0.04, -0.01, 0.05, 0.89093035026",
    "120, 0.05, 0, 0.05, 0.54255420215"
  })
  void tangoPowerAgreesWithEnumeration(
      int n, double discordant, double difference, double margin, double power) {
    assertThat(TangoPower.power(n, discordant, difference, margin, 0.95))
        .isCloseTo(power, within(1e-6));
  }

  @Test
  void saysWhenNoResultCouldShowTheMargin() {
    Result.Power few = PowerAnalysis.of(share(120, 0, 0.025), 0.95, 1);
    Result.Power enough = PowerAnalysis.of(share(160, 0, 0.025), 0.95, 1);

    assertThat(few.decidable()).isFalse();
    // z² / (n + z²) with z = scipy.stats.norm.ppf(0.975)
    assertThat(few.smallestMargin()).isCloseTo(0.0310193, within(1e-6));
    assertThat(few.power()).isZero();
    assertThat(enough.decidable()).isTrue();
    assertThat(enough.power()).isEqualTo(1);
  }

  @Test
  void severalTreatmentsCostPower() {
    Assumption ratio = new Assumption.LogRatio("bytes", 6, -0.1, 0.08, "pilot");

    assertThat(PowerAnalysis.of(ratio, 0.95, 5).power())
        .isLessThan(PowerAnalysis.of(ratio, 0.95, 1).power() - 0.1);
  }

  @Test
  void theDetectableMarginHasPowerPointEight() {
    double margin = PowerAnalysis.of(share(340, 0.04, 0.05), 0.95, 1).minimumDetectableEffect();

    assertThat(TangoPower.power(340, 0.04, 0, margin, 0.95)).isCloseTo(0.8, within(0.05));
    assertThat(TangoPower.power(340, 0.04, 0, margin, 0.95)).isGreaterThanOrEqualTo(0.8);
  }

  private static Assumption share(int events, double discordant, double margin) {
    return new Assumption.MatchedShare("recall", 10, events, discordant, 0, margin, "pilot");
  }

  @Test
  @Tag("slow")
  void pairedTPowerAgreesWithSimulation() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(4);
    var gauss = ZigguratSampler.NormalizedGaussian.of(random);
    int decided = 0;
    int runs = 40_000;
    for (int run = 0; run < runs; run++) {
      double[] changes = new double[8];
      java.util.Arrays.setAll(changes, i -> 0.9 + gauss.sample());
      decided += StudentT.interval(changes, 0.95).low() > 0 ? 1 : 0;
    }

    assertThat((double) decided / runs).isCloseTo(PairedTPower.power(8, 0.9, 0.95), within(0.01));
  }

  /**
   * Exact powers of the sequence against simulated ones. With 30 blocks its half width is 0.597
   * standard deviations (BlockSequence.SCALE, level 0.95).
   */
  @Test
  void knowsThePowerOfTheSequence() {
    int shown = 0;
    int runs = 20_000;
    for (int run = 0; run < runs; run++) {
      var gauss =
          ZigguratSampler.NormalizedGaussian.of(RandomSource.XO_RO_SHI_RO_128_PP.create(run));
      double[] changes = new double[30];
      Arrays.setAll(changes, i -> 0.7 + gauss.sample());
      shown += ConfidenceSequence.normal(changes, 0.95, BlockSequence.SCALE).low() > 0 ? 1 : 0;
    }
    assertThat(PairedTPower.sequence(30, 0.7, 0.95)).isCloseTo((double) shown / runs, within(0.01));
    assertThat(PairedTPower.sequence(4, 5, 0.95)).isZero();
    assertThat(PairedTPower.sequenceDetectable(4, 0.95, 0.8)).isInfinite();
    assertThat(PairedTPower.sequence(30, PairedTPower.sequenceDetectable(30, 0.95, 0.8), 0.95))
        .isCloseTo(0.8, within(1e-9));
  }

  /** Looking costs power: the sequence decides less, and needs a wider margin, than Tango. */
  @Test
  void decidesLessWhereOneLooks() {
    Assumption share = new Assumption.MatchedShare("recall", 11, 220, 0.02, 0, 0.05, "assumed");
    Result.Power fixed = PowerAnalysis.of(share, 0.95, 5);
    Result.Power looking = PowerAnalysis.looking(share, 0.95, 5);

    assertThat(looking.method()).startsWith("confidence sequence");
    assertThat(looking.power()).isBetween(0.4, fixed.power());
    assertThat(looking.minimumDetectableEffect()).isGreaterThan(fixed.minimumDetectableEffect());
    assertThat(looking.smallestMargin()).isGreaterThan(fixed.smallestMargin());
    assertThat(looking.decidable()).isTrue();
  }
}
