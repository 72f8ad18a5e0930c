package mop.analysis.inference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ForecastTest {
  private static final double LEVEL = 0.95;

  private static Assumption.LogRatio bill(double deviation) {
    return new Assumption.LogRatio("bill", 11, -0.2, deviation, "assumed");
  }

  private static Assumption.MatchedShare faults(double discordant) {
    return new Assumption.MatchedShare("recall", 11, 220, discordant, 0, 0.05, "assumed");
  }

  /**
   * Half-width of a change of −20 % whose logs scatter by 0.05, as the sequence itself gives it.
   */
  private static double half(int blocks) {
    double logs = 0.05 * ConfidenceSequence.halfWidth(blocks, LEVEL, BlockSequence.SCALE);
    return (Math.exp(Math.log(0.8) + logs) - Math.exp(Math.log(0.8) - logs)) / 2;
  }

  @Test
  void namesTheFirstNumberOfBlocksThatIsEnough() {
    int blocks = Forecast.blocks(bill(0.05), 0.02, LEVEL, 1_000).orElseThrow();

    assertThat(half(blocks)).isLessThanOrEqualTo(0.02);
    assertThat(half(blocks - 1)).isGreaterThan(0.02);
  }

  /** 20 faults a block: ±3 points of 340 faults, of which 1 % are lost and 1 % won. */
  @Test
  void countsFaultsByTheBlock() {
    int blocks = Forecast.blocks(faults(0.02), 11, 0.03, LEVEL, 1_000).orElseThrow();

    Interval enough =
        BettingSequence.difference(
            new MatchedEvents(
                20 * blocks - 2 * Math.round(0.2f * blocks),
                Math.round(0.2f * blocks),
                Math.round(0.2f * blocks),
                0),
            LEVEL);
    assertThat((enough.high() - enough.low()) / 2).isBetween(0.027, 0.03);
    assertThat(Forecast.blocks(faults(0.2), 11, 0.03, LEVEL, 1_000).orElseThrow())
        .isGreaterThan(2 * blocks);
  }

  @Test
  void saysWhenTheMostIsNotEnough() {
    assertThat(Forecast.blocks(bill(0.05), 0.001, LEVEL, 100)).isEmpty();
    assertThat(Forecast.blocks(faults(0.02), 11, 0.001, LEVEL, 100)).isEmpty();
  }
}
