package mop.stack.traces;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import mop.stack.otlp.RawTrace;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RealBlocksTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"vparquet3, 134, 570", "vparquet4, 134, 570", "vparquet5, 133, 566"})
  void everySpanIsRead(String name, int traces, int spans) throws IOException {
    BlockReader block = RealBlocks.open(folder, name);
    List<RawTrace> read = new ArrayList<>();
    block.traces(read::add);
    Map<String, Integer> counts = new HashMap<>();
    block.spanCounts((high, low, n) -> counts.put(SpanForms.id(new RawTrace(high, low)), n));

    assertThat(read).hasSize(traces);
    assertThat(read.stream().mapToInt(RawTrace::size).sum()).isEqualTo(spans);
    assertThat(block.meta().traces()).isEqualTo(traces);
    read.forEach(t -> assertThat(counts).containsEntry(SpanForms.id(t), t.size()));
  }

  /** The three blocks hold the same traces in three encodings. */
  @ParameterizedTest
  @CsvSource({"vparquet3, vparquet4", "vparquet5, vparquet4"})
  void encodingsAgreeOnTheSpansTheyShare(String one, String other) throws IOException {
    Map<String, Span> first = spans(RealBlocks.open(folder.resolve("1"), one));
    Map<String, Span> second = spans(RealBlocks.open(folder.resolve("2"), other));

    TreeSet<String> shared = new TreeSet<>(first.keySet());
    shared.retainAll(second.keySet());
    assertThat(shared).hasSizeGreaterThan(560);
    for (String id : shared) {
      assertThat(first.get(id)).isEqualTo(second.get(id));
    }
  }

  private static Map<String, Span> spans(BlockReader block) throws IOException {
    Map<String, Span> spans = new HashMap<>();
    block.traces(t -> {
      for (int i = 0; i < t.size(); i++) {
        Span span = parse(t, i);
        String id = SpanForms.id(t) + " " + t.spanId(i) + " " + t.kind(i);
        spans.put(id, SpanForms.sortedAttributes(span));
      }
    });
    return spans;
  }

  private static Span parse(RawTrace t, int i) throws InvalidProtocolBufferException {
    return Span.parseFrom(Arrays.copyOfRange(t.bytes(), t.offset(i), t.offset(i) + t.length(i)));
  }

  @ParameterizedTest
  @CsvSource({"vparquet3", "vparquet4", "vparquet5"})
  void resourcesNameTheirService(String name) throws IOException {
    BlockReader block = RealBlocks.open(folder, name);
    block.traces(t -> {
      for (int i = 0; i < t.size(); i++) {
        String service = t.origin(i).serviceName();
        Resource resource = Resource.parseFrom(t.origin(i).resource());
        assertThat(resource.getAttributesList())
            .anyMatch(a ->
                a.getKey().equals("service.name") && a.getValue().getStringValue().equals(service));
      }
    });
  }
}
