package mop.stack.traceql.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import mop.analysis.input.InvalidInput;
import mop.stack.otlp.RawTrace;
import mop.stack.traceql.Query;
import mop.stack.traceql.Stage;
import mop.stack.traceql.engine.SearchOptions;
import mop.stack.traceql.engine.SearchResponse;
import mop.stack.traceql.engine.TimeRange;
import mop.stack.traceql.engine.TraceSearch;
import mop.stack.traceql.engine.TraceSource;
import mop.stack.traceql.source.SmallTraces.Trace;
import mop.stack.traces.BlockEncoding;
import mop.stack.traces.BlockReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EngineTest {
  private static final SearchOptions ALL = new SearchOptions(TimeRange.ANY, 0, 1_000_000);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void columnsAnswerLikeNaiveEvaluationOfAllSpans(BlockEncoding encoding) throws IOException {
    List<Trace> traces = new SmallTraces(7).list(70);
    BlockReader block = Blocks.write(folder, encoding, raw(traces));

    int found = ask(traces, 1, 150, () -> new BlockTraces(block));

    assertThat(found).isGreaterThan(1_000);
  }

  @Test
  void tracesInMemoryAnswerLikeNaiveEvaluationOfAllSpans() throws IOException {
    List<Trace> traces = new SmallTraces(8).list(70);

    int found = ask(traces, 2, 150, () -> new RawTraces(raw(traces)));

    assertThat(found).isGreaterThan(1_000);
  }

  private static List<RawTrace> raw(List<Trace> traces) {
    return traces.stream().map(Trace::raw).toList();
  }

  private interface Sources {
    TraceSource open();
  }

  /** Asks random queries; returns how many traces were found in all. */
  private static int ask(List<Trace> traces, long seed, int count, Sources sources)
      throws IOException {
    RandomQueries queries = new RandomQueries(seed);
    int found = 0;
    for (int i = 0; i < count; i++) {
      String text = queries.query();
      Optional<Query> query = valid(text);
      if (query.isPresent()) {
        Stage.Pipeline pipeline = (Stage.Pipeline) query.get().body();
        Map<String, List<List<String>>> expected = expected(traces, pipeline);
        if (expected.containsKey("refused")) {
          continue;
        }
        SearchResponse response = TraceSearch.run(query.get(), ALL, List.of(sources.open()));
        assertThat(difference(found(response), expected)).as(text).isEmpty();
        found += expected.size();
      }
    }
    return found;
  }

  /** The first trace that differs; empty when none does. */
  private static String difference(
      Map<String, List<List<String>>> found, Map<String, List<List<String>>> expected) {
    Map<String, List<List<String>>> all = new TreeMap<>(found);
    all.putAll(expected);
    return all.keySet().stream()
        .filter(id -> !Objects.equals(found.get(id), expected.get(id)))
        .findFirst()
        .map(id -> id + ": " + found.get(id) + " instead of " + expected.get(id))
        .orElse("");
  }

  private static Optional<Query> valid(String text) {
    try {
      return Optional.of(Query.parse(text));
    } catch (InvalidInput e) {
      return Optional.empty();
    }
  }

  private static Map<String, List<List<String>>> expected(List<Trace> traces, Stage pipeline) {
    Map<String, List<List<String>>> all = new TreeMap<>();
    for (Trace t : traces) {
      List<Integer> spans = IntStream.range(0, t.spans().size()).boxed().toList();
      List<List<String>> sets;
      try {
        sets =
            new NaiveEngine(t)
                .evaluate(pipeline, List.of(spans)).stream()
                    .filter(s -> !s.isEmpty())
                    .map(s -> ids(t, s))
                    .sorted(java.util.Comparator.comparing(Object::toString))
                    .toList();
      } catch (NaiveEngine.Refused e) {
        return Map.of("refused", List.of());
      }
      if (!sets.isEmpty()) {
        all.put(
            mop.stack.traceql.engine.Ids.trace(
                t.spans().getFirst().span().getTraceId().toByteArray(), 0, 16),
            sets);
      }
    }
    return all;
  }

  private static List<String> ids(Trace t, List<Integer> spans) {
    return spans.stream()
        .map(i -> java.util.HexFormat.of().toHexDigits(t.raw().spanId(i)))
        .sorted()
        .toList();
  }

  private static Map<String, List<List<String>>> found(SearchResponse response) {
    Map<String, List<List<String>>> all = new TreeMap<>();
    response
        .traces()
        .forEach(t ->
            all.put(
                t.traceId(),
                t.spansets().stream()
                    .map(s -> s.spans().stream().map(x -> x.spanId()).sorted().toList())
                    .sorted(java.util.Comparator.comparing(Object::toString))
                    .toList()));
    return all;
  }
}
