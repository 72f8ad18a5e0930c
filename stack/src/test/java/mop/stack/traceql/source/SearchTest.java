package mop.stack.traceql.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;
import mop.analysis.input.InvalidInput;
import mop.stack.otlp.RawTrace;
import mop.stack.store.FileObjectStore;
import mop.stack.store.ObjectStore;
import mop.stack.traceql.Query;
import mop.stack.traceql.engine.MetricsQuery;
import mop.stack.traceql.engine.MetricsRequest;
import mop.stack.traceql.engine.SearchJson;
import mop.stack.traceql.engine.SearchOptions;
import mop.stack.traceql.engine.SearchResponse;
import mop.stack.traceql.engine.SearchResponse.TraceResult;
import mop.stack.traceql.engine.TimeRange;
import mop.stack.traceql.engine.TraceSearch;
import mop.stack.traceql.source.SmallTraces.Sent;
import mop.stack.traceql.source.SmallTraces.Trace;
import mop.stack.traces.BlockEncoding;
import mop.stack.traces.DedicatedColumn;
import mop.stack.traces.RecentTraces;
import mop.stack.traces.TraceStore;
import mop.stack.traces.TraceStoreSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchTest {
  @TempDir Path folder;

  private final List<Trace> traces = new SmallTraces(41).list(50);
  private final List<RawTrace> raw = traces.stream().map(Trace::raw).toList();

  private SearchResponse ask(String query, SearchOptions options) throws IOException {
    BlockTraces block = new BlockTraces(Blocks.write(folder, BlockEncoding.VPARQUET4, raw));
    return TraceSearch.run(Query.parse(query), options, List.of(block));
  }

  private static LongStream starts(Trace t) {
    return t.spans().stream().map(Sent::span).mapToLong(s -> s.getStartTimeUnixNano());
  }

  private static LongStream ends(Trace t) {
    return t.spans().stream().map(Sent::span).mapToLong(s -> s.getEndTimeUnixNano());
  }

  @Test
  void theLatestTracesAreKeptWhenTheQueryAsksForThem() throws IOException {
    SearchResponse found =
        ask("{ } with(most_recent=true)", new SearchOptions(TimeRange.ANY, 7, 3));

    List<Long> latest =
        traces.stream()
            .map(t -> starts(t).min().orElseThrow())
            .sorted(Comparator.reverseOrder())
            .limit(7)
            .toList();
    assertThat(found.traces()).extracting(TraceResult::startNanos).isEqualTo(latest);
  }

  @Test
  void readingEndsWithTheLimit() throws IOException {
    SearchResponse found = ask("{ }", new SearchOptions(TimeRange.ANY, 5, 3));

    assertThat(found.traces()).hasSize(5);
    assertThat(found.stats().traces()).isEqualTo(5);
  }

  @Test
  void tracesOutsideOfTheRangeAreLeftOut() throws IOException {
    long start = SmallTraces.START + 300_000_000_000L;
    long end = start + 1_000_000_000L;

    SearchResponse found = ask("{ }", new SearchOptions(new TimeRange(start, end), 0, 3));

    long expected =
        traces.stream()
            .filter(t -> starts(t).min().orElseThrow() <= end)
            .filter(t -> ends(t).max().orElseThrow() >= start)
            .count();
    assertThat(found.traces()).hasSize((int) expected);
    assertThat(expected).isBetween(1L, 49L);
  }

  @Test
  void piecesOfATraceInTwoPlacesAreOneResult() throws IOException {
    BlockTraces block = new BlockTraces(Blocks.write(folder, BlockEncoding.VPARQUET5, raw));

    SearchResponse twice =
        TraceSearch.run(
            Query.parse("{ }"),
            new SearchOptions(TimeRange.ANY, 0, 3),
            List.of(block, new RawTraces(raw)));

    assertThat(twice.traces()).hasSize(50);
    assertThat(twice.traces()).allSatisfy(t -> assertThat(t.spansets()).hasSize(1));
  }

  @Test
  void tracesInNoBlockYetAreFoundToo() throws IOException {
    ObjectStore objects = new FileObjectStore(folder.resolve("objects"));
    try (TraceStore store =
        new TraceStore(
            objects,
            folder.resolve("wal"),
            Blocks.oneBlock(BlockEncoding.VPARQUET5),
            1,
            Runnable::run)) {
      for (RawTrace t : raw) {
        store.append(t);
      }
      try (RecentTraces recent = store.recent()) {
        SearchOptions all = new SearchOptions(TimeRange.ANY, 0, 1000);
        Query query = Query.parse("{ span.a > 0 } >> { }");
        SearchResponse found = TraceSearch.run(query, all, List.of(new RawTraces(recent)));

        assertThat(found.traces()).isNotEmpty();
        assertThat(found.traces())
            .isEqualTo(TraceSearch.run(query, all, List.of(new RawTraces(raw))).traces());
      }
    }
  }

  @Test
  void columnsOfBlobsAreSearchedThoughTheyHaveNoBounds() throws IOException {
    DedicatedColumn blob =
        new DedicatedColumn(
            DedicatedColumn.Scope.SPAN,
            DedicatedColumn.ValueType.STRING,
            "b",
            List.of(DedicatedColumn.Option.BLOB));
    TraceStoreSettings settings = Blocks.with(Blocks.oneBlock(BlockEncoding.VPARQUET5), blob);
    BlockTraces block = new BlockTraces(Blocks.open(Blocks.objects(folder, settings, raw)));
    for (String query : List.of("{ span.b = `xyz` }", "{ span.b =~ `x.*` }", "{ span.b != nil }")) {
      SearchOptions all = new SearchOptions(TimeRange.ANY, 0, 1000);
      SearchResponse found = TraceSearch.run(Query.parse(query), all, List.of(block));
      SearchResponse whole = TraceSearch.run(Query.parse(query), all, List.of(new RawTraces(raw)));

      assertThat(found.traces()).extracting(TraceResult::traceId).isNotEmpty();
      assertThat(found.traces())
          .extracting(TraceResult::traceId)
          .isEqualTo(whole.traces().stream().map(TraceResult::traceId).toList());
    }
  }

  @Test
  void theJsonIsThatOfTempo() throws IOException {
    Trace t = traces.getFirst();
    String id = HexFormat.of().toHexDigits(t.raw().spanId(0));

    SearchResponse found =
        ask("{ span:id = \"" + id + "\" } | by(kind) | count() = 1", SearchOptions.DEFAULT);

    String kind =
        List.of("unspecified", "internal", "server", "client", "producer", "consumer")
            .get(t.raw().kind(0));
    assertThat(SearchJson.of(found).path("traces").path(0).path("spanSets").toString())
        .isEqualTo(
            "[{\"spans\":[{\"spanID\":\""
                + id
                + "\",\"startTimeUnixNano\":\""
                + t.raw().startNanos(0)
                + "\",\"durationNanos\":\""
                + (t.raw().endNanos(0) - t.raw().startNanos(0))
                + "\",\"attributes\":[{\"key\":\"kind\",\"value\":{\"stringValue\":\""
                + kind
                + "\"}}]}],\"matched\":1,\"attributes\":[{\"key\":\"by(kind)\",\"value\":"
                + "{\"stringValue\":\""
                + kind
                + "\"}},{\"key\":\"count()\",\"value\":{\"intValue\":\"1\"}}]}]");
  }

  @Test
  void aQueryIsAskedInTheRightPlace() {
    assertThatThrownBy(() -> ask("{ } | rate()", SearchOptions.DEFAULT))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("makes series");
    MetricsRequest minute = MetricsRequest.instant(1, 60_000_000_000L, 0);
    assertThatThrownBy(() -> MetricsQuery.run(Query.parse("{ }"), minute, List.of()))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("finds traces");
  }

  @Test
  void relationsBetweenSeveralSpansetsAreRefusedWithTheirPlace() {
    assertThatThrownBy(() -> ask("({ } | by(name)) >> ({ })", SearchOptions.DEFAULT))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("1:18: >> between several spansets")
        .hasMessageContaining("coalesce()");
  }
}
