package mop.analysis.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ConfidenceSequenceTest {
  private static final double LEVEL = 0.95;
  private static final int RUNS = 2_000;
  private static final int BLOCKS = 100;

  private interface Draw {
    double next(UniformRandomProvider random, ZigguratSampler.NormalizedGaussian gauss);
  }

  private interface Sequence {
    Interval of(double[] values);
  }

  /** Share of runs in which the truth leaves the interval after any of the blocks looked at. */
  private static double everMissed(
      Draw draw, Sequence sequence, double truth, int runs, int every) {
    int missed = 0;
    for (int run = 0; run < runs; run++) {
      UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(900L + run);
      ZigguratSampler.NormalizedGaussian gauss = ZigguratSampler.NormalizedGaussian.of(random);
      double[] values = new double[BLOCKS];
      boolean out = false;
      for (int n = 1; n <= BLOCKS && !out; n++) {
        values[n - 1] = draw.next(random, gauss);
        if (n % every == 0) {
          Interval interval = sequence.of(Arrays.copyOf(values, n));
          out = truth < interval.low() || truth > interval.high();
        }
      }
      missed += out ? 1 : 0;
    }
    return (double) missed / runs;
  }

  /** A fixed-n interval, looked at after every block, misses far more often than it says. */
  @Test
  @Tag("slow")
  void holdsUnderContinuousLookingWhereATIntervalDoesNot() {
    Draw normal = (random, gauss) -> 3 + 0.7 * gauss.sample();

    double t =
        everMissed(
            normal,
            values ->
                values.length < 2
                    ? new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
                    : StudentT.interval(values, LEVEL),
            3,
            RUNS,
            1);
    double sequence = everMissed(normal, v -> ConfidenceSequence.normal(v, LEVEL, 1), 3, RUNS, 1);
    double known =
        everMissed(normal, v -> ConfidenceSequence.subGaussian(v, 0.7, LEVEL, 20), 3, RUNS, 1);

    Draw heavy = (random, gauss) -> gauss.sample() / Math.sqrt(random.nextDouble());
    double tails = everMissed(heavy, v -> ConfidenceSequence.normal(v, LEVEL, 1.5), 0, RUNS, 1);
    SimulatedTable table = new SimulatedTable("ever missed");
    table.row("t interval of a fixed number", "normal changes", t, 0.3, 1);
    table.row("scale-invariant mixture", "normal changes", sequence, 0.005, 0.05);
    table.row("Robbins' mixture, known scale", "normal changes", known, 0.005, 0.05);
    table.row("scale-invariant mixture", "changes with heavy tails", tails, 0, 0.05);
    table.row("betting, non-inferior at 2.5 %", "a true loss of the margin", lost(), 0.002, 0.025);
    table.check();
  }

  /** Share of runs of 100 blocks of 20 faults in which a loss of the margin ever looks harmless. */
  private static double lost() {
    int shown = 0;
    for (int run = 0; run < RUNS; run++) {
      UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(400L + run);
      int losses = 0;
      boolean harmless = false;
      for (int faults = 20; faults <= 20 * BLOCKS && !harmless; faults += 20) {
        for (int i = 0; i < 20; i++) {
          losses += random.nextDouble() < 0.05 ? 1 : 0;
        }
        MatchedEvents events = new MatchedEvents(faults - losses, losses, 0, 0);
        harmless = BettingSequence.pNonInferior(events, 0.05) <= 0.025;
      }
      shown += harmless ? 1 : 0;
    }
    return (double) shown / RUNS;
  }

  @Test
  @Tag("slow")
  void holdsForBoundedValuesOfAnyShape() {
    Draw rare = (random, gauss) -> random.nextDouble() < 0.05 ? 1 : 0;
    Draw uniform = (random, gauss) -> random.nextDouble();

    assertThat(everMissed(rare, v -> BettingSequence.mean(v, LEVEL), 0.05, 150, 10))
        .isLessThan(0.08);
    assertThat(everMissed(uniform, v -> BettingSequence.mean(v, LEVEL), 0.5, 150, 10))
        .isLessThan(0.08);
  }

  /**
   * With n = 10, scale 1, α = 0.05: c = 1/11, (400 × 11)^(1/10) = 2.3137, t² = 9 × 1.3137 / 0.7897.
   */
  @Test
  void solvesTheBayesFactorForTheMean() {
    double[] values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    Moments moments = Moments.of(values);

    Interval interval = ConfidenceSequence.normal(values, LEVEL, 1);

    double t = (interval.high() - moments.mean()) / moments.standardError();
    double c = 1 / 11.0;
    double bayes = Math.sqrt(c) * Math.pow((1 + t * t / 9) / (1 + c * t * t / 9), 5);
    assertThat(bayes).isCloseTo(20, within(1e-9));
  }

  @Test
  void excludesNothingBeforeItCan() {
    assertThat(ConfidenceSequence.normal(new double[] {1}, LEVEL, 1).high()).isInfinite();
    assertThat(ConfidenceSequence.normal(new double[] {1, 2}, LEVEL, 1).high()).isInfinite();
  }

  /** The interval excludes 0 just when the p is below α, and both grow from the same factor. */
  @Test
  void givesThePOfItsOwnInterval() {
    double[] values = {0.2, 0.5, 0.1, 0.9, 0.4, 0.3, 0.6, 0.2, 0.7, 0.5};
    double p = ConfidenceSequence.p(values, 1);

    assertThat(ConfidenceSequence.normal(values, 1 - 1.01 * p, 1).low()).isPositive();
    assertThat(ConfidenceSequence.normal(values, 1 - 0.99 * p, 1).low()).isNegative();
    assertThat(ConfidenceSequence.p(new double[] {1, -1, 1, -1}, 1)).isEqualTo(1);
    assertThat(ConfidenceSequence.p(new double[] {2}, 1)).isEqualTo(1);
  }
}
