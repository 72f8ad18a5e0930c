package mop.stack.traces;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import mop.stack.otlp.RawTrace;
import mop.stack.store.ObjectStore;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BlockRoundTripTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void tracesComeBackSpanForSpan(BlockEncoding encoding) throws IOException {
    List<RawTrace> traces = new GeneratedTraces(1).list(500);
    ObjectStore objects = Stores.write(folder, encoding, traces);

    SpanForms forms = new SpanForms(encoding);
    forms.assertEqual(Stores.read(objects), traces);
  }

  @ParameterizedTest
  @EnumSource
  void everyTraceIsFoundById(BlockEncoding encoding) throws IOException {
    List<RawTrace> traces = new GeneratedTraces(2).list(120);
    BlockReader block = Stores.open(Stores.write(folder, encoding, traces));

    SpanForms forms = new SpanForms(encoding);
    for (RawTrace t : traces) {
      assertThat(block.findTrace(t.idHigh(), t.idLow()))
          .hasValueSatisfying(found -> forms.assertEqual(List.of(found), List.of(t)));
    }
    assertThat(block.findTrace(12345, 6789)).isEmpty();
    assertThat(block.findTrace(-1, -1)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void spansAreCountedFromTwoColumns(BlockEncoding encoding) throws IOException {
    List<RawTrace> traces = new GeneratedTraces(3).list(500);
    ObjectStore objects = Stores.write(folder, encoding, traces);
    BlockReader block = Stores.open(objects);
    long before = objects.usage().bytesRead();

    Map<String, Integer> counts = new HashMap<>();
    block.spanCounts((high, low, n) -> counts.put(SpanForms.id(new RawTrace(high, low)), n));

    Map<String, Integer> expected = new HashMap<>();
    traces.forEach(t -> expected.put(SpanForms.id(t), t.size()));
    assertThat(counts).isEqualTo(expected);
    assertThat(objects.usage().bytesRead() - before).isLessThan(block.meta().size() / 10);
  }

  @ParameterizedTest
  @EnumSource
  void bytesDoNotDependOnThreads(BlockEncoding encoding) throws IOException {
    List<RawTrace> traces = new GeneratedTraces(4).list(300);
    ObjectStore alone = Stores.write(folder.resolve("1"), encoding, traces);
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      ObjectStore parallel = Stores.write(folder.resolve("4"), encoding, traces, pool);

      assertThat(parallel.list("")).isEqualTo(alone.list("")).hasSize(4);
      for (String key : alone.list("")) {
        assertThat(parallel.get(key)).as(key).isEqualTo(alone.get(key));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void piecesOfATraceAreCombinedWithoutRepeatedSpans(BlockEncoding encoding) throws IOException {
    List<RawTrace> whole = new GeneratedTraces(5).list(60);
    List<RawTrace> pieces = new ArrayList<>();
    for (RawTrace t : whole) {
      RawTrace first = new RawTrace(t.idHigh(), t.idLow());
      RawTrace second = new RawTrace(t.idHigh(), t.idLow());
      for (int i = 0; i < t.size(); i++) {
        if (i % 3 != 2 || t.size() < 3) {
          SpanForms.copy(t, i, first);
        }
        if (i % 3 != 1 && t.size() >= 3) {
          SpanForms.copy(t, i, second);
        }
      }
      pieces.add(first);
      pieces.addFirst(second.size() > 0 ? second : first);
    }
    ObjectStore objects = Stores.write(folder, encoding, pieces);

    SpanForms forms = new SpanForms(encoding);
    forms.assertEqual(Stores.read(objects), whole);
    assertThat(Stores.open(objects).meta().traces()).isEqualTo(60);
  }
}
