package mop.stack.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import mop.analysis.estimate.InclusionProbability.Known;
import mop.stack.otlp.RawTrace;
import mop.stack.otlp.TraceMaker;
import mop.stack.otlp.TraceShape;
import mop.stack.sampling.AlwaysSpec;
import mop.stack.sampling.Decision;
import mop.stack.sampling.HeadSpec;
import mop.stack.sampling.Sampler;
import org.junit.jupiter.api.Test;

class TracePipelineTest {
  private static final long SECOND = 1_000_000_000L;

  private final List<RawTrace> decided = new ArrayList<>();
  private final List<RawTrace> late = new ArrayList<>();
  private final List<Decision> decisions = new ArrayList<>();

  private TracePipeline pipeline(Sampler sampler, PipelineSettings settings) {
    return new TracePipeline(
        sampler,
        settings,
        new TraceOutput() {
          @Override
          public void decided(RawTrace trace, Decision decision) {
            decided.add(trace);
            decisions.add(decision);
          }

          @Override
          public void late(RawTrace fragment, Decision decision) {
            late.add(fragment);
            decisions.add(decision);
          }
        });
  }

  private TracePipeline pipeline() {
    return pipeline(new AlwaysSpec().create(1), PipelineSettings.DEFAULT);
  }

  private static void send(TracePipeline pipeline, long atNanos, byte[] request)
      throws IOException {
    pipeline.accept(atNanos, request, 0, request.length);
  }

  private static TraceMaker trace(long id) {
    return new TraceMaker(7, id);
  }

  /** Keeps nothing and remembers when it was asked. */
  private static final class Dropping implements Sampler {
    private final List<Long> times = new ArrayList<>();

    @Override
    public Decision decide(RawTrace trace, TraceShape shape, long nowNanos) {
      times.add(nowNanos);
      return new Decision(false, new Known(0.5), "test");
    }

    @Override
    public Map<String, String> export() {
      return Map.of();
    }
  }

  @Test
  void aTraceIsDecidedWhenItsWaitIsOverInEventTime() throws IOException {
    Dropping sampler = new Dropping();
    TracePipeline pipeline = pipeline(sampler, PipelineSettings.DEFAULT);
    send(pipeline, 100, trace(1).span("a", "root", 0, 0, 5, 0).request());
    send(pipeline, 5 * SECOND, trace(1).span("b", "child", 1, 1, 2, 0).request());

    send(pipeline, 10 * SECOND + 99, trace(2).span("a", "root", 0, 0, 5, 0).request());
    assertThat(decided).isEmpty();
    send(pipeline, 30 * SECOND, trace(3).span("a", "root", 0, 0, 5, 0).request());

    assertThat(decided).extracting(RawTrace::size).containsExactly(2, 1);
    assertThat(sampler.times).containsExactly(10 * SECOND + 100, 20 * SECOND + 99);
  }

  @Test
  void finishDecidesWhatStillWaits() throws IOException {
    TracePipeline pipeline = pipeline();
    send(pipeline, 1, trace(1).span("a", "root", 0, 0, 5, 0).request());

    pipeline.finish();

    assertThat(decided).hasSize(1);
    assertThat(pipeline.counters().keptTraces()).isEqualTo(1);
  }

  @Test
  void lateSpansFollowTheDecisionInOneFragmentARequest() throws IOException {
    TracePipeline pipeline = pipeline();
    send(pipeline, 0, trace(1).span("a", "root", 0, 0, 5, 0).request());
    byte[] lateSpans =
        trace(1).span("b", "late", 1, 0, 5, 0).span("b", "later", 1, 0, 5, 0).request();

    send(pipeline, 20 * SECOND, lateSpans);
    pipeline.finish();

    assertThat(decided).hasSize(1);
    assertThat(late).extracting(RawTrace::size).containsExactly(2);
    assertThat(decisions.get(1)).isSameAs(decisions.get(0));
    assertThat(pipeline.counters().lateSpans()).isEqualTo(2);
    assertThat(pipeline.counters().keptSpans()).isEqualTo(3);
    assertThat(pipeline.counters().traces()).isEqualTo(1);
  }

