package mop.analysis.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class McNemarTest {

  /** R 4.3: binom.test(8, 10, alternative = "greater")$p.value = 0.0546875 = 56 / 1024. */
  @Test
  void agreesWithTheExactBinomialTest() {
    assertThat(McNemar.pMore(new MatchedEvents(30, 2, 8, 5))).isCloseTo(56 / 1024.0, within(1e-12));
    assertThat(McNemar.pMore(new MatchedEvents(30, 8, 2, 5)))
        .isCloseTo(1013 / 1024.0, within(1e-12));
  }

  @Test
  void isOneWithoutAnyDifference() {
    assertThat(McNemar.pMore(new MatchedEvents(30, 0, 0, 5))).isEqualTo(1);
    assertThat(McNemar.pMore(new MatchedEvents(30, 3, 0, 5))).isEqualTo(1);
  }
}
