package mop.analysis.history;

import static mop.analysis.history.RegressionGate.Answer.FAIL;
import static mop.analysis.history.RegressionGate.Answer.INCONCLUSIVE;
import static mop.analysis.history.RegressionGate.Answer.PASS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import mop.analysis.result.Estimate;
import org.junit.jupiter.api.Test;

class RegressionGateTest {

  private static Estimate change(double low, double high) {
    return new Estimate((low + high) / 2, low, high, 0.95, "test", 10);
  }

  @Test
  void needsTheWholeIntervalOnOneSideOfTheMargin() {
    assertThat(RegressionGate.judge(change(-0.02, 0.03), 0.05, true)).isEqualTo(PASS);
    assertThat(RegressionGate.judge(change(0.06, 0.20), 0.05, true)).isEqualTo(FAIL);
    assertThat(RegressionGate.judge(change(0.01, 0.20), 0.05, true)).isEqualTo(INCONCLUSIVE);
    assertThat(RegressionGate.judge(change(-0.20, 0.06), 0.05, true)).isEqualTo(INCONCLUSIVE);
  }

  @Test
  void turnsRoundWhereHigherIsBetter() {
    assertThat(RegressionGate.judge(change(-0.20, -0.06), 0.05, false)).isEqualTo(FAIL);
    assertThat(RegressionGate.judge(change(-0.03, 0.40), 0.05, false)).isEqualTo(PASS);
    assertThat(RegressionGate.judge(change(-0.20, 0.01), 0.05, false)).isEqualTo(INCONCLUSIVE);
  }

  @Test
  void hasNoAnswerWithoutAnInterval() {
    Estimate point = new Estimate(0.5, 0.5, 0.5, 0, "one block", 1);

    assertThat(RegressionGate.judge(point, 0.05, true)).isEqualTo(INCONCLUSIVE);
    assertThatThrownBy(() -> RegressionGate.judge(point, -0.1, true))
        .hasMessageContaining("margin");
  }
}
