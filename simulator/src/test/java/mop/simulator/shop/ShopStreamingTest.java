package mop.simulator.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mop.simulator.BlockTruth;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ShopStreamingTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void aRequestHoldsTheSpansOfOnePodThatEndedInTheSecondBeforeItArrives() throws Exception {
    List<String> wrong = new ArrayList<>();
    Set<String> seen = new HashSet<>();

    BlockTruth truth =
        Shop.generate(
            ShopParameters.parse("shop:spans=60000,faults=5,hours=0.5"),
            11,
            2,
            1,
            (at, buffer, offset, length) -> {
              var request =
                  ExportTraceServiceRequest.parseFrom(ByteString.copyFrom(buffer, offset, length));
              var resource = request.getResourceSpans(0);
              String pod =
                  DecodedBlock.text(resource.getResource().getAttributesList(), "k8s.pod.name");
              if (request.getResourceSpansCount() != 1
                  || resource.getScopeSpansCount() > 2
                  || at % SECOND != 0
                  || !seen.add(at + pod)) {
                wrong.add(at + " " + pod);
              }
              for (ScopeSpans scope : resource.getScopeSpansList()) {
                for (Span span : scope.getSpansList()) {
                  long end = span.getEndTimeUnixNano();
                  if (end >= at || end < at - SECOND) {
                    wrong.add(at + " " + span);
                  }
                }
              }
            });

    assertThat(wrong).isEmpty();
    assertThat(seen.size()).isGreaterThan(5_000);
    assertThat(truth.spans()).isGreaterThan(50_000);
  }

  @Test
  void tracesComeInSeveralRequests() {
    long apart =
        DecodedBlock.STANDARD.business().stream()
            .filter(t ->
                t.spans().stream().map(s -> s.service() + s.end() / SECOND).distinct().count() > 2)
            .count();

    assertThat(apart).isGreaterThan(DecodedBlock.STANDARD.business().size() / 2);
  }

  @Test
  @Tag("slow")
  void memoryDoesNotGrowWithTheLengthOfTheBlock() throws Exception {
    List<Long> used = new ArrayList<>();
    long[] next = {0};

    BlockTruth truth =
        Shop.generate(
            ShopParameters.parse("shop:spans=4e6,faults=40,hours=24"),
            1,
            0,
            1,
            (at, buffer, offset, length) -> {
              if (at >= next[0]) {
                next[0] = at + 2 * 3600 * SECOND;
                System.gc();
                Runtime runtime = Runtime.getRuntime();
                used.add(runtime.totalMemory() - runtime.freeMemory());
              }
            });

    assertThat(truth.spans()).isGreaterThan(3_800_000);
    assertThat(used).hasSizeGreaterThanOrEqualTo(12);
    // 4 million spans are 1.6 GB; the table of hit traces is 60,000 × 40 bytes
    assertThat(used.getLast() - used.get(1)).isLessThan(6_000_000);
  }
}
