package mop.analysis.cost.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class PowerLawTest {
  private static final List<SizedTrial> TRIALS =
      List.of(
          new SizedTrial(0.25, 30.1),
          new SizedTrial(0.25, 31.5),
          new SizedTrial(1, 98),
          new SizedTrial(1, 103.2),
          new SizedTrial(4, 330.5),
          new SizedTrial(4, 341.9));

  /**
   * R 4.2: {@code x<-log(c(.25,.25,1,1,4,4)); y<-log(c(30.1,31.5,98,103.2,330.5,341.9));
   * m<-lm(y~x); confint(m); anova(m,lm(y~factor(x)));
   * exp(predict(m,data.frame(x=log(16)),interval="confidence"))}.
   */
  @Test
  void agreesWithR() {
    PowerLaw law = PowerLaw.fit(TRIALS);
    assertThat(law.exponent().estimate()).isEqualTo(0.8621206961, within(1e-9));
    assertThat(law.exponent().low()).isEqualTo(0.8341351249, within(1e-9));
    assertThat(law.exponent().high()).isEqualTo(0.8901062672, within(1e-9));
    assertThat(law.lackOfFit().orElseThrow()).isEqualTo(0.69805, within(1e-5));
    ScaledAmount at16 = law.at(16, 10);
    assertThat(at16.amount().estimate()).isEqualTo(1106.383411, within(1e-5));
    assertThat(at16.amount().low()).isEqualTo(1017.437338, within(1e-5));
    assertThat(at16.amount().high()).isEqualTo(1203.105299, within(1e-5));
    assertThat(law.words())
        .isEqualTo(
            "grows with size to the power 0.862 [0.834, 0.89], from 6 trials of 0.25 to 4 times"
                + " the size");
  }

  @Test
  void showsWhatTheExponentLeavesOpenApartFromTheReplicates() {
    PowerLaw law = PowerLaw.fit(TRIALS);
    ScaledAmount middle = law.at(1, 10);
    assertThat(middle.model().low()).isEqualTo(middle.model().high());
    assertThat(middle.replicates()).extracting(e -> e.high() / e.low()).isNotEqualTo(1.0);
    double before = 1;
    for (double size : new double[] {2, 4, 16, 40}) {
      ScaledAmount there = law.at(size, 10);
      double model = there.model().high() / there.model().low();
      assertThat(model).isGreaterThan(before);
      assertThat(there.replicates().high() / there.replicates().low())
          .isEqualTo(middle.replicates().high() / middle.replicates().low(), within(1e-12));
      before = model;
    }
  }

  @Test
  void followsTheLawToTheCapAndGrowsInProportionFromThere() {
    PowerLaw law = PowerLaw.fit(TRIALS);
    ScaledAmount cap = law.at(40, 10);
    ScaledAmount beyond = law.at(4_000, 10);
    assertThat(cap.beyondCap()).isFalse();
    assertThat(beyond.beyondCap()).isTrue();
    assertThat(beyond.times()).isEqualTo(1_000);
    assertThat(beyond.amount().estimate()).isEqualTo(100 * cap.amount().estimate(), within(1e-6));
  }

  @Test
  void saysWhenNoPowerLawFits() {
    List<SizedTrial> bent = new ArrayList<>(TRIALS);
    bent.set(2, new SizedTrial(1, 198));
    bent.set(3, new SizedTrial(1, 203.2));
    assertThat(PowerLaw.fit(bent).words()).contains("; no power law fits them well (p = 0.00");
  }

  @Test
  void holdsTheTruthInNineteenOfTwentyIntervals() {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(7);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    int exponents = 0;
    int amounts = 0;
    int draws = 4_000;
    double truth = 5 * Math.pow(16, 0.8);
    for (int draw = 0; draw < draws; draw++) {
      List<SizedTrial> trials = new ArrayList<>();
      for (double size : new double[] {0.25, 1, 1, 1, 1, 4}) {
        trials.add(new SizedTrial(size, 5 * Math.pow(size, 0.8) * Math.exp(0.1 * normal.sample())));
      }
      PowerLaw law = PowerLaw.fit(trials);
      exponents += law.exponent().low() <= 0.8 && 0.8 <= law.exponent().high() ? 1 : 0;
      ScaledAmount at = law.at(16, 10);
      amounts += at.amount().low() <= truth && truth <= at.amount().high() ? 1 : 0;
    }
    assertThat((double) exponents / draws).isBetween(0.94, 0.96);
    assertThat((double) amounts / draws).isBetween(0.94, 0.96);
  }

  @Test
  void needsThreeTrialsAtTwoSizes() {
    assertThatIllegalArgumentException().isThrownBy(() -> PowerLaw.fit(TRIALS.subList(0, 2)));
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            PowerLaw.fit(
                List.of(new SizedTrial(1, 2), new SizedTrial(1, 3), new SizedTrial(1, 4))));
    assertThatIllegalArgumentException().isThrownBy(() -> new SizedTrial(1, 0));
  }
}
