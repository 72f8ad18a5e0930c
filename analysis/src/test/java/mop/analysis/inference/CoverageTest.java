package mop.analysis.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 95 % intervals cover 93 to 97 % of simulated truths; tests without effect reject 5 %. */
@Tag("slow")
class CoverageTest {
  private final UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(20261124);
  private final ZigguratSampler.NormalizedGaussian gauss =
      ZigguratSampler.NormalizedGaussian.of(random);

  private static double share(int runs, Supplier<Boolean> event) {
    int count = 0;
    for (int run = 0; run < runs; run++) {
      count += event.get() ? 1 : 0;
    }
    return (double) count / runs;
  }

  private static boolean covers(Interval interval, double truth) {
    return interval.low() <= truth && truth <= interval.high();
  }

  @ParameterizedTest
  @CsvSource({"3, 0.1", "10, 0.1", "10, 0.8", "19, 0.3"})
  void pairedTOnLogRatios(int blocks, double deviation) {
    double truth = Math.log(0.4);

    double covered =
        share(
            20_000,
            () -> {
              double[] ratios = new double[blocks];
              Arrays.setAll(ratios, i -> truth + deviation * gauss.sample());
              return covers(StudentT.interval(ratios, 0.95), truth);
            });

    assertThat(covered).isBetween(0.93, 0.97);
  }

  @ParameterizedTest
  @CsvSource({"20, 0.5", "20, 1.5", "40, 1.0"})
  void expandedBcaOfMildlySkewedValues(int blocks, double skew) {
    double truth = Math.exp(skew * skew / 32);

    double covered =
        share(
            2_000,
            () -> {
              double[] values = new double[blocks];
              Arrays.setAll(values, i -> Math.exp(skew / 4 * gauss.sample()));
              return covers(Bca.expanded(values, 0.95, random.nextLong()), truth);
            });

    assertThat(covered).isBetween(0.93, 0.97);
  }

  @ParameterizedTest
  @CsvSource({"120, 0.04, 0.04", "340, 0.02, 0.02", "340, 0.06, 0.03", "100, 0.15, 0.10"})
  void tangoOfMatchedFaults(int n, double lost, double won) {
    double covered =
        share(20_000, () -> covers(Tango.interval(draw(n, lost, won), 0.95), won - lost));

    assertThat(covered).isBetween(0.93, 0.97);
  }

  @ParameterizedTest
  @CsvSource({"120, 0.04, 0.04", "340, 0.06, 0.03", "100, 0.15, 0.10"})
  void newcombeOfMatchedFaults(int n, double lost, double won) {
    double covered =
        share(20_000, () -> covers(Newcombe.interval(draw(n, lost, won), 0.95), won - lost));

    assertThat(covered).isBetween(0.93, 0.97);
  }

  /** Of {@code n} faults with 80 % found by both unless lost or won. */
  private MatchedEvents draw(int n, double lost, double won) {
    int[] cells = new int[4];
    for (int i = 0; i < n; i++) {
      double u = random.nextDouble();
      if (u < lost) {
        cells[1]++;
      } else if (u < lost + won) {
        cells[2]++;
      } else {
        cells[random.nextDouble() < 0.8 ? 0 : 3]++;
      }
    }
    return new MatchedEvents(cells[0], cells[1], cells[2], cells[3]);
  }

  @Test
  void clusterRobustOfBlocksThatDiffer() {
    double covered =
        share(
            20_000,
            () -> {
              List<MatchedBlock> blocks = new ArrayList<>();
              for (int block = 0; block < 12; block++) {
                // Blocks differ in how much is lost: 2 to 10 %, 6 % on average.
                double lost = 0.02 + 0.08 * random.nextDouble();
                MatchedEvents events = draw(30, lost, 0.02);
                blocks.add(
                    new MatchedBlock(
                        block,
                        events.both(),
                        events.onlyBaseline(),
                        events.onlyTreatment(),
                        events.neither()));
              }
              return ClusterRobust.interval(blocks, 0.95)
                  .map(interval -> covers(interval, -0.04))
                  .orElse(false);
            });

    assertThat(covered).isBetween(0.93, 0.97);
  }

  @Test
  void signFlipRejectsAtItsLevelWithoutEffect() {
    double rejected =
        share(
            20_000,
            () -> {
              double[] changes = new double[10];
              Arrays.setAll(changes, i -> Math.pow(gauss.sample(), 3));
              return SignFlip.p(changes) <= 0.05;
            });

    // 1024 assignments: the largest attainable level not above 5 % is 0.0498.
    assertThat(rejected).isBetween(0.045, 0.055);
  }

  @Test
  void nonInferiorityIsShownAtItsLevelOnTheMargin() {
    double shown = share(20_000, () -> Tango.pNonInferior(draw(340, 0.07, 0.02), 0.05) <= 0.025);

    assertThat(shown).isBetween(0.015, 0.035);
  }
}