  @Test
  void aDecisionThatIsForgottenIsMadeAgain() throws IOException {
    TracePipeline pipeline =
        pipeline(new AlwaysSpec().create(1), new PipelineSettings(SECOND, 1 << 20, 1, 1 << 16));
    send(pipeline, 0, trace(1).span("a", "root", 0, 0, 5, 0).request());
    send(pipeline, 2 * SECOND, trace(2).span("a", "root", 0, 0, 5, 0).request());
    send(pipeline, 4 * SECOND, trace(3).span("a", "root", 0, 0, 5, 0).request());

    send(pipeline, 6 * SECOND, trace(1).span("b", "late", 1, 0, 5, 0).request());
    pipeline.finish();

    assertThat(pipeline.counters().lateSpans()).isZero();
    assertThat(pipeline.counters().traces()).isEqualTo(4);
  }

  @Test
  void memoryIsBoundedByDecidingTheOldestEarly() throws IOException {
    long limit = 200_000;
    TracePipeline pipeline =
        pipeline(new AlwaysSpec().create(1), PipelineSettings.DEFAULT.withMaxBufferedBytes(limit));
    for (int i = 1; i <= 1_000; i++) {
      send(pipeline, i, trace(i).span("a", "root", 0, 0, 5, 0).request());
    }
    PipelineCounters counters = pipeline.counters();
    pipeline.finish();

    assertThat(counters.evictedTraces()).isBetween(800L, 999L);
    assertThat(counters.peakBufferedBytes()).isBetween(limit - 5_000, limit + 5_000);
    assertThat(decided).hasSize(1_000);
    assertThat(decided.getFirst().idLow()).isEqualTo(1);
  }

  @Test
  void theHeadStageDropsSpansBeforeTheyAreAssembled() throws IOException {
    TracePipeline pipeline = pipeline(new HeadSpec(0.5).create(1), PipelineSettings.DEFAULT);
    send(pipeline, 0, trace(-1).span("a", "root", 0, 0, 5, 0).request());
    send(pipeline, 0, trace(0x1).span("a", "root", 0, 0, 5, 0).request());

    pipeline.finish();

    assertThat(decided).extracting(RawTrace::idLow).containsExactly(-1L);
    assertThat(decisions.getFirst().inclusion()).isEqualTo(new Known(0.5));
    assertThat(pipeline.counters().headDroppedSpans()).isEqualTo(1);
    assertThat(pipeline.counters().spans()).isEqualTo(2);
  }

  @Test
  void malformedRequestsAreCountedAndPassedOver() throws IOException {
    TracePipeline pipeline = pipeline();

    send(pipeline, 0, new byte[] {10, 100, 1});
    send(pipeline, 0, new byte[0]);

    assertThat(pipeline.counters().malformedRequests()).isEqualTo(1);
    assertThat(pipeline.counters().requests()).isEqualTo(2);
    assertThat(pipeline.counters().bytes()).isEqualTo(3);
  }

  @Test
  void oddSpansAreCounted() throws IOException {
    TracePipeline pipeline = pipeline();
    send(
        pipeline,
        0,
        trace(1)
            .span("a", "root", 0, 100, 50, 0)
            .span("a", "before its parent", 1, 50, 10, 0)
            .span("a", "ends before it starts", 1, 200, -10, 0)
            .span("a", "parent never came", 99, 200, 1, 0)
            .span("a", "large", 1, 100, 1, 0, "body", "x".repeat(100_000))
            .request());
    send(pipeline, 0, trace(1).span("a", "same id again", 1, 100, 1, 0).request());
    send(pipeline, 0, trace(2).span("a", "no root", 99, 100, 1, 0).request());
    pipeline.finish();

    PipelineCounters counters = pipeline.counters();
    assertThat(counters.skewedSpans()).isEqualTo(1);
    assertThat(counters.negativeDurations()).isEqualTo(1);
    assertThat(counters.orphanSpans()).isEqualTo(2);
    assertThat(counters.duplicateSpans()).isEqualTo(1);
    assertThat(counters.largeSpans()).isEqualTo(1);
    assertThat(counters.incompleteTraces()).isEqualTo(1);
  }

