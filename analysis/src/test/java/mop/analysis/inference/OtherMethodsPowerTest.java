package mop.analysis.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import mop.analysis.result.Result;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtherMethodsPowerTest {
  // Two errors of a simulated share near 0.8.
  private static final double ERROR = 0.018;

  private static Assumption.LogRatio ratio(int blocks, double effect) {
    double deviation = 0.05;
    double change = Math.expm1(-effect * deviation);
    return new Assumption.LogRatio("bill", blocks, change, deviation, "pilot");
  }

  private static Assumption.MatchedShare share(int blocks, int events, double discordant) {
    return new Assumption.MatchedShare("recall", blocks, events, discordant, 0, 0.05, "pilot");
  }

  private static Result.MethodPower of(Result.Power power, String name) {
    return power.others().stream().filter(m -> m.name().startsWith(name)).findFirst().orElseThrow();
  }

  private static double[] normal(int n, UniformRandomProvider random) {
    ZigguratSampler.NormalizedGaussian gauss = ZigguratSampler.NormalizedGaussian.of(random);
    double[] values = new double[n];
    Arrays.setAll(values, i -> gauss.sample());
    return values;
  }

  @ParameterizedTest
  @CsvSource({"10, 1.0, 0.95", "11, 1.2, 0.99", "30, 0.5, 0.95"})
  void lowerEndsOfThePairedTGiveItsExactPower(int n, double effect, double level) {
    SimulatedBounds ends =
        SimulatedBounds.of(random -> StudentT.interval(normal(n, random), level).low());

    assertThat(ends.power(effect))
        .isCloseTo(PairedTPower.power(n, effect, level), within(2 * ERROR));
    assertThat(ends.detectable(0.8))
        .isCloseTo(PairedTPower.detectable(n, level, 0.8), within(0.05));
  }

  // R 4.2.2: mean(replicate(40000, wilcox.test(rnorm(n) + effect, exact = TRUE)$p.value <= alpha))
  @ParameterizedTest
  @CsvSource({"10, 1.0, 0.95, 0.782", "20, 0.7, 0.99, 0.584"})
  void signedRankPowerAgreesWithR(int n, double effect, double level, double power) {
    Result.Power of = PowerAnalysis.of(ratio(n, effect), level, 1);

    assertThat(of(of, "Hodges-Lehmann").power()).isCloseTo(power, within(1.5 * ERROR));
  }

  /** Hodges and Lehmann, Annals of Mathematical Statistics 27, 1956: 3 / π, were changes normal. */
  @Test
  void signedRanksNeedThreeOverPiOfTheBlocksMore() {
    Result.Power of = PowerAnalysis.of(ratio(100, 0.3), 0.95, 1);
    double ofT = -Math.log1p(-of.minimumDetectableEffect());
    double ofRanks =
        -Math.log1p(-Objects.requireNonNull(of(of, "Hodges-Lehmann").minimumDetectableEffect()));

    assertThat(ofT / ofRanks).isCloseTo(Math.sqrt(3 / Math.PI), within(0.03));
  }

  // scipy 1.10.1: quad of (2 norm.cdf(sqrt(n) (margin - t s / sqrt(n))) - 1) over the density of s.
  @ParameterizedTest
  @CsvSource({
    "10, 1.0, 0.95, 0.6136894651",
    "11, 0.8, 0.99, 0.0794538020",
    "5, 3.0, 0.9, 0.9997342824"
  })
  void equivalencePowerAgreesWithScipy(int n, double margin, double level, double power) {
    assertThat(PairedTPower.equivalence(n, margin, level)).isCloseTo(power, within(1e-4));
  }

  @Test
  void everyMethodForChangesHasAbout80PercentAtItsSmallestEffect() {
    Result.Power first = PowerAnalysis.of(ratio(12, 1), 0.95, 2);
    for (Result.MethodPower method : first.others()) {
      if (!method.name().startsWith("two one-sided")) {
        double least = Objects.requireNonNull(method.minimumDetectableEffect());
        Assumption.LogRatio at =
            new Assumption.LogRatio("bill", 12, -least * 1.0001, 0.05, "pilot");
        double power = of(PowerAnalysis.of(at, 0.95, 2), method.name()).power();
        assertThat(power).as(method.name()).isBetween(0.8, 0.801);
      }
    }
    assertThat(first.others()).hasSize(6);
  }

  /** As {@link CostJudgement} decides: interval and test, by the number of blocks. */
  @ParameterizedTest
  @CsvSource({
    "4, 'interval, test: paired t on log ratios', '', ''",
    "11, 'interval: paired t on log ratios', test, ''",
    "20, 'near these two: paired t on log ratios', test, interval",
    "24, 'test: paired t on log ratios', '', interval"
  })
  void saysWhichMethodsDecide(int blocks, String method, String signFlip, String bca) {
    Result.Power power = PowerAnalysis.of(ratio(blocks, 1), 0.95, 5);

    assertThat(power.method()).startsWith(method + ", two-sided 99.00 %");
    assertThat(decided(power, "exact sign-flip")).isEqualTo(signFlip);
    assertThat(decided(power, "expanded BCa")).isEqualTo(bca);
    assertThat(power.others())
        .filteredOn(o -> o.name().startsWith("Hodges"))
        .allMatch(o -> o.decides() == null);
  }

  private static String decided(Result.Power power, String name) {
    return power.others().stream()
        .filter(other -> other.name().equals(name))
        .map(other -> Objects.requireNonNullElse(other.decides(), ""))
        .findFirst()
        .orElse("");
  }

  @Test
  void whatCannotRejectHasNoSmallestEffect() {
    // 2 of 2⁴ signs, 12.5 %, is the smallest two-sided p of four blocks.
    Result.Power few = PowerAnalysis.of(ratio(4, 9), 0.95, 1);

    for (String name : List.of("exact sign-flip", "Hodges-Lehmann")) {
      assertThat(of(few, name).power()).as(name).isZero();
      assertThat(of(few, name).minimumDetectableEffect()).as(name).isNull();
    }
    assertThat(few.others()).extracting(Result.MethodPower::name).doesNotContain("expanded BCa");
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 8, 11})
  void typicalValuesEndWhereTheSignFlipTestStopsRejecting(int n) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(n);
    for (int draw = 0; draw < 50; draw++) {
      double[] changes = normal(n, random);
      double low = TypicalValues.low(changes, 0.95, random);

      assertThat(SignFlip.p(shifted(changes, low - 1e-6))).isLessThanOrEqualTo(0.05);
      assertThat(SignFlip.p(shifted(changes, low + 1e-6))).isGreaterThan(0.05);
    }
  }

  @Test
  void typicalValuesOfDrawnSubsetsLieNearTheExactEnd() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(7);
    double p = 0;
    for (int draw = 0; draw < 40; draw++) {
      double[] changes = normal(16, random);
      p += SignFlip.p(shifted(changes, TypicalValues.low(changes, 0.95, random))) / 40;
    }

    assertThat(p).isCloseTo(0.05, within(0.004));
  }

  private static double[] shifted(double[] changes, double by) {
    return Arrays.stream(changes).map(change -> change - by).toArray();
  }

  // R 4.2.2: sum over b, c of dmultinom(c(b, c, n - b - c), prob = c(lost, won, rest)) of the
  // tables
  // with binom.test(c, b + c, alternative = "greater")$p.value <= 0.025
  @ParameterizedTest
  @CsvSource({"60, 0.05, 0.25, 0.79729561947", "100, 0.02, 0.10, 0.56361022599"})
  void mcNemarPowerAgreesWithEnumerationInR(int n, double lost, double won, double power) {
    Assumption.MatchedShare share =
        new Assumption.MatchedShare("recall", 10, n, 2 * lost, 0, won - lost, "pilot");

    assertThat(of(PowerAnalysis.of(share, 0.95, 1), "exact McNemar").power())
        .isCloseTo(power, within(1e-7));
  }

  // Python: sum of multinomial.pmf over the tables whose lower end of method 10 is above -margin.
  @Test
  void newcombePowerAgreesWithEnumerationInPython() {
    Result.Power of = PowerAnalysis.of(share(11, 220, 0.02), 0.95, 5);

    assertThat(of(of, "Newcombe").power()).isCloseTo(0.898405882, within(1e-6));
  }

  /** With very many blocks and independent faults the block is as good a unit as the fault. */
  @Test
  void manyBlocksDecideAsTangoDoes() {
    Result.Power of = PowerAnalysis.of(share(100, 1_000, 0.1), 0.95, 1);

    assertThat(of(of, "blocks as the unit").minimumDetectableEffect())
        .isCloseTo(of.minimumDetectableEffect(), within(0.002));
  }

  @Test
  void theSameDesignAlwaysGivesTheSameFigures() {
    assertThat(PowerAnalysis.of(ratio(13, 1), 0.95, 3))
        .isEqualTo(PowerAnalysis.of(ratio(13, 1), 0.95, 3));
    assertThat(PowerAnalysis.of(share(11, 220, 0.02), 0.95, 5))
        .isEqualTo(PowerAnalysis.of(share(11, 220, 0.02), 0.95, 5));
  }

  @Test
  void selectsTheOrderStatistic() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(3);
    for (int n = 1; n < 60; n++) {
      double[] values = new double[n];
      Arrays.setAll(values, i -> random.nextInt(20));
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      int k = 1 + random.nextInt(n);
      assertThat(OrderStatistic.select(values.clone(), k)).isEqualTo(sorted[k - 1]);
    }
  }
}
