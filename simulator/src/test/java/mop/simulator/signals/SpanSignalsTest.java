package mop.simulator.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import mop.analysis.input.InvalidInput;
import mop.simulator.shop.Shop;
import mop.simulator.signals.AllSignals.Exported;
import mop.simulator.signals.AllSignals.Line;
import mop.simulator.signals.AllSignals.Seen;
import mop.stack.otlp.Signal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanSignalsTest {
  private static final AllSignals ALL =
      new AllSignals(AllSignals.SMALL, SignalSettings.DEFAULT, 3, 2);
  private static final long START = Shop.FIRST_BLOCK.getEpochSecond() * 1_000_000_000L;

  private static boolean serves(Seen seen) {
    SpanKind kind = seen.span().getKind();
    return kind == SpanKind.SPAN_KIND_SERVER || kind == SpanKind.SPAN_KIND_CONSUMER;
  }

  private static boolean asks(Seen seen) {
    SpanKind kind = seen.span().getKind();
    return kind == SpanKind.SPAN_KIND_CLIENT || kind == SpanKind.SPAN_KIND_PRODUCER;
  }

  /** Durations of the spans beside which a histogram is recorded, by pod and attributes. */
  private static Map<String, List<Double>> durations(
      SpanKind kind, String marker, List<String> keys) {
    Map<String, List<Double>> durations = new HashMap<>();
    for (Seen seen : ALL.spans.values()) {
      if (seen.span().getKind() == kind && !seen.attribute(marker).isEmpty()) {
        Map<String, String> attributes = new TreeMap<>();
        for (String key : keys) {
          if (!seen.attribute(key).isEmpty()) {
            attributes.put(key, seen.attribute(key));
          }
        }
        durations
            .computeIfAbsent(seen.pod() + attributes, k -> new ArrayList<>())
            .add(seen.seconds());
      }
    }
    return durations;
  }

  /** The points that were exported last. */
  private static Map<String, HistogramDataPoint> last(String metric) {
    Map<String, HistogramDataPoint> points = new HashMap<>();
    for (Exported e : ALL.metrics) {
      if (e.metric().getName().equals(metric)) {
        for (HistogramDataPoint point : e.metric().getHistogram().getDataPointsList()) {
          points.put(e.pod() + AllSignals.texts(point.getAttributesList()), point);
        }
      }
    }
    return points;
  }

  @ParameterizedTest
  @CsvSource({
    "http.server.request.duration, SPAN_KIND_SERVER, http.request.method,"
        + " http.request.method http.route url.scheme network.protocol.version"
        + " http.response.status_code error.type",
    "http.client.request.duration, SPAN_KIND_CLIENT, http.request.method,"
        + " http.request.method server.address network.protocol.version"
        + " http.response.status_code error.type",
    "rpc.server.call.duration, SPAN_KIND_SERVER, rpc.system.name,"
        + " rpc.system.name rpc.method rpc.response.status_code error.type",
    "rpc.client.call.duration, SPAN_KIND_CLIENT, rpc.system.name,"
        + " rpc.system.name rpc.method rpc.response.status_code server.address error.type",
    "db.client.operation.duration, SPAN_KIND_CLIENT, db.system.name,"
        + " db.system.name db.namespace db.operation.name db.collection.name server.address"
        + " error.type"
  })
  void histogramsCountWhatTheSpansSay(String metric, SpanKind kind, String marker, String keys) {
    Map<String, List<Double>> expected = durations(kind, marker, List.of(keys.split(" ")));
    Map<String, HistogramDataPoint> points = last(metric);

    assertThat(points).hasSizeGreaterThan(5).hasSameSizeAs(expected);
    points.forEach((key, point) -> {
      List<Double> durations = expected.getOrDefault(key, List.of());
      assertThat(point.getCount()).as(key).isEqualTo(durations.size());
      double sum = durations.stream().mapToDouble(d -> d).sum();
      assertThat(point.getSum()).isCloseTo(sum, within(1e-9 * (1 + sum)));
      assertThat(point.getMax()).isEqualTo(durations.stream().mapToDouble(d -> d).max().orElse(0));
      assertThat(point.getMin()).isEqualTo(durations.stream().mapToDouble(d -> d).min().orElse(0));
      assertThat(point.getBucketCountsList()).isEqualTo(buckets(point, durations));
    });
  }

  private static List<Long> buckets(HistogramDataPoint point, List<Double> durations) {
    List<Long> counts = new ArrayList<>();
    for (int i = 0; i <= point.getExplicitBoundsCount(); i++) {
      double above = i == 0 ? Double.NEGATIVE_INFINITY : point.getExplicitBounds(i - 1);
      double upTo =
          i == point.getExplicitBoundsCount()
              ? Double.POSITIVE_INFINITY
              : point.getExplicitBounds(i);
      counts.add(durations.stream().filter(d -> d > above && d <= upTo).count());
    }
    return counts;
  }

  @Test
  void examplesAreSpansOfTheSamePodAndBucket() {
    int examples = 0;
    for (Exported e : ALL.metrics) {
      for (HistogramDataPoint point : e.metric().getHistogram().getDataPointsList()) {
        for (Exemplar x : point.getExemplarsList()) {
          examples++;
          Seen seen = ALL.span(x.getSpanId());
          assertThat(seen.span().getTraceId()).isEqualTo(x.getTraceId());
          assertThat(seen.pod()).isEqualTo(e.pod());
          assertThat(x.getAsDouble()).isEqualTo(seen.seconds());
          assertThat(x.getTimeUnixNano()).isEqualTo(seen.span().getEndTimeUnixNano());
          assertThat(x.getTimeUnixNano()).isLessThanOrEqualTo(point.getTimeUnixNano());
        }
      }
    }
    assertThat(examples).isGreaterThan(1000);
  }

  @Test
  void pointsAreCumulativeAndComeEachMinute() {
    Map<String, HistogramDataPoint> before = new HashMap<>();
    for (Exported e : ALL.metrics) {
      for (HistogramDataPoint point : e.metric().getHistogram().getDataPointsList()) {
        assertThat(e.metric().getHistogram().getAggregationTemporality())
            .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
        assertThat(point.getStartTimeUnixNano()).isEqualTo(START);
        assertThat(point.getTimeUnixNano()).isEqualTo(e.atNanos());
        HistogramDataPoint former =
            before.put(
                e.pod() + e.metric().getName() + AllSignals.texts(point.getAttributesList()),
                point);
        if (former != null) {
          assertThat(point.getCount()).isGreaterThanOrEqualTo(former.getCount());
          long apart = point.getTimeUnixNano() - former.getTimeUnixNano();
          assertThat(apart).isBetween(1L, 60_000_000_000L);
        }
      }
    }
  }

  @Test
  void everyPodTellsOfItsRuntime() {
    Map<String, Integer> cpu = new HashMap<>();
    for (Exported e : ALL.metrics) {
      if (e.metric().getName().equals("process.cpu.utilization")) {
        cpu.merge(e.pod(), 1, Integer::sum);
        assertThat(e.metric().getGauge().getDataPoints(0).getAsDouble()).isBetween(0.001, 1.0);
      }
    }
    assertThat(cpu.keySet()).isEqualTo(podsOfSpans());
    assertThat(cpu.values()).allMatch(n -> n >= 29 && n <= 33);
    assertThat(ALL.metrics.stream().map(e -> e.metric().getName()))
        .contains("jvm.memory.used", "go.goroutine.count", "nodejs.eventloop.utilization");
  }

  private static java.util.Set<String> podsOfSpans() {
    java.util.Set<String> pods = new java.util.HashSet<>();
    ALL.spans.values().forEach(s -> pods.add(s.pod()));
    return pods;
  }

  @Test
  void eachRequestHasOneLineAndEachFailedCallAnother() {
    Map<String, Integer> lines = new HashMap<>();
    for (Line line : ALL.lines) {
      lines.merge(line.line().getSeverityText(), 1, Integer::sum);
    }
    long failed = ALL.spans.values().stream().filter(s -> serves(s) && s.failed()).count();
    long calls = ALL.spans.values().stream().filter(s -> asks(s) && s.failed()).count();
    long slow =
        ALL.spans.values().stream()
            .filter(s -> serves(s) && !s.failed() && s.seconds() >= 1)
            .count();
    long served = ALL.spans.values().stream().filter(SpanSignalsTest::serves).count();
    assertThat(failed).isPositive();
    assertThat(slow).isPositive();
    assertThat(lines)
        .containsEntry("ERROR", (int) failed)
        .containsEntry("WARN", (int) (calls + slow))
        .containsEntry("INFO", (int) (served - failed - slow))
        .hasSize(3);
  }

  @Test
  void linesNameTheirSpanAndComeInOrder() {
    Map<String, Long> lastOfPod = new HashMap<>();
    for (Line l : ALL.lines) {
      LogRecord line = l.line();
      Seen seen = ALL.span(line.getSpanId());
      assertThat(seen.pod()).isEqualTo(l.pod());
      assertThat(seen.span().getTraceId()).isEqualTo(line.getTraceId());
      assertThat(seen.span().getEndTimeUnixNano()).isEqualTo(line.getTimeUnixNano());
      assertThat(line.getBody().getStringValue()).contains(seen.span().getName());
      Long before = lastOfPod.put(l.pod(), line.getTimeUnixNano());
      assertThat(line.getTimeUnixNano() - (before == null ? 0 : before)).isGreaterThan(-1000);
      assertThat(l.atNanos()).isGreaterThanOrEqualTo(line.getTimeUnixNano());
      for (String key : List.of("http.route", "rpc.method", "error.type")) {
        assertThat(AllSignals.text(line.getAttributesList(), key)).isEqualTo(seen.attribute(key));
      }
      if (line.getSeverityText().equals("ERROR")) {
        assertThat(AllSignals.text(line.getAttributesList(), "error.type")).isNotEmpty();
      }
    }
  }

  @Test
  void theTracesAreTheSameAndSoAreTheSignalsOnMoreThreads() throws IOException {
    CRC32C alone = new CRC32C();
    Shop.generate(AllSignals.SMALL, 3, 0, 1, (at, b, off, len) -> alone.update(b, off, len));
    AllSignals again = new AllSignals(AllSignals.SMALL, SignalSettings.DEFAULT, 3, 1);
    for (Signal signal : List.of(Signal.TRACES, Signal.METRICS, Signal.LOGS)) {
      assertThat(checksum(again, signal)).isEqualTo(checksum(ALL, signal));
    }
    assertThat(checksum(ALL, Signal.TRACES)).isEqualTo(alone.getValue());
  }

  private static long checksum(AllSignals all, Signal signal) {
    CRC32C crc = all.checksums.get(signal);
    return crc == null ? -1 : crc.getValue();
  }

  @Test
  void densityIsASetting() {
    AllSignals none =
        new AllSignals(AllSignals.SMALL, new SignalSettings(0, SignalSettings.NO_LOGS), 3, 2);
    assertThat(none.metrics).isEmpty();
    assertThat(none.lines).isEmpty();

    AllSignals failures = new AllSignals(AllSignals.SMALL, new SignalSettings(300, 0), 3, 2);
    assertThat(failures.lines).allMatch(l -> l.line().getSeverityNumberValue() >= 13);
    assertThat(failures.metrics.size()).isLessThan(ALL.metrics.size() / 3);

    AllSignals dense = new AllSignals(AllSignals.SMALL, new SignalSettings(60, 2.5), 3, 2);
    long info = dense.lines.stream().filter(l -> l.line().getSeverityNumberValue() == 9).count();
    long debug = dense.lines.stream().filter(l -> l.line().getSeverityNumberValue() == 5).count();
    assertThat((double) debug / info).isBetween(1.45, 1.55);
  }

  @Test
  void refusesSettingsOutOfRange() {
    assertThatThrownBy(() -> new SignalSettings(-1, 1)).isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> new SignalSettings(4000, 1)).isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> new SignalSettings(60, 21)).isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> new SignalSettings(60, Double.NaN)).isInstanceOf(InvalidInput.class);
  }
}
