package mop.analysis.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SignedRankTest {
  /** Hamilton depression scale of nine patients, Hollander and Wolfe (1973), p. 29. */
  private static final double[] DEPRESSION = {
    0.952, -0.147, 1.022, 0.43, 0.62, 0.59, 0.49, -0.08, 0.01
  };

  /** R 4.2: wilcox.test(paired = TRUE, conf.int = TRUE). */
  @Test
  void agreesWithRWithoutTies() {
    assertThat(SignedRank.p(DEPRESSION)).isCloseTo(0.0390625, within(1e-12));
    assertThat(SignedRank.location(DEPRESSION)).isCloseTo(0.46, within(1e-9));
    Interval interval = SignedRank.interval(DEPRESSION, 0.95);
    assertThat(interval.low()).isCloseTo(0.010, within(1e-9));
    assertThat(interval.high()).isCloseTo(0.786, within(1e-9));
  }

  /** All 2⁹ sign assignments counted by a few lines of numpy: 34 / 512. */
  @Test
  void isExactWithTiesAndLeavesZerosOut() {
    double[] tied = {1, 1, 2, -1, 3, 0, 4, 4, -2, 5};

    assertThat(SignedRank.p(tied)).isCloseTo(34 / 512.0, within(1e-12));
  }

  /** R 4.2: wilcox.test(exact = TRUE) for 55 changes, its normal approximation for 80. */
  @Test
  void agreesWithRWhereChangesAreMany() {
    assertThat(SignedRank.p(changes(30, 25))).isCloseTo(0.22797865682, within(1e-9));
    assertThat(SignedRank.interval(changes(30, 25), 0.95)).isEqualTo(new Interval(-1.75, 7.5));
    assertThat(SignedRank.p(changes(45, 35))).isCloseTo(0.0584729564569, within(1e-9));
    Interval eighty = SignedRank.interval(changes(45, 35), 0.95);
    assertThat(eighty.low()).isCloseTo(-0.25, within(0.3));
    assertThat(eighty.high()).isCloseTo(11, within(0.3));
  }

  /** 1.5, 2.5, … and −1, −2, …, so that no two are as far from 0. */
  private static double[] changes(int rises, int falls) {
    return DoubleStream.concat(
            IntStream.rangeClosed(1, rises).mapToDouble(i -> i + 0.5),
            IntStream.rangeClosed(1, falls).mapToDouble(i -> -i))
        .toArray();
  }

  @Test
  void hasNothingToSayOfNoChange() {
    assertThat(SignedRank.p(new double[] {0, 0, 0})).isEqualTo(1);
    assertThat(SignedRank.interval(new double[] {2, 3}, 0.95)).isEqualTo(new Interval(2, 3));
    assertThat(SignedRank.p(DoubleStream.iterate(1, d -> d + 1).limit(10).toArray()))
        .isCloseTo(2.0 / 1024, within(1e-15));
  }
}
