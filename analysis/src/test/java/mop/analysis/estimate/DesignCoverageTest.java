package mop.analysis.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import mop.analysis.inference.Interval;
import mop.analysis.inference.SimulatedTable;
import mop.analysis.result.Estimate;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A fixed population of traces with one to four spans each, sampled again and again: every
 * estimator is right on average, and 95 % of its intervals hold the truth.
 */
@Tag("slow")
class DesignCoverageTest {
  private static final int TRACES = 4_000;
  private static final int DRAWS = 4_000;
  private static final double LEVEL = 0.95;

  private final int[] spans = new int[TRACES];
  private final int[] errors = new int[TRACES];
  private final double[][] durations = new double[TRACES][];

  /** Three operations of different volume, as an adaptive sampler's strata. */
  private final int[] operation = new int[TRACES];

  private enum Design {
    HEAD("head, 10 %"),
    STRATIFIED("errors all, slow half, rest 5 %"),
    ALLOCATED("by operation and size"),
    ADAPTIVE("a budget by operation, spent by what was kept before");

    private final String words;

    Design(String words) {
      this.words = words;
    }
  }

  DesignCoverageTest() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(41);
    ZigguratSampler.NormalizedGaussian gauss = ZigguratSampler.NormalizedGaussian.of(random);
    for (int trace = 0; trace < TRACES; trace++) {
      operation[trace] = trace % 20 == 0 ? 2 : trace % 4 == 0 ? 1 : 0;
      spans[trace] = 1 + random.nextInt(4);
      boolean fails = random.nextDouble() < 0.05;
      durations[trace] = new double[spans[trace]];
      double level = gauss.sample() * 0.5;
      for (int span = 0; span < spans[trace]; span++) {
        errors[trace] += fails && random.nextBoolean() ? 1 : 0;
        durations[trace][span] = Math.exp(2 + level + 0.5 * gauss.sample());
      }
    }
  }

  private double slowest(int trace) {
    return Arrays.stream(durations[trace]).max().orElseThrow();
  }

  /** Traces of each operation that an adaptive design wants to keep in all. */
  private static final double BUDGET = 250;

  /**
   * The probability of each trace in one draw; where the design adapts, it depends on what was kept
   * of the traces before.
   */
  private static final class Sampled {
    final double[] p = new double[TRACES];
    int[] kept = {};
  }

  private IntToDoubleFunction probability(Design design) {
    return switch (design) {
      case HEAD -> trace -> 0.1;
      case STRATIFIED -> trace -> errors[trace] > 0 ? 1 : slowest(trace) > 25 ? 0.5 : 0.05;
      case ALLOCATED ->
          trace -> Math.min(1, new double[] {0.05, 0.12, 0.6}[operation[trace]] * spans[trace] / 2);
      case ADAPTIVE -> throw new IllegalArgumentException("depends on what was kept");
    };
  }

  /**
   * A budget over the traces of an operation that are expected by what was seen, corrected by how
   * much more or less than wanted was kept so far.
   */
  private final class Spending {
    private final int[] seen = {1, 1, 1};
    private final int[] kept = new int[3];

    double p(int trace) {
      int of = operation[trace];
      double part = (trace + 1.0) / TRACES;
      double ahead = (BUDGET * part + 10) / (kept[of] + 10);
      return Math.clamp(BUDGET * part / seen[of]++ * Math.clamp(ahead, 0.5, 2), 0.02, 1);
    }

    void keep(int trace) {
      kept[operation[trace]]++;
    }
  }

  private Sampled sample(Design design, UniformRandomProvider random) {
    Sampled sampled = new Sampled();
    Spending spending = new Spending();
    IntToDoubleFunction p = design == Design.ADAPTIVE ? spending::p : probability(design);
    int[] kept = new int[TRACES];
    int n = 0;
    for (int trace = 0; trace < TRACES; trace++) {
      sampled.p[trace] = p.applyAsDouble(trace);
      if (random.nextDouble() < sampled.p[trace]) {
        kept[n++] = trace;
        spending.keep(trace);
      }
    }
    sampled.kept = Arrays.copyOf(kept, n);
    return sampled;
  }

  /** How often an interval held the truth, and the mean of the estimates. */
  private static final class Score {
    int covered;
    int intervals;
    double sum;

    void add(double estimate, double low, double high, double truth) {
      intervals++;
      covered += low <= truth && truth <= high ? 1 : 0;
      sum += estimate;
    }

    double coverage() {
      return (double) covered / intervals;
    }

    double mean() {
      return sum / intervals;
    }
  }

  @Test
  void estimatesAreUnbiasedAndCovered() {
    SimulatedTable table = new SimulatedTable("coverage of sampled telemetry");
    for (Design design : Design.values()) {
      totalsAndRatios(table, design);
      quantiles(table, design);
    }
    table.check();
  }

  private void totalsAndRatios(SimulatedTable table, Design design) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(7);
    double requests = Arrays.stream(spans).sum();
    double failed = Arrays.stream(errors).sum();
    Score total = new Score();
    Score share = new Score();
    Score size = new Score();
    Score plain = new Score();
    ClusterSample sample = new ClusterSample();
    ClusterSample unweighted = new ClusterSample();
    for (int draw = 0; draw < DRAWS; draw++) {
      Sampled sampled = sample(design, random);
      int[] kept = sampled.kept;
      IntToDoubleFunction p = trace -> sampled.p[trace];
      fill(sample, kept, p, trace -> spans[trace], trace -> spans[trace]);
      add(total, HorvitzThompson.total(sample, LEVEL), requests);
      fill(sample, kept, p, trace -> errors[trace], trace -> spans[trace]);
      add(share, HajekRatio.share(sample, LEVEL), failed / requests);
      double even = (double) kept.length / TRACES;
      fill(unweighted, kept, trace -> even, trace -> errors[trace], trace -> spans[trace]);
      add(plain, HajekRatio.share(unweighted, LEVEL), failed / requests);
      fill(sample, kept, p, trace -> spans[trace], trace -> 1);
      add(size, HajekRatio.mean(sample, LEVEL), requests / TRACES);
    }
    assertThat(total.mean() / requests).isCloseTo(1, within(0.005));
    assertThat(share.mean() * requests / failed).isCloseTo(1, within(0.02));
    assertThat(size.mean() * TRACES / requests).isCloseTo(1, within(0.005));
    String of = design.words;
    table.row("total requests", of, total.coverage(), 0.93, 0.97);
    table.row("share of errors", of, share.coverage(), 0.93, 0.97);
    table.row("spans a trace", of, size.coverage(), 0.93, 0.97);
    if (design == Design.STRATIFIED) {
      table.row("share of errors, unweighted", of, plain.coverage(), 0, 0.05);
    }
  }

  private static void add(Score score, Estimate estimate, double truth) {
    score.add(estimate.estimate(), estimate.low(), estimate.high(), truth);
  }

  private static void fill(
      ClusterSample sample,
      int[] kept,
      IntToDoubleFunction p,
      IntToDoubleFunction y,
      IntToDoubleFunction x) {
    sample.clear();
    for (int trace : kept) {
      sample.add(p.applyAsDouble(trace), y.applyAsDouble(trace), x.applyAsDouble(trace));
    }
  }

  private record Spent(double duration, int trace) {}

  private void quantiles(SimulatedTable table, Design design) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(8);
    Spent[] all =
        IntStream.range(0, TRACES)
            .boxed()
            .flatMap(t -> Arrays.stream(durations[t]).mapToObj(d -> new Spent(d, t)))
            .sorted(Comparator.comparingDouble(Spent::duration))
            .toArray(Spent[]::new);
    double[] levels = {0.5, 0.95, 0.99};
    QuantileSample sample = new QuantileSample();
    for (int i = 0; i < all.length; i++) {
      sample.add(all[i].duration(), 1, i);
    }
    double[] truth = sample.quantiles(levels);
    Score[] scores = {new Score(), new Score(), new Score()};
    OrderStatistics order = new OrderStatistics(LEVEL);
    for (int draw = 0; draw < DRAWS / 2; draw++) {
      Sampled sampled = sample(design, random);
      fill(sample, all, sampled.kept, trace -> sampled.p[trace]);
      for (int q = 0; q < levels.length; q++) {
        Optional<Interval> interval = sample.interval(levels[q], order);
        double estimate = sample.quantiles(levels[q])[0];
        if (interval.isPresent()) {
          scores[q].add(estimate, interval.get().low(), interval.get().high(), truth[q]);
        }
      }
    }
    for (int q = 0; q < levels.length; q++) {
      String name = "p" + Math.round(100 * levels[q]);
      table.row(name, design.words, scores[q].coverage(), 0.93, 0.97);
      assertThat(scores[q].mean() / truth[q]).isCloseTo(1, within(0.03));
    }
  }

  private static void fill(QuantileSample sample, Spent[] all, int[] kept, IntToDoubleFunction p) {
    int[] cluster = new int[TRACES];
    Arrays.fill(cluster, -1);
    for (int trace : kept) {
      cluster[trace] = -2;
    }
    sample.clear();
    int next = 0;
    for (Spent span : all) {
      int trace = span.trace();
      if (cluster[trace] == -2) {
        cluster[trace] = next++;
      }
      if (cluster[trace] >= 0) {
        sample.add(span.duration(), 1 / p.applyAsDouble(trace), cluster[trace]);
      }
    }
  }
}
