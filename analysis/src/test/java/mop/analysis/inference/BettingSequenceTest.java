package mop.analysis.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BettingSequenceTest {
  private static final double LEVEL = 0.95;

  /**
   * Ones only: the stake against m is the mean of (1 − f + f / m)ⁿ over Beta(½, ½). The ends were
   * had with scipy 1.10.1, integrate.quad over f = sin² t and optimize.brentq.
   */
  @ParameterizedTest
  @CsvSource({"10, 0.6128609", "50, 0.9052646", "200, 0.9753471"})
  void spreadsTheStakeOverBetaOneHalf(int n, double low) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1);

    assertThat(BettingSequence.mean(ones, LEVEL).low()).isCloseTo(low, within(2e-6));
    assertThat(BettingSequence.mean(ones, LEVEL).high()).isEqualTo(1);
  }

  @Test
  void excludesNothingWithoutValues() {
    assertThat(BettingSequence.mean(new double[0], LEVEL)).isEqualTo(new Interval(0, 1));
  }

  @Test
  void doesNotDependOnTheOrder() {
    double[] rising = {0, 0.1, 0.2, 0.4, 0.7, 0.9, 1};
    double[] mixed = {0.7, 0, 1, 0.2, 0.9, 0.1, 0.4};
    Interval one = BettingSequence.mean(rising, LEVEL);
    Interval other = BettingSequence.mean(mixed, LEVEL);

    assertThat(one.low()).isCloseTo(other.low(), within(1e-12));
    assertThat(one.high()).isCloseTo(other.high(), within(1e-12));
  }

  @Test
  void takesASharesCountsForItsValues() {
    double[] values = {1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0};

    assertThat(BettingSequence.share(2, 12, LEVEL)).isEqualTo(BettingSequence.mean(values, LEVEL));
  }

  /** Wider than for a fixed number of faults, but never without width where none differs. */
  @ParameterizedTest
  @CsvSource({"220, 0, 0", "220, 3, 2", "220, 30, 4", "40, 2, 0"})
  void isWiderThanTango(int n, int lost, int won) {
    MatchedEvents events = new MatchedEvents(n - lost - won, lost, won, 0);
    Interval sequence = BettingSequence.difference(events, LEVEL);
    Interval tango = Tango.interval(events, LEVEL);

    assertThat(sequence.low()).isLessThan(tango.low());
    assertThat(sequence.high()).isGreaterThan(tango.high());
    assertThat(sequence.high() - sequence.low()).isLessThan(3 * (tango.high() - tango.low()));
  }

  /** The one-sided p reaches α / 2 just where the end of the interval reaches the margin. */
  @Test
  void givesThePOfItsOwnInterval() {
    MatchedEvents events = new MatchedEvents(190, 6, 4, 20);
    double margin = -BettingSequence.difference(events, LEVEL).low();

    assertThat(BettingSequence.pNonInferior(events, margin)).isCloseTo(0.025, within(1e-9));
    assertThat(BettingSequence.pNonInferior(new MatchedEvents(0, 0, 0, 0), margin)).isEqualTo(1);
  }
}
