package mop.analysis.cost.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
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
   * m<-lm(y~x); confint(m); anova(m,lm(y~factor(x))); coef(summary(m))[2,2]; resid(m)}.
   */
  @Test
  void agreesWithR() {
    PowerLaw law = PowerLaw.fit(TRIALS);
    assertThat(law.exponent().estimate()).isEqualTo(0.8621206961, within(1e-9));
    assertThat(law.exponent().low()).isEqualTo(0.8341351249, within(1e-9));
    assertThat(law.exponent().high()).isEqualTo(0.8901062672, within(1e-9));
    assertThat(law.lackOfFit().orElseThrow()).isEqualTo(0.69805, within(1e-5));
    assertThat(law.standardError()).isEqualTo(0.0100796414421, within(1e-9));
    assertThat(law.residuals().getFirst()).isEqualTo(-0.0188674361978, within(1e-9));
    assertThat(law.residuals().getLast()).isEqualTo(0.0208195695174, within(1e-9));
    assertThat(law.words())
        .isEqualTo(
            "grows with size to the power 0.862 [0.834, 0.89], from 6 trials of 0.25 to 4 times"
                + " the size");
  }

  @Test
  void followsTheLawNoFurtherThanTheCapBeyondTheSizesTried() {
    PowerLaw law = PowerLaw.fit(TRIALS);
    assertThat(law.followed(3, 1)).isEqualTo(3);
    assertThat(law.followed(40, 10)).isEqualTo(40);
    assertThat(law.followed(41, 10)).isEqualTo(40);
    assertThat(law.followed(0.01, 5)).isEqualTo(0.05);
    assertThatIllegalArgumentException().isThrownBy(() -> law.followed(0, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> law.followed(1, 0.5));
  }

  @Test
  void saysWhenNoPowerLawFits() {
    List<SizedTrial> bent = new ArrayList<>(TRIALS);
    bent.set(2, new SizedTrial(1, 198));
    bent.set(3, new SizedTrial(1, 203.2));
    assertThat(PowerLaw.fit(bent).words()).contains("; no power law fits them well (p < 0.001)");
  }

  /** Counts need not scatter: then any deviation from the line is real. */
  @Test
  void judgesAmountsThatDoNotScatter() {
    PowerLaw constant = PowerLaw.fit(counted(12, 12, 12));
    assertThat(constant.exponent().estimate()).isEqualTo(0, within(1e-12));
    assertThat(constant.doubtful()).isFalse();
    PowerLaw proportional = PowerLaw.fit(counted(3, 12, 48));
    assertThat(proportional.exponent().estimate()).isEqualTo(1, within(1e-12));
    assertThat(proportional.doubtful()).isFalse();
    assertThat(PowerLaw.fit(counted(12, 12, 39)).doubtful()).isTrue();
  }

  private static List<SizedTrial> counted(double quarter, double one, double four) {
    return List.of(
        new SizedTrial(0.25, quarter),
        new SizedTrial(0.25, quarter),
        new SizedTrial(1, one),
        new SizedTrial(1, one),
        new SizedTrial(1, one),
        new SizedTrial(4, four));
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
