package mop.analysis.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import mop.analysis.telemetry.AdjustedCounts;
import mop.analysis.telemetry.KeptTraces;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

/** Weighted estimators hit the truth on average; unweighted ones do not. */
class EstimatorsTest {
  private static final int TRACES = 2_000;
  private final UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(12);

  /** Every tenth trace is slow (value 10), the others quick (value 1). */
  private static boolean slow(int trace) {
    return trace % 10 == 0;
  }

  private KeptTraces keep(double ofSlow, double ofQuick) {
    BitSet kept = new BitSet();
    List<InclusionProbability> inclusion = new ArrayList<>();
    for (int trace = 0; trace < TRACES; trace++) {
      double p = slow(trace) ? ofSlow : ofQuick;
      inclusion.add(new InclusionProbability.Known(p));
      if (random.nextDouble() < p) {
        kept.set(trace);
      }
    }
    return new KeptTraces(kept, inclusion, false);
  }

  /** Mean over many draws of (weighted total, weighted share of slow, unweighted share of slow). */
  private double[] average(double ofSlow, double ofQuick) {
    int draws = 1_000;
    double[] sums = new double[3];
    for (int draw = 0; draw < draws; draw++) {
      KeptTraces kept = keep(ofSlow, ofQuick);
      AdjustedCounts counts = AdjustedCounts.of(kept, TRACES);
      double total = 0;
      double slow = 0;
      double plain = 0;
      for (int trace = 0; trace < TRACES; trace++) {
        total += counts.ofTrace(trace);
        slow += slow(trace) ? counts.ofTrace(trace) : 0;
        plain += slow(trace) && kept.kept().get(trace) ? 1 : 0;
      }
      sums[0] += total / draws;
      sums[1] += slow / total / draws;
      sums[2] += plain / kept.kept().cardinality() / draws;
    }
    return sums;
  }

  @Test
  void totalsAndSharesAreUnbiasedUnderHeadSampling() {
    double[] mean = average(0.1, 0.1);

    assertThat(mean[0]).isCloseTo(TRACES, within(20.0));
    assertThat(mean[1]).isCloseTo(0.1, within(0.003));
    assertThat(mean[2]).isCloseTo(0.1, within(0.003));
  }

  @Test
  void totalsAndSharesAreUnbiasedUnderStratifiedSamplingAndPlainCountsAreNot() {
    double[] mean = average(1.0, 0.05);

    assertThat(mean[0]).isCloseTo(TRACES, within(20.0));
    assertThat(mean[1]).isCloseTo(0.1, within(0.003));
    // 200 slow of 200 + 90 kept: two thirds instead of a tenth.
    assertThat(mean[2]).isGreaterThan(0.6);
  }

  // R 4.2.2: quantile(c(1, 2, 3, 4, 10), c(0.5, 0.8, 0.95), type = 1)
  @Test
  void quantilesOfEqualWeightsAreThoseOfTypeOne() {
    double[] ones = {1, 1, 1, 1, 1};
    double[] sevenths = {1 / 7.0, 1 / 7.0, 1 / 7.0, 1 / 7.0, 1 / 7.0};
    double[] values = {1, 2, 3, 4, 10};

    assertThat(WeightedQuantiles.of(values, ones, 5, 0.5, 0.8, 0.95)).containsExactly(3, 4, 10);
    assertThat(WeightedQuantiles.of(values, sevenths, 5, 0.5, 0.8, 0.95)).containsExactly(3, 4, 10);
  }

  @Test
  void aWeightCountsAsSoManyCopies() {
    double[] values = {1, 2, 3};
    double[] weights = {1, 5, 2};
    double[] copies = {1, 2, 2, 2, 2, 2, 3, 3};
    double[] ones = new double[8];
    Arrays.fill(ones, 1);

    for (double level : new double[] {0.01, 0.125, 0.13, 0.5, 0.75, 0.76, 1}) {
      assertThat(WeightedQuantiles.of(values, weights, 3, level))
          .isEqualTo(WeightedQuantiles.of(copies, ones, 8, level));
    }
  }

  @Test
  void countsKeptTracesAsOneWhereAProbabilityIsUnknownAndSaysWhy() {
    BitSet kept = new BitSet();
    kept.set(0, 2);
    AdjustedCounts counts =
        AdjustedCounts.of(
            new KeptTraces(
                kept,
                List.of(
                    new InclusionProbability.Known(0.1),
                    new InclusionProbability.Unknown("a rate limiter")),
                false),
            3);

    assertThat(counts.ofTrace(0)).isEqualTo(1);
    assertThat(counts.ofTrace(1)).isEqualTo(1);
    assertThat(counts.ofTrace(2)).isZero();
    assertThat(counts.refusal())
        .hasValueSatisfying(why -> assertThat(why).contains("a rate limiter"));
    assertThat(counts.weighted()).isFalse();
  }

  @Test
  void keptTracesNeedAProbabilityEach() {
    BitSet kept = new BitSet();
    kept.set(5);

    assertThatThrownBy(() -> new KeptTraces(kept, List.of(), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("trace 5");
  }

  @Test
  void aProbabilityLiesAboveZeroAndNotAboveOne() {
    assertThatThrownBy(() -> new InclusionProbability.Known(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new InclusionProbability.Known(1.01))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
