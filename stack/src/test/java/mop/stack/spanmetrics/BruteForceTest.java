package mop.stack.spanmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import mop.stack.labels.Labels;
import mop.stack.spanmetrics.Request.Made;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts of random spans against counting all of them by hand. */
class BruteForceTest {
  private static final SpanKind[] KINDS = {
    SpanKind.SPAN_KIND_UNSPECIFIED,
    SpanKind.SPAN_KIND_INTERNAL,
    SpanKind.SPAN_KIND_SERVER,
    SpanKind.SPAN_KIND_CLIENT,
    SpanKind.SPAN_KIND_PRODUCER,
    SpanKind.SPAN_KIND_CONSUMER
  };

  private final Samples out = new Samples();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void agreesWithCountingByHand(long seed) throws IOException {
    GeneratorSettings settings =
        GeneratorSettings.DEFAULT
            .withDimensions(List.of("http.method"))
            .withEdgeWait(Duration.ofHours(1));
    MetricsGenerator generator = new MetricsGenerator(settings, out);
    List<Made> spans = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(seed);
    long now = 0;
    for (int r = 0; r < 60; r++) {
      now += random.nextInt(400);
      Request request = request(random, spans, now);
      generator.accept(request.batch(), Request.EPOCH_MILLIS + now);
      spans.addAll(request.spans);
    }
    generator.finish();

    assertThat(generator.counters().spans()).isEqualTo(spans.size());
    assertCounts(spans);
    assertLatency(spans, settings.spanBuckets());
    assertGraph(spans, generator.counters());
  }

  /** Spans whose parents are any of those before, of one trace in eight. */
  private static Request request(SplittableRandom random, List<Made> before, long now) {
    Request request = new Request();
    for (int i = 0; i < 20; i++) {
      List<Made> known = new ArrayList<>(before);
      known.addAll(request.spans);
      Made parent =
          known.isEmpty() || random.nextInt(6) == 0
              ? null
              : known.get(Math.max(0, known.size() - 1 - random.nextInt(30)));
      String[] attributes =
          switch (random.nextInt(5)) {
            case 0 -> new String[] {"http.method", random.nextBoolean() ? "GET" : "PUT"};
            case 1 -> new String[] {"peer.service", "outside"};
            case 2 -> new String[] {"db.system", "redis"};
            default -> new String[0];
          };
      request.span(
          "service-" + random.nextInt(5),
          "name " + random.nextInt(4),
          KINDS[random.nextInt(KINDS.length)],
          parent == null ? 1 + random.nextInt(8) : parent.trace(),
          1 + before.size() + i,
          parent == null ? 0 : parent.id(),
          now - random.nextInt(1000),
          random.nextInt(3000) / 1000.0,
          random.nextInt(4) == 0,
          attributes);
    }
    return request;
  }

  private static String attribute(Made span, String key) {
    int at = span.attributes().indexOf(key);
    return at < 0 ? "" : span.attributes().get(at + 1);
  }

  private static Labels labels(Made span) {
    return Labels.of(
        "service", span.service(),
        "span_name", span.name(),
        "span_kind", span.kind().name(),
        "status_code", span.error() ? "STATUS_CODE_ERROR" : "STATUS_CODE_UNSET",
        "http_method", attribute(span, "http.method"));
  }

  private void assertCounts(List<Made> spans) {
    Map<Labels, Double> calls = new HashMap<>();
    Map<Labels, Double> bytes = new HashMap<>();
    for (Made span : spans) {
      calls.merge(labels(span), 1.0, Double::sum);
      bytes.merge(labels(span), (double) span.bytes(), Double::sum);
    }
    assertThat(out.last("traces_spanmetrics_calls_total")).isEqualTo(calls);
    assertThat(out.last("traces_spanmetrics_size_total")).isEqualTo(bytes);
  }

  private void assertLatency(List<Made> spans, List<Double> bounds) {
    Map<Labels, Double> buckets = new HashMap<>();
    for (Made span : spans) {
      for (double bound : bounds) {
        String le = new java.math.BigDecimal(Double.toString(bound)).toPlainString();
        Labels bucket = labels(span).toBuilder().set("le", le).build();
        buckets.merge(bucket, span.seconds() <= bound ? 1.0 : 0.0, Double::sum);
      }
      buckets.merge(labels(span).toBuilder().set("le", "+Inf").build(), 1.0, Double::sum);
    }
    assertThat(out.last("traces_spanmetrics_latency_bucket")).isEqualTo(buckets);
  }

  /** Each client's span meets at most one server's; then that one is no longer to be had. */
  private void assertGraph(List<Made> spans, GeneratorCounters counters) {
    Map<Labels, Double> calls = new HashMap<>();
    Map<String, List<Made>> sides = new HashMap<>();
    for (Made span : spans) {
      side(span, sides, calls);
    }
    long expired = 0;
    for (List<Made> open : sides.values()) {
      expired += guess(open, calls) ? 0 : 1;
    }
    assertThat(out.last("traces_service_graph_request_total")).isEqualTo(calls);
    assertThat(counters.expiredEdges()).isEqualTo(expired);
  }

  private static boolean client(Made span) {
    return span.kind() == SpanKind.SPAN_KIND_CLIENT || span.kind() == SpanKind.SPAN_KIND_PRODUCER;
  }

  private static boolean server(Made span) {
    return span.kind() == SpanKind.SPAN_KIND_SERVER || span.kind() == SpanKind.SPAN_KIND_CONSUMER;
  }

  private static void side(Made span, Map<String, List<Made>> sides, Map<Labels, Double> calls) {
    if (!client(span) && !server(span)) {
      return;
    }
    String key = span.trace() + "/" + (client(span) ? span.id() : span.parent());
    List<Made> open = sides.computeIfAbsent(key, k -> new ArrayList<>());
    open.add(span);
    String database = client(span) ? attribute(span, "db.system") : "";
    Made client = last(open, BruteForceTest::client);
    Made server = last(open, BruteForceTest::server);
    if (!database.isEmpty()) {
      count(calls, span.service(), database, "database");
      sides.remove(key);
    } else if (client != null && server != null) {
      boolean message =
          span.kind() == SpanKind.SPAN_KIND_PRODUCER || span.kind() == SpanKind.SPAN_KIND_CONSUMER;
      count(calls, client.service(), server.service(), message ? "messaging_system" : "");
      sides.remove(key);
    }
  }

  private static boolean guess(List<Made> open, Map<Labels, Double> calls) {
    Made last = open.getLast();
    String peer = "";
    for (Made span : open) {
      String named = attribute(span, "peer.service") + attribute(span, "db.system");
      peer = named.isEmpty() ? peer : named;
    }
    if (server(last) && last.parent() == 0) {
      count(calls, peer.isEmpty() ? "user" : peer, last.service(), "virtual_node");
      return true;
    }
    if (client(last) && !peer.isEmpty()) {
      count(calls, last.service(), peer, "virtual_node");
      return true;
    }
    return false;
  }

  private static @org.jspecify.annotations.Nullable Made last(
      List<Made> open, Predicate<Made> side) {
    Made found = null;
    for (Made span : open) {
      found = side.test(span) ? span : found;
    }
    return found;
  }

  private static void count(Map<Labels, Double> calls, String client, String server, String type) {
    calls.merge(
        Labels.of("client", client, "server", server, "connection_type", type), 1.0, Double::sum);
  }
}
