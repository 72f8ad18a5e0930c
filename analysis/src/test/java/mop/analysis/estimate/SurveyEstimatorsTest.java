package mop.analysis.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import mop.analysis.inference.Interval;
import mop.analysis.result.Estimate;
import org.junit.jupiter.api.Test;

/** The formulas by hand, and the cases at their rims. */
class SurveyEstimatorsTest {
  private static final double LEVEL = 0.95;
  private static final double Z = 1.959963984540054;

  private static ClusterSample sample(double[]... clusters) {
    ClusterSample sample = new ClusterSample();
    for (double[] cluster : clusters) {
      sample.add(cluster[0], cluster[1], cluster[2]);
    }
    return sample;
  }

  /** T = 10 + 2 × 3 + 4 × 5 = 36; V = 0 + 2 × 9 + 12 × 25 = 318. */
  @Test
  void weighsATotalByTheReciprocalOfTheInclusionProbability() {
    ClusterSample sample = sample(new double[][] {{1, 10, 1}, {0.5, 3, 1}, {0.25, 5, 1}});

    Estimate total = HorvitzThompson.total(sample, LEVEL);

    double k = 318 / 36.0;
    assertThat(total.estimate()).isCloseTo(36, within(1e-12));
    for (double end : new double[] {total.high()}) {
      assertThat(Math.abs(36 - end)).isCloseTo(Z * Math.sqrt(k * end), within(1e-9));
    }
    assertThat(total.low()).as("10 + 3 + 5 were seen").isEqualTo(18);
    assertThat(total.n()).isEqualTo(3);
  }

  @Test
  void isSureOfWhatWasKeptForCertain() {
    ClusterSample all = sample(new double[][] {{1, 1, 2}, {1, 0, 2}});

    assertThat(HorvitzThompson.total(all, LEVEL))
        .satisfies(t -> assertThat(new double[] {t.low(), t.high()}).containsExactly(1, 1));
    assertThat(HajekRatio.share(all, LEVEL))
        .satisfies(s -> assertThat(new double[] {s.low(), s.high()}).containsExactly(0.25, 0.25));
    assertThat(HajekRatio.mean(all, LEVEL))
        .satisfies(s -> assertThat(new double[] {s.low(), s.high()}).containsExactly(0.25, 0.25));
  }

  /** R = (2 × 1 + 4 × 0) / (2 + 4) = 1/3; V = (2 × (2/3)² + 12 × (1/3)²) / 36 = 20/9/36. */
  @Test
  void linearisesARatio() {
    ClusterSample sample = sample(new double[][] {{0.5, 1, 1}, {0.25, 0, 1}});

    Estimate mean = HajekRatio.mean(sample, LEVEL);

    double variance = (2 * 4 / 9.0 + 12 / 9.0) / 36;
    assertThat(mean.estimate()).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(mean.high() - mean.estimate()).isCloseTo(Z * Math.sqrt(2 * variance), within(1e-12));
  }

  @Test
  void doesNotTakeAShareWithoutEventsForCertain() {
    ClusterSample none = sample(new double[][] {{0.1, 0, 1}, {0.1, 0, 1}, {0.1, 0, 1}});

    Estimate share = HajekRatio.share(none, LEVEL);

    // (Σ w x)² / Σ w (w − 1) x² = 900 / 270 effective observations, none an event.
    double n = 900 / 270.0;
    assertThat(share.low()).isZero();
    assertThat(share.high()).isCloseTo(Z * Z / (n + Z * Z), within(1e-12));
  }

  @Test
  void refusesWhatHasNoMeaning() {
    assertThatThrownBy(() -> HajekRatio.share(new ClusterSample(), LEVEL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("over nothing");
    assertThatThrownBy(() -> sample(new double[][] {{0, 1, 1}}))
        .hasMessageContaining("inclusion probability must be in (0, 1]");
    assertThatThrownBy(() -> HorvitzThompson.total(sample(new double[][] {{0.5, -1, 1}}), LEVEL))
        .hasMessageContaining("negative");
  }

  /**
   * Ranks of the 95 % interval of a median of 20, 6 and 15, as in the tables of order statistics: P
   * (Bin(20, ½) ≤ 5) = 0.0207.
   */
  @Test
  void takesTheRanksOfTheTables() {
    OrderStatistics order = new OrderStatistics(LEVEL);

    assertThat(order.of(20, 0.5)).isEqualTo(new OrderStatistics.Ranks(6, 15));
    assertThat(order.of(20, 0.99).high()).as("no upper end").isEqualTo(21);
    assertThat(order.of(0, 0.5)).isEqualTo(new OrderStatistics.Ranks(0, 1));
  }

  @Test
  void givesNoIntervalWhereTooLittleWasKept() {
    QuantileSample few = new QuantileSample();
    for (int i = 0; i < 5; i++) {
      few.add(i, 10, i);
    }

    assertThat(few.interval(0.5, new OrderStatistics(LEVEL))).isEmpty();
    assertThat(few.quantiles(0.5)).containsExactly(2);
  }

  @Test
  void isSureOfAQuantileOfEverything() {
    QuantileSample all = new QuantileSample();
    for (int i = 1; i <= 9; i++) {
      all.add(i, 1, i - 1);
    }

    assertThat(all.interval(0.5, new OrderStatistics(LEVEL)))
        .isEqualTo(Optional.of(new Interval(5, 5)));
  }

  /** Twenty clusters of two equal values are twenty observations, not forty. */
  @Test
  void countsClustersAndNotValues() {
    QuantileSample pairs = new QuantileSample();
    QuantileSample single = new QuantileSample();
    for (int i = 0; i < 40; i++) {
      single.add(i, 1e6, i);
      pairs.add(i, 1e6, i / 2);
    }
    OrderStatistics order = new OrderStatistics(LEVEL);

    Interval wide = pairs.interval(0.5, order).orElseThrow();
    Interval narrow = single.interval(0.5, order).orElseThrow();

    assertThat(wide.high() - wide.low()).isGreaterThan(1.3 * (narrow.high() - narrow.low()));
  }
}
