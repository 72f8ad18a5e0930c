package mop.stack.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import mop.analysis.estimate.InclusionProbability.Known;
import mop.stack.otlp.RawTrace;
import mop.stack.otlp.TraceMaker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class AdaptiveSamplerTest {
  private static final int PER_SECOND = 150;

  /** Bytes kept and arrived by minute. */
  private static final class Minutes {
    private final List<double[]> keptAndArrived = new ArrayList<>();

    private void add(int minute, boolean keep, int bytes) {
      while (keptAndArrived.size() <= minute) {
        keptAndArrived.add(new double[2]);
      }
      keptAndArrived.get(minute)[0] += keep ? bytes : 0;
      keptAndArrived.get(minute)[1] += bytes;
    }

    private double share(int minute) {
      return keptAndArrived.get(minute)[0] / keptAndArrived.get(minute)[1];
    }
  }

  private static Minutes run(
      double budget, int minutes, int surgeFrom, int surgeTo, double surgeErrors, long seed) {
    Sampler sampler = new AdaptiveSpec(budget, AdaptiveSpec.DEFAULT_WINDOW_NANOS).create(seed);
    SplittableRandom ids = new SplittableRandom(seed);
    Traffic calm = new Traffic(seed + 1);
    Traffic surge = new Traffic(seed + 2).withErrorRate(surgeErrors);
    Minutes result = new Minutes();
    for (int second = 0; second < minutes * 60; second++) {
      int minute = second / 60;
      boolean surging = minute >= surgeFrom && minute < surgeTo;
      int count = surging ? PER_SECOND * 3 : PER_SECOND;
      for (int i = 0; i < count; i++) {
        RawTrace trace = (surging ? surge : calm).trace(ids.nextLong(), ids.nextLong());
        Decision decision = Specs.decide(sampler, trace, second * 1000L + i * 1000L / count);
        result.add(minute, decision.keep(), trace.byteSize());
      }
    }
    return result;
  }

  @ParameterizedTest
  @CsvSource({"0.05,1", "0.02,2", "0.2,3"})
  void theBudgetIsHeldEachMinuteAlsoUnderAThreefoldSurge(double budget, long seed) {
    Minutes minutes = run(budget, 9, 4, 7, 0.01, seed);

    for (int minute = 1; minute < 9; minute++) {
      assertThat(minutes.share(minute))
          .as("minute %d", minute)
          .isCloseTo(budget, within(budget * 0.05));
    }
  }

  @Test
  void theBudgetIsHeldWhenAThirdOfTheTracesFail() {
    Minutes minutes = run(0.05, 9, 4, 7, 0.33, 5);

    for (int minute = 1; minute < 9; minute++) {
      assertThat(minutes.share(minute))
          .as("minute %d", minute)
          .isCloseTo(0.05, within(0.05 * 0.05));
    }
  }

  /** Mean probability and number of traces by reason. */
  private static Map<String, double[]> probabilities(double budget, int traces) {
    Sampler sampler = new AdaptiveSpec(budget, AdaptiveSpec.DEFAULT_WINDOW_NANOS).create(1);
    Map<String, double[]> byReason = new TreeMap<>();
    List<RawTrace> all = new Traffic(4).traces(traces, new SplittableRandom(4));
    for (int i = 0; i < traces; i++) {
      Decision decision = Specs.decide(sampler, all.get(i), i * 5L);
      double[] sum = byReason.computeIfAbsent(decision.policy(), key -> new double[2]);
      if (i > traces / 4) {
        sum[0] += ((Known) decision.inclusion()).p();
        sum[1]++;
      }
      assertThat(((Known) decision.inclusion()).p()).isGreaterThanOrEqualTo(budget * 0.099);
    }
    return byReason;
  }

  @Test
  void errorsAndTheSlowestAreKeptNearlyWholeAndUsualTracesToo() {
    Map<String, double[]> byReason = probabilities(0.1, 40_000);

    assertThat(mean(byReason, "error")).isGreaterThan(0.9);
    assertThat(mean(byReason, "slow")).isGreaterThan(0.9);
    assertThat(mean(byReason, "usual")).isBetween(0.03, 0.09);
  }

  private static double mean(Map<String, double[]> byReason, String reason) {
    double[] sumAndCount = byReason.getOrDefault(reason, new double[2]);
    return sumAndCount[0] / sumAndCount[1];
  }

  @Test
  void smallEndpointsAreKeptMoreOftenThanLargeOnes() {
    Sampler sampler = new AdaptiveSpec(0.05, AdaptiveSpec.DEFAULT_WINDOW_NANOS).create(1);
    double small = 0;
    double large = 0;
    int smallCount = 0;
    int largeCount = 0;
    for (int i = 0; i < 30_000; i++) {
      boolean isSmall = i % 100 == 0;
      RawTrace trace =
          new TraceMaker(3, i).span("a", isSmall ? "small" : "large", 0, 0, 20 + i % 7, 0).trace();
      double p = ((Known) Specs.decide(sampler, trace, i * 5L).inclusion()).p();
      if (i > 10_000) {
        small += isSmall ? p : 0;
        large += isSmall ? 0 : p;
        smallCount += isSmall ? 1 : 0;
        largeCount += isSmall ? 0 : 1;
      }
    }

    assertThat(small / smallCount).isGreaterThan(3 * large / largeCount);
  }

  @Test
  void equalSeedsDecideAlikeAndOthersDoNot() {
    assertThat(kept(1)).isEqualTo(kept(1));
    assertThat(kept(1)).isNotEqualTo(kept(2));
  }

  private static List<Long> kept(long seed) {
    Sampler sampler = new AdaptiveSpec(0.1, AdaptiveSpec.DEFAULT_WINDOW_NANOS).create(seed);
    List<Long> kept = new ArrayList<>();
    List<RawTrace> traces = new Traffic(1).traces(3_000, new SplittableRandom(1));
    for (int i = 0; i < traces.size(); i++) {
      if (Specs.decide(sampler, traces.get(i), i * 20L).keep()) {
        kept.add(traces.get(i).idLow());
      }
    }
    return kept;
  }

  @Test
  void aBudgetOfEverythingKeepsEverything() {
    Sampler sampler = new AdaptiveSpec(1, AdaptiveSpec.DEFAULT_WINDOW_NANOS).create(1);
    List<RawTrace> traces = new Traffic(1).traces(2_000, new SplittableRandom(1));

    assertThat(traces).allMatch(trace -> Specs.decide(sampler, trace).keep());
  }

  @Test
  void memoryIsBoundedHoweverManyOperationsThereAre() {
    OperationTable table = new OperationTable(new Decay(10), 100);
    for (long i = 1; i < 10_000; i++) {
      table.add(table.index(i * 0x9E3779B97F4A7C15L), 20, 0);
    }
    EndpointRates rates = new EndpointRates();
    for (long i = 0; i < 10_000; i++) {
      if (rates.find(i).isEmpty()) {
        rates.add(i, "s", "o", 0);
      }
    }

    assertThat(table.size()).isEqualTo(100);
    assertThat(rates.busiest(Integer.MAX_VALUE)).hasSize(EndpointRates.MAX_ENDPOINTS);
  }

  @Test
  void streamsAreSampledEvenly() {
    EvenSelection selection = new EvenSelection(3, 1 << 10);
    int kept = 0;
    for (int i = 0; i < 10_000; i++) {
      kept += selection.take(5, 0.0137) ? 1 : 0;
    }

    assertThat(kept).isBetween(135, 139);
  }

  @Test
  void eachTraceOfAStreamIsTakenWithItsProbability() {
    double[] wanted = {0.3, 0.9, 0.05, 0.6, 0.75, 1, 0.2};
    double[] given = new double[wanted.length];
    int[] taken = new int[wanted.length];
    int draws = 40_000;
    for (int seed = 0; seed < draws; seed++) {
      EvenSelection selection = new EvenSelection(seed, 16);
      for (int i = 0; i < wanted.length; i++) {
        taken[i] += selection.take(1, wanted[i]) ? 1 : 0;
        given[i] = selection.inclusion();
      }
    }
    for (int i = 0; i < wanted.length; i++) {
      double error = Math.sqrt(given[i] * (1 - given[i]) / draws);
      assertThat(taken[i] / (double) draws).isCloseTo(given[i], within(4 * error + 1e-9));
      assertThat(given[i]).isBetween(wanted[i] * 0.7, wanted[i]);
    }
  }

  @Test
  void theExportHasTheRatesThatWereLearntAndSaysWhatItCannot() {
    Sampler sampler = new AdaptiveSpec(0.05, AdaptiveSpec.DEFAULT_WINDOW_NANOS).create(1);
    List<RawTrace> traces = new Traffic(1).traces(5_000, new SplittableRandom(1));
    for (int i = 0; i < traces.size(); i++) {
      Specs.decide(sampler, traces.get(i), i * 10L);
    }

    String collector = sampler.export().getOrDefault("collector", "");
    JsonNode policies =
        new YAMLMapper().readTree(collector).at("/processors/tail_sampling/policies");

    assertThat(collector).contains("no budget is held", "totals over what it keeps are biased");
    assertThat(policies.get(0).get("name").asString()).isEqualTo("errors");
    assertThat(policies.toString())
        .contains("IsRootSpan() and name == \\\"GET /health\\\"")
        .contains("\"type\":\"latency\"");
    assertThat(policies.get(policies.size() - 1).get("name").asString()).isEqualTo("rest");
    assertThat(sampler.export().getOrDefault("alloy", ""))
        .contains("and_sub_policy {", "error_mode = \"ignore\"");
    assertThat(new AdaptiveSpec(0.05, 1).export()).containsKeys("collector", "alloy");
  }
}
