package mop.stack.traceql.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mop.stack.otlp.RawTrace;
import mop.stack.store.ObjectStore;
import mop.stack.traceql.Query;
import mop.stack.traceql.engine.MetricsJson;
import mop.stack.traceql.engine.MetricsQuery;
import mop.stack.traceql.engine.MetricsRequest;
import mop.stack.traceql.engine.SearchJson;
import mop.stack.traceql.engine.SearchOptions;
import mop.stack.traceql.engine.SearchResponse;
import mop.stack.traceql.engine.TimeRange;
import mop.stack.traceql.engine.TraceSearch;
import mop.stack.traceql.engine.TraceSource;
import mop.stack.traces.BlockReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Asks blocks that a real Tempo wrote. */
class RealBlockQueriesTest {
  private static final List<String> SEARCHES =
      List.of(
          "{ resource.service.name = \"frontend\" && duration > 20ms }",
          "{ name =~ \".*Cart.*\" } | select(resource.k8s.pod.name, kind)",
          "{ .opencensus.exporterversion =~ \".*\" }",
          "{ span:childCount > 3 }",
          "{ status = error || kind = server }");

  /** For blocks that say how spans hang together; the oldest do not. */
  private static final List<String> STRUCTURAL =
      List.of(
          "{ resource.service.name = \"frontend\" } >> { resource.service.name = \"cartservice\" }",
          "{ nestedSetParent < 0 } | by(rootServiceName) | avg(duration) > 100ms",
          "{ duration > 50ms } > { span:childCount > 3 }");

  @TempDir Path folder;

  private static SearchResponse search(String query, int limit, TraceSource source)
      throws IOException {
    SearchOptions options = new SearchOptions(TimeRange.ANY, limit, 10_000);
    return TraceSearch.run(Query.parse(query), options, List.of(source));
  }

  /** Without what blocks of Tempos before 2.5 do not have: numbers of spans by service. */
  private static ObjectNode json(SearchResponse response) {
    ObjectNode o = SearchJson.of(response);
    o.remove("metrics");
    o.path("traces").forEach(t -> ((ObjectNode) t).remove("serviceStats"));
    return o;
  }

  @ParameterizedTest
  @ValueSource(strings = {"vparquet4", "vparquet5", "likeness/vparquet5"})
  void columnsAnswerLikeTheWholeTraces(String name) throws IOException {
    ObjectStore objects = Blocks.real(folder, name);
    BlockReader block = Blocks.open(objects);
    List<RawTrace> traces = new ArrayList<>();
    block.traces(traces::add);

    for (String query : name.startsWith("likeness") ? STRUCTURAL : SEARCHES) {
      ObjectNode columns = json(search(query, 0, new BlockTraces(block)));
      ObjectNode whole = json(search(query, 0, new RawTraces(traces)));
      assertThat(columns).as(query).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "likeness/vparquet4, { resource.service.name = \"no such service\" }, 0.001",
    "likeness/vparquet5, { resource.service.name = \"no such service\" }, 0.001",
    "likeness/vparquet5, { span.nowhere = 1 && name = \"x\" }, 0.001",
    "likeness/vparquet5, { duration > 1h }, 0.001",
    "likeness/vparquet5, { trace:id = \"1000502539949da44d10c01032c4d524\" }, 0.1",
    "likeness/vparquet5, { rootServiceName = \"frontend\" }, 0.1"
  })
  void aSelectiveQueryReadsASmallShareOfTheBlock(String name, String query, double share)
      throws IOException {
    ObjectStore objects = Blocks.real(folder, name);
    BlockReader block = Blocks.open(objects);
    long before = objects.usage().bytesRead();

    SearchResponse response = search(query, 20, new BlockTraces(block));

    long read = objects.usage().bytesRead() - before;
    assertThat((double) read / block.meta().size()).isLessThan(share);
    assertThat(response.stats().bytes()).isEqualTo(read);
  }

  @Test
  void seriesReadOnlyTheirColumns() throws IOException {
    ObjectStore objects = Blocks.real(folder, "likeness/vparquet5");
    BlockReader block = Blocks.open(objects);
    long before = objects.usage().bytesRead();
    long start = 1_661_140_000_000_000_000L;
    MetricsRequest hour =
        MetricsRequest.range(start, start + 3_600_000_000_000L, 600_000_000_000L, 0, 0);

    ObjectNode series =
        MetricsJson.range(
            MetricsQuery.run(
                Query.parse("{ } | rate() by (resource.service.name)"),
                hour,
                List.of(new BlockTraces(block))));

    assertThat(series.path("series")).hasSize(10);
    double share = (double) (objects.usage().bytesRead() - before) / block.meta().size();
    assertThat(share).isLessThan(0.12);
  }
}
