package mop.stack.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import mop.analysis.estimate.InclusionProbability.Known;
import mop.stack.otlp.RawTrace;
import mop.stack.otlp.RequestDecoder;
import mop.stack.otlp.SpanBatch;
import mop.stack.otlp.TraceMaker;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Totals over kept traces, weighted by 1/p, hit the truth on average over many draws. */
class HorvitzThompsonTest {
  private static final int DRAWS = 600;
  private static final int TRACES = 250;

  private static final List<ToDoubleFunction<RawTrace>> TOTALS =
      List.of(
          trace -> 1,
          trace -> TraceMaker.shape(trace).errors() > 0 ? 1 : 0,
          RawTrace::byteSize,
          trace -> TraceMaker.shape(trace).durationNanos());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "adaptive: {budget: 0.1}",
        "adaptive: {budget: 0.02}",
        "published: {combine: any}",
        "tail: {policies: [{name: e, type: status_code, status_code: {status_codes: [ERROR]}},"
            + " {name: p, type: probabilistic, probabilistic: {sampling_percentage: 10}}]}",
      })
  void weightedTotalsAreUnbiased(String yaml) {
    double[] sum = new double[TOTALS.size()];
    double[] square = new double[TOTALS.size()];
    double[] truth = new double[TOTALS.size()];
    for (int draw = 0; draw < DRAWS; draw++) {
      // The same traffic at every draw, under other trace ids and another seed.
      List<RawTrace> traces =
          new Traffic(77).withErrorRate(0.1).traces(TRACES, new SplittableRandom(draw));
      double[] estimate = estimate(Specs.parse(yaml).create(draw), traces);
      for (int k = 0; k < sum.length; k++) {
        ToDoubleFunction<RawTrace> total = TOTALS.get(k);
        truth[k] = traces.stream().mapToDouble(total).sum();
        sum[k] += estimate[k];
        square[k] += estimate[k] * estimate[k];
      }
    }
    for (int k = 0; k < sum.length; k++) {
      double mean = sum[k] / DRAWS;
      double variance = Math.max(0, square[k] / DRAWS - mean * mean);
      double error = Math.sqrt(variance / DRAWS);
      assertThat(mean).as("total %d", k).isCloseTo(truth[k], within(3.5 * error + 1e-6 * truth[k]));
    }
  }

  private static double[] estimate(Sampler sampler, List<RawTrace> traces) {
    double[] estimate = new double[TOTALS.size()];
    for (int i = 0; i < traces.size(); i++) {
      Decision decision = Specs.decide(sampler, traces.get(i), i * 200L);
      double weight = decision.keep() ? ((Known) decision.inclusion()).adjustedCount() : 0;
      for (int k = 0; k < estimate.length; k++) {
        estimate[k] += weight * TOTALS.get(k).applyAsDouble(traces.get(i));
      }
    }
    return estimate;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.1, 0.013})
  void headIsUnbiasedOverTraceIds(double ratio) throws Exception {
    Sampler sampler = new HeadSpec(ratio).create(0);
    HeadStage stage = sampler.head().orElseThrow();
    SplittableRandom random = new SplittableRandom(9);
    RequestDecoder decoder = new RequestDecoder();
    int traces = 60_000;
    double estimate = 0;
    for (int i = 0; i < traces; i++) {
      byte[] request =
          new TraceMaker(random.nextLong(), random.nextLong())
              .span("a", "op", 0, 0, 1, 0)
              .request();
      SpanBatch batch = decoder.decode(request, 0, request.length);
      if (stage.keep(batch, 0)) {
        RawTrace trace = new RawTrace(batch.traceIdHigh(0), batch.traceIdLow(0));
        stage.append(trace, batch, 0);
        estimate += ((Known) Specs.decide(sampler, trace).inclusion()).adjustedCount();
      }
    }
    double deviation = Math.sqrt(traces * (1 - ratio) / ratio);
    assertThat(estimate).isBetween(traces - 3.5 * deviation, traces + 3.5 * deviation);
  }
}
