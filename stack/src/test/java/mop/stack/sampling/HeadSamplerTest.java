package mop.stack.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.opentelemetry.proto.trace.v1.Span;
import java.util.Arrays;
import java.util.SplittableRandom;
import mop.analysis.estimate.InclusionProbability.Known;
import mop.stack.otlp.RawTrace;
import mop.stack.otlp.RequestDecoder;
import mop.stack.otlp.SpanBatch;
import mop.stack.otlp.TraceMaker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadSamplerTest {
  /** Examples of the specification and of contrib's pkg/sampling (ProbabilityToThreshold). */
  @ParameterizedTest
  @CsvSource({"1,0", "0.5,8", "0.25,c", "0.1,e666", "0.01,fd70a", "0.75,4", "0.999,004189"})
  void thresholdsAreSpelledAsTheSpecificationSays(double ratio, String hex) {
    ConsistentThreshold threshold = ConsistentThreshold.of(ratio);

    assertThat(threshold.hex()).isEqualTo(hex);
    assertThat(threshold.probability()).isCloseTo(ratio, within(ratio * 1e-3));
  }

  @Test
  void theAchievedRatioIsTheConfiguredOne() throws Exception {
    assertThat(keptOf(0.1, 40_000)).hasSizeBetween(3_800, 4_200);
    assertThat(keptOf(0.02, 40_000)).hasSizeBetween(710, 890);
    assertThat(keptOf(1, 100)).hasSize(100);
  }

  @Test
  void whatASmallRatioKeepsALargerOneKeepsToo() throws Exception {
    assertThat(keptOf(0.1, 20_000)).containsAll(keptOf(0.02, 20_000));
  }

  private static java.util.Set<Long> keptOf(double ratio, int traces) throws Exception {
    HeadStage stage = new HeadSpec(ratio).create(1).head().orElseThrow();
    SplittableRandom random = new SplittableRandom(5);
    RequestDecoder decoder = new RequestDecoder();
    java.util.Set<Long> kept = new java.util.HashSet<>();
    for (int i = 0; i < traces; i++) {
      long low = random.nextLong();
      byte[] request = new TraceMaker(random.nextLong(), low).span("a", "op", 0, 0, 1, 0).request();
      if (stage.keep(decoder.decode(request, 0, request.length), 0)) {
        kept.add(low);
      }
    }
    return kept;
  }

  private static SpanBatch batch(String traceState, long idLow) throws Exception {
    byte[] request =
        new TraceMaker(1, idLow).spanWithState("a", "op", 0, 0, 1, 0, traceState).request();
    return new RequestDecoder().decode(request, 0, request.length);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ot=rv:ffffffffffffff|0|true",
        "ot=rv:00000000000000|-1|false",
        "vendor=x,ot=th:0;rv:e6660000000000|0|true",
        "ot=rv:fffff|0|false",
        "vendor=rv:ffffffffffffff|0|false",
      })
  void explicitRandomnessWinsOverTheTraceId(String state, long idLow, boolean kept)
      throws Exception {
    HeadStage stage = new HeadSpec(0.1).create(1).head().orElseThrow();

    assertThat(stage.keep(batch(state, idLow), 0)).isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "''|ot=th:e666",
        "vendor=x|ot=th:e666,vendor=x",
        "ot=rv:ffffffffffffff;xy:1,vendor=x|ot=th:e666;rv:ffffffffffffff;xy:1,vendor=x",
        "a=b, ot=th:8;rv:ffffffffffffff|ot=th:e666;rv:ffffffffffffff,a=b",
        "ot=th:ff|ot=th:ff",
      })
  void keptSpansCarryTheThreshold(String before, String after) throws Exception {
    HeadSampler sampler = new HeadSampler(new HeadSpec(0.1));
    SpanBatch batch = batch(before, -1);
    RawTrace trace = new RawTrace(1, -1);

    sampler.append(trace, batch, 0);

    Span span =
        Span.parseFrom(
            Arrays.copyOfRange(trace.bytes(), trace.offset(0), trace.offset(0) + trace.length(0)));
    assertThat(span.getTraceState()).isEqualTo(after);
    assertThat(span.getName()).isEqualTo("op");
  }

  @ParameterizedTest
  @CsvSource({"'',0.1", "ot=th:8,0.2", "ot=th:ff,1", "ot=th:0,0.1"})
  void inclusionIsRelativeToWhatArrived(String state, double probability) throws Exception {
    HeadSampler sampler = new HeadSampler(new HeadSpec(0.1));
    RawTrace trace = new RawTrace(1, -1);
    sampler.append(trace, batch(state, -1), 0);

    Decision decision = Specs.decide(sampler, trace);

    assertThat(decision.keep()).isTrue();
    assertThat(decision.inclusion())
        .isInstanceOfSatisfying(
            Known.class, known -> assertThat(known.p()).isCloseTo(probability, within(1e-4)));
  }

  @Test
  void theExportNamesTheProcessorOfBothSystems() {
    assertThat(new HeadSpec(0.025).export())
        .hasEntrySatisfying(
            "collector",
            text ->
                assertThat(text).contains("probabilistic_sampler:", "sampling_percentage: 2.5\n"))
        .hasEntrySatisfying(
            "alloy",
            text ->
                assertThat(text)
                    .contains(
                        "otelcol.processor.probabilistic_sampler", "sampling_percentage = 2.5\n"));
  }
}
