package mop.stack.traceql.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import mop.stack.otlp.RawTrace;
import mop.stack.traceql.Query;
import mop.stack.traceql.engine.MetricsJson;
import mop.stack.traceql.engine.MetricsQuery;
import mop.stack.traceql.engine.MetricsRequest;
import mop.stack.traceql.engine.MetricsResponse;
import mop.stack.traceql.engine.Series;
import mop.stack.traceql.engine.TraceSource;
import mop.stack.traceql.source.SmallTraces.Sent;
import mop.stack.traceql.source.SmallTraces.Trace;
import mop.stack.traces.BlockEncoding;
import mop.stack.traces.BlockReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricsTest {
  private static final long MINUTE = 60_000_000_000L;
  private static final double[] NONE = {};
  private static final long START = SmallTraces.START + 30_000_000_000L;

  @TempDir Path folder;

  private final List<Trace> traces = new SmallTraces(11).list(60);
  private final List<Sent> spans = traces.stream().flatMap(t -> t.spans().stream()).toList();
  private final List<RawTrace> raw = traces.stream().map(Trace::raw).toList();

  private MetricsResponse ask(String query) throws IOException {
    return ask(query, new RawTraces(raw));
  }

  private static MetricsResponse ask(String query, TraceSource source) throws IOException {
    MetricsRequest request = MetricsRequest.range(START, START + 5 * MINUTE, MINUTE, 100, 0);
    return MetricsQuery.run(Query.parse(query), request, List.of(source));
  }

  /** Values by the text of the labels. */
  private Map<String, double[]> values(String query) throws IOException {
    return ask(query).series().stream()
        .collect(
            Collectors.toMap(
                s ->
                    s.labels().stream()
                        .map(l -> l.name() + "=" + l.value().text())
                        .collect(Collectors.joining(",")),
                Series::values,
                (a, b) -> a,
                TreeMap::new));
  }

  /** Spans of each step, whose ends are multiples of the step. */
  private List<List<Sent>> steps() {
    long first = START - START % MINUTE - MINUTE;
    int count = (int) ((START + 5 * MINUTE - first + MINUTE - 1) / MINUTE);
    return IntStream.range(0, count)
        .mapToObj(i ->
            spans.stream()
                .filter(s ->
                    s.span().getStartTimeUnixNano() > first + i * MINUTE
                        && s.span().getStartTimeUnixNano() <= first + (i + 1) * MINUTE)
                .toList())
        .toList();
  }

  private double[] each(ToDoubleFunction<List<Sent>> f) {
    return steps().stream().mapToDouble(f).toArray();
  }

  private static double seconds(Sent s) {
    return (s.span().getEndTimeUnixNano() - s.span().getStartTimeUnixNano()) / 1e9;
  }

  private static DoubleStream durations(List<Sent> spans) {
    return spans.stream().mapToDouble(MetricsTest::seconds);
  }

  @Test
  void countsAreThoseOfTheSpansThatStartInEachStep() throws IOException {
    assertThat(values("{ } | count_over_time()").get("__name__=count_over_time"))
        .containsExactly(each(List::size));
    assertThat(values("{ } | rate()").get("__name__=rate"))
        .containsExactly(each(s -> s.size() / 60.0), within(1e-12));
  }

  @Test
  void seriesAreMadeOfEachValue() throws IOException {
    Map<String, double[]> found = values("{ kind = server } | count_over_time() by (name)");

    Function<String, double[]> expected =
        name ->
            each(s ->
                s.stream()
                    .filter(x -> x.span().getName().equals(name))
                    .filter(x -> x.span().getKindValue() == 2)
                    .count());
    assertThat(found).hasSize(4);
    found.forEach((labels, v) ->
        assertThat(v).containsExactly(expected.apply(labels.substring("name=".length()))));
  }

  @Test
  void valuesAreAggregatedInSeconds() throws IOException {
    assertThat(values("{ } | max_over_time(duration)").get("__name__=max_over_time"))
        .containsExactly(each(s -> durations(s).max().orElse(Double.NaN)));
    assertThat(values("{ } | min_over_time(duration)").get("__name__=min_over_time"))
        .containsExactly(each(s -> durations(s).min().orElse(Double.NaN)));
    assertThat(values("{ } | sum_over_time(duration)").get("__name__=sum_over_time"))
        .containsExactly(each(s -> s.isEmpty() ? Double.NaN : durations(s).sum()), within(1e-9));
    assertThat(values("{ } | avg_over_time(duration)").get("__name__=avg_over_time"))
        .containsExactly(each(s -> durations(s).average().orElse(Double.NaN)), within(1e-9));
  }

  @Test
  void quantilesLieWithinTheBucketOfPowersOfTwoOfTheTrueOnes() throws IOException {
    double[] found =
        values("{ duration > 1ms } | quantile_over_time(duration, 0.9)")
            .getOrDefault("p=0.9", NONE);

    for (int i = 0; i < found.length; i++) {
      double[] sorted = durations(steps().get(i)).filter(d -> d > 0.001).sorted().toArray();
      if (sorted.length > 0) {
        double exact = sorted[(int) Math.ceil(0.9 * sorted.length) - 1];
        assertThat(found[i]).isBetween(exact / 2, exact * 2);
      }
    }
  }

  @Test
  void bucketsOfAHistogramAddUpToTheCount() throws IOException {
    double[] sum = new double[steps().size()];
    values("{ duration > 1ms } | histogram_over_time(duration)")
        .forEach((bucket, v) -> {
          assertThat(bucket).startsWith("__bucket=");
          Arrays.setAll(sum, i -> sum[i] + v[i]);
        });

    assertThat(sum).containsExactly(each(s -> durations(s).filter(d -> d > 0.001).count()));
  }

  @Test
  void stepsOnSeriesAreTakenInOrder() throws IOException {
    double[] all = values("{ } | count_over_time()").getOrDefault("__name__=count_over_time", NONE);
    Map<String, double[]> byName = values("{ } | count_over_time() by (name)");
    Map<String, double[]> top = values("{ } | count_over_time() by (name) | topk(1)");
    Map<String, double[]> share =
        values("100 * ({ } | count_over_time() by (name)) / ({ } | count_over_time())");

    int full = IntStream.range(0, all.length).filter(i -> all[i] > 10).findFirst().orElseThrow();
    double max = byName.values().stream().mapToDouble(v -> v[full]).max().orElseThrow();
    assertThat(top.values().stream().mapToDouble(v -> v[full]).filter(v -> !Double.isNaN(v)))
        .containsExactly(max);
    assertThat(share.values().stream().mapToDouble(v -> v[full]).sum())
        .isCloseTo(100, within(1e-9));
    assertThat(values("{ } | count_over_time() > 1000000")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void blocksGiveTheSameSeries(BlockEncoding encoding) throws IOException {
    BlockReader block = Blocks.write(folder, encoding, raw);
    for (String query :
        List.of(
            "{ } | rate() by (resource.service.name, status)",
            "{ span.a > 1 } | count_over_time() by (span.http.method)",
            "{ kind = server } > { } | quantile_over_time(duration, 0.5, 1) by (name)",
            "{ event:name != nil } | max_over_time(event:timeSinceStart) by (event:name)",
            "{ } | by(name) | count() > 1 | avg_over_time(span.http.status_code) by (kind)")) {
      String columns = series(ask(query, new BlockTraces(block)));
      assertThat(columns).as(query).isEqualTo(series(ask(query)));
    }
  }

  /** Without exemplars: which spans come first differs. */
  private static String series(MetricsResponse response) {
    return MetricsJson.range(response)
        .path("series")
        .toString()
        .replaceAll(",\"exemplars\":\\[.*?}\\](?=})", "");
  }

  @Test
  void anExemplarNamesItsTrace() throws IOException {
    MetricsResponse response = ask("{ kind = server } | rate() by (name)");

    assertThat(response.series()).anySatisfy(s -> assertThat(s.exemplars()).isNotEmpty());
    response
        .series()
        .forEach(s ->
            s.exemplars()
                .forEach(e -> {
                  assertThat(e.labels().getFirst().name()).isEqualTo("trace:id");
                  assertThat(e.value()).isPositive();
                }));
  }

  @Test
  void theJsonLeavesOutWhatIsZeroAsTempoDoes() throws IOException {
    String json = MetricsJson.range(ask("{ name = `nothing` } | rate()")).toString();

    assertThat(json)
        .startsWith(
            "{\"series\":[{\"labels\":[{\"key\":\"__name__\",\"value\":{\"stringValue\":\"rate\"}}],"
                + "\"samples\":[{\"timestampMs\":\"1699999980000\"}")
        .doesNotContain("\"value\":0");
  }
}
