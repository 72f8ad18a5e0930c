package mop.analysis.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EquivalenceTest {
  private static final double[] CHANGES = {
    0.952, -0.147, 1.022, 0.43, 0.62, 0.59, 0.49, -0.08, 0.01
  };

  /** R 4.2: t.test(mu = ∓0.8, alternative = "greater" and "less"). */
  @Test
  void agreesWithTwoOneSidedTestsInR() {
    assertThat(Equivalence.pAbove(CHANGES, -0.8)).isCloseTo(1.23087562077e-05, within(1e-14));
    assertThat(Equivalence.pBelow(CHANGES, 0.8)).isCloseTo(1.61281999910e-02, within(1e-12));
    assertThat(Equivalence.p(CHANGES, -0.8, 0.8)).isCloseTo(1.61281999910e-02, within(1e-12));
  }

  @Test
  void saysTheSameAsTheNarrowerInterval() {
    Interval ninety = StudentT.interval(CHANGES, 0.90);

    assertThat(Equivalence.p(CHANGES, ninety.low() - 1e-9, 2)).isLessThan(0.05);
    assertThat(Equivalence.p(CHANGES, ninety.low() + 1e-9, 2)).isGreaterThan(0.05);
  }

  @Test
  void decidesBySightWithoutSpread() {
    assertThat(Equivalence.p(new double[] {0.1, 0.1}, -0.2, 0.2)).isZero();
    assertThat(Equivalence.p(new double[] {0.3, 0.3}, -0.2, 0.2)).isEqualTo(1);
  }
}
