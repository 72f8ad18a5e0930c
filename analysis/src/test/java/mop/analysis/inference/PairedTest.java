package mop.analysis.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Paired comparisons against R. */
class PairedTest {
  private static final double[] CHANGES = {
    -0.31, -0.12, 0.05, -0.22, -0.41, -0.08, -0.19, 0.02, -0.27, -0.15
  };

  private static final double[] SKEWED = {
    0.12, 0.31, 0.05, 0.98, 0.22, 0.41, 0.08, 0.19, 1.42, 0.27, 0.15, 0.33,
    0.61, 0.02, 0.44, 0.09, 0.25, 0.73, 0.17, 0.36, 0.29, 2.05, 0.13, 0.51
  };

  // R 4.2.2: t.test(c(-0.31,-0.12,0.05,-0.22,-0.41,-0.08,-0.19,0.02,-0.27,-0.15))
  @Test
  void pairedTAgreesWithR() {
    Interval interval = StudentT.interval(CHANGES, 0.95);

    assertThat(interval.low()).isCloseTo(-0.2707173251219, within(1e-12));
    assertThat(interval.high()).isCloseTo(-0.0652826748781, within(1e-12));
    assertThat(StudentT.p(CHANGES)).isCloseTo(0.00492143017, within(1e-10));
  }

  // R 4.2.2: g <- as.matrix(expand.grid(rep(list(c(-1,1)), 10)));
  //          mean(abs(g %*% d) >= abs(sum(d)) - 1e-12)
  @Test
  void signFlipAgreesWithEnumerationInR() {
    assertThat(SignFlip.p(CHANGES)).isEqualTo(0.0078125);
  }

  @Test
  void signFlipCannotGoBelowOneAssignment() {
    assertThat(SignFlip.p(new double[] {-1, -2, -3, -4, -5})).isEqualTo(2 / 32.0);
    assertThat(SignFlip.smallestP(5)).isEqualTo(2 / 32.0);
    assertThat(SignFlip.p(new double[] {0, 0, 0})).isEqualTo(1);
  }

  @Test
  void signFlipTakesTwentyBlocksAndNoMore() {
    double[] twenty = new double[20];
    java.util.Arrays.setAll(twenty, i -> 1 + i * 0.1);
    assertThat(SignFlip.p(twenty)).isEqualTo(Math.pow(2, -19));
    assertThatThrownBy(() -> SignFlip.p(new double[21]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  // R 4.2.2, boot 1.3-28: boot.ci(boot(x, function(x, i) mean(x[i]), 200000), type = "bca")
  // three seeds: [0.28667, 0.69125], [0.28583, 0.68833], [0.28667, 0.69083];
  // scipy 1.10.1 stats.bootstrap(method = "BCa", n_resamples = 200000): [0.28625, 0.69083].
  @Test
  void bcaAgreesWithRAndScipyWithinMonteCarloError() {
    Interval interval = Bca.interval(SKEWED, 0.95, 42);

    assertThat(interval.low()).isCloseTo(0.2864, within(0.006));
    assertThat(interval.high()).isCloseTo(0.6901, within(0.02));
  }

  @Test
  void bcaIsTheSameForTheSameSeed() {
    assertThat(Bca.interval(SKEWED, 0.95, 7)).isEqualTo(Bca.interval(SKEWED, 0.95, 7));
    assertThat(Bca.interval(SKEWED, 0.95, 7)).isNotEqualTo(Bca.interval(SKEWED, 0.95, 8));
  }

  // R 4.2.2: p.adjust(c(0.01,0.02,0.03,0.04,0.2), "holm"); p.adjust(c(0.001,0.04,0.03,0.005),
  // "holm")
  @Test
  void holmAgreesWithR() {
    assertThat(Holm.adjust(0.01, 0.02, 0.03, 0.04, 0.2))
        .containsExactly(new double[] {0.05, 0.08, 0.09, 0.09, 0.2}, within(1e-12));
    assertThat(Holm.adjust(0.001, 0.04, 0.03, 0.005))
        .containsExactly(new double[] {0.004, 0.06, 0.06, 0.015}, within(1e-12));
    assertThat(Holm.adjust()).isEmpty();
  }
}