  @Test
  void aTraceOfAHundredThousandSpansIsOneTrace() throws IOException {
    TracePipeline pipeline = pipeline();
    for (int request = 0; request < 100; request++) {
      TraceMaker maker = trace(1);
      for (int i = 0; i < 1_000; i++) {
        maker.span("a", "op", request == 0 && i == 0 ? 0 : 1, i, 5, 0);
      }
      send(pipeline, request, maker.request());
    }
    pipeline.finish();

    assertThat(decided).singleElement().extracting(RawTrace::size).isEqualTo(100_000);
    assertThat(pipeline.counters().duplicateSpans()).isEqualTo(99_000);
  }

  @Test
  void aTraceBeyondAllMemoryIsDecidedAndItsRestFollows() throws IOException {
    TracePipeline pipeline =
        pipeline(new AlwaysSpec().create(1), PipelineSettings.DEFAULT.withMaxBufferedBytes(50_000));
    for (int request = 0; request < 50; request++) {
      send(
          pipeline,
          request,
          trace(1).span("a", "op", 0, 0, 5, 0, "k", "v".repeat(2_000)).request());
    }
    pipeline.finish();

    PipelineCounters counters = pipeline.counters();
    assertThat(counters.evictedTraces()).isEqualTo(1);
    assertThat(counters.keptSpans()).isEqualTo(50);
    assertThat(counters.lateSpans()).isBetween(20L, 49L);
  }

  @Test
  void noSpanIsLostWhateverComes() throws IOException {
    SplittableRandom random = new SplittableRandom(8);
    TracePipeline pipeline =
        pipeline(
            new HeadSpec(0.7).create(1), new PipelineSettings(2 * SECOND, 20_000, 50, 1 << 16));
    long now = 0;
    for (int i = 0; i < 5_000; i++) {
      now += random.nextLong(SECOND / 5);
      long id = random.nextLong() & 0x00ff_ffff_ffff_ffffL;
      TraceMaker maker = trace(i % 3 == 0 ? 0x00f0_0000_0000_0000L + random.nextInt(40) : id);
      for (int k = random.nextInt(5); k >= 0; k--) {
        maker.span("a", "op", k, 0, 1, 0);
      }
      send(pipeline, now, maker.request());
    }
    pipeline.finish();

    PipelineCounters counters = pipeline.counters();
    long out =
        decided.stream().mapToLong(RawTrace::size).sum()
            + late.stream().mapToLong(RawTrace::size).sum();
    assertThat(out + counters.headDroppedSpans()).isEqualTo(counters.spans());
    assertThat(counters.keptSpans()).isEqualTo(out);
    assertThat(counters.lateSpans()).isPositive();
    assertThat(counters.evictedTraces()).isPositive();
  }

  @Test
  void theMapFindsWhatWasPutAndNotRemoved() {
    SplittableRandom random = new SplittableRandom(1);
    TraceIdMap<String> map = new TraceIdMap<>();
    Map<Long, String> reference = new HashMap<>();
    for (int i = 0; i < 200_000; i++) {
      long key = random.nextInt(5_000);
      if (random.nextInt(3) == 0) {
        map.remove(key, key);
        reference.remove(key);
      } else {
        map.put(key, key, "v" + i);
        reference.put(key, "v" + i);
      }
    }
    for (long key = 0; key < 5_000; key++) {
      assertThat(map.get(key, key)).isEqualTo(reference.get(key));
    }
    assertThat(map.size()).isEqualTo(reference.size());
  }
}
