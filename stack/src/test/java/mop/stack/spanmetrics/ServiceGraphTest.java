package mop.stack.spanmetrics;

import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_CLIENT;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_CONSUMER;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_INTERNAL;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_PRODUCER;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import mop.stack.labels.Labels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceGraphTest {
  private static final long T = Request.EPOCH_MILLIS;
  private static final String TOTAL = "traces_service_graph_request_total";
  private static final String FAILED = "traces_service_graph_request_failed_total";

  private final Samples out = new Samples();
  private final MetricsGenerator generator = new MetricsGenerator(GeneratorSettings.DEFAULT, out);

  private static Labels call(String client, String server, String type) {
    return Labels.of("client", client, "server", server, "connection_type", type);
  }

  @Test
  void bringsBothSidesTogetherWhicheverComesFirst() throws IOException {
    generator.accept(
        new Request()
            .span("web", "call", SPAN_KIND_CLIENT, 1, 11, 10, 0, 0.3, false)
            .span("cart", "serve", SPAN_KIND_SERVER, 1, 12, 11, 50, 0.15, true)
            .span("cart", "work", SPAN_KIND_INTERNAL, 1, 13, 12, 60, 0.05, true)
            .span("cart", "serve", SPAN_KIND_SERVER, 2, 22, 21, 50, 0.15, false)
            .span("web", "call", SPAN_KIND_CLIENT, 2, 21, 20, 0, 0.3, false)
            .batch(),
        T + 400);
    generator.advance(T + 15_000);

    Labels pair = call("web", "cart", "");
    assertThat(out.last(TOTAL)).containsOnlyKeys(pair).containsEntry(pair, 2.0);
    assertThat(out.last(FAILED)).containsOnlyKeys(pair).containsEntry(pair, 1.0);
    assertThat(out.last("traces_service_graph_request_server_seconds_sum"))
        .containsEntry(pair, 0.3);
    assertThat(out.last("traces_service_graph_request_client_seconds_sum"))
        .containsEntry(pair, 0.6);
    assertThat(out.last("traces_service_graph_request_client_seconds_bucket"))
        .containsEntry(pair.toBuilder().set("le", "0.2").build(), 0.0)
        .containsEntry(pair.toBuilder().set("le", "0.4").build(), 2.0);
    assertThat(generator.counters().edges()).isEqualTo(2);
  }

  @Test
  void knowsMessagesByTheirKind() throws IOException {
    generator.accept(
        new Request()
            .span("web", "send", SPAN_KIND_PRODUCER, 1, 11, 10, 0, 0.1, false)
            .span("mail", "take", SPAN_KIND_CONSUMER, 1, 12, 11, 50, 0.15, false)
            .batch(),
        T + 400);
    generator.finish();
    assertThat(out.last(TOTAL)).containsOnlyKeys(call("web", "mail", "messaging_system"));
  }

  @ParameterizedTest
  @CsvSource({
    "db.name=orders, orders",
    "db.namespace=new;db.name=old, new",
    "db.system=redis, redis",
    "db.system.name=postgresql, postgresql",
    "db.name=orders;server.address=db.internal, db.internal",
    "db.name=orders;peer.service=pg;server.address=db.internal, pg",
    "db.name=orders;network.peer.address=10.0.0.1, 10.0.0.1",
    "db.name=orders;network.peer.address=10.0.0.1;network.peer.port=5432, 10.0.0.1:5432",
    "@db.name=of-resource;db.name=orders, of-resource"
  })
  void callsOfDatabasesNeedNoOtherSide(String attributes, String server) throws IOException {
    String[] pairs = attributes.split("[=;]");
    generator.accept(
        new Request()
            .span("web", "SELECT", SPAN_KIND_CLIENT, 1, 11, 10, 0, 0.1, false, pairs)
            .batch(),
        T + 400);
    generator.advance(T + 15_000);
    assertThat(out.last(TOTAL)).containsOnlyKeys(call("web", server, "database"));
    assertThat(out.last("traces_service_graph_request_server_seconds_sum").values())
        .containsExactly(0.1);
  }

  @Test
  void guessesWhoCallsFromOutsideAndWhoIsCalledThere() throws IOException {
    generator.accept(
        new Request()
            .span("web", "GET /", SPAN_KIND_SERVER, 1, 1, 0, 0, 0.1, false)
            .span("api", "GET /", SPAN_KIND_SERVER, 2, 1, 0, 0, 0.1, false, "peer.service", "app")
            .span("web", "POST", SPAN_KIND_CLIENT, 3, 1, 9, 0, 0.1, true, "peer.service", "paypal")
            .span("web", "POST", SPAN_KIND_CLIENT, 4, 1, 9, 0, 0.1, false)
            .span("web", "GET /", SPAN_KIND_SERVER, 5, 1, 9, 0, 0.1, false)
            .batch(),
        T + 400);
    generator.advance(T + 10_399);
    assertThat(generator.counters().completedEdges()).isZero();
    generator.advance(T + 10_400);
    assertThat(generator.counters().completedEdges()).isEqualTo(3);
    assertThat(generator.counters().expiredEdges()).isEqualTo(2);

    generator.advance(T + 15_000);
    assertThat(out.last(TOTAL))
        .containsOnlyKeys(
            call("user", "web", "virtual_node"),
            call("app", "api", "virtual_node"),
            call("web", "paypal", "virtual_node"));
    assertThat(out.last(FAILED)).containsOnlyKeys(call("web", "paypal", "virtual_node"));
  }

  @Test
  void givesUpWhatComesTooLate() throws IOException {
    generator.accept(
        new Request().span("web", "c", SPAN_KIND_CLIENT, 1, 11, 10, 0, 0.1, false).batch(),
        T + 400);
    generator.accept(
        new Request().span("cart", "s", SPAN_KIND_SERVER, 1, 12, 11, 0, 0.1, false).batch(),
        T + 10_500);
    generator.finish();
    assertThat(generator.counters().expiredEdges()).isEqualTo(2);
    assertThat(out.last(TOTAL)).isEmpty();
  }

  @Test
  void dropsSidesForWhichThereIsNoRoom() throws IOException {
    MetricsGenerator small =
        new MetricsGenerator(GeneratorSettings.DEFAULT.withLimits(1000, 2), out);
    Request request = new Request();
    for (int i = 0; i < 5; i++) {
      request.span("web", "c", SPAN_KIND_CLIENT, 1, 11 + i, 10, 0, 0.1, false);
    }
    request.span("cart", "s", SPAN_KIND_SERVER, 1, 20, 12, 0, 0.1, false);
    small.accept(request.batch(), T + 400);
    small.finish();
    assertThat(small.counters().droppedSpans()).isEqualTo(3);
    assertThat(small.counters().edges()).isEqualTo(2);
    assertThat(small.counters().expiredEdges()).isEqualTo(1);
    assertThat(out.last(TOTAL)).containsOnlyKeys(call("web", "cart", ""));
  }

  @Test
  void leavesOutWhatHasNoService() throws IOException {
    generator.accept(
        new Request()
            .span("", "c", SPAN_KIND_CLIENT, 1, 11, 10, 0, 0.1, false)
            .span("cart", "s", SPAN_KIND_SERVER, 1, 12, 11, 0, 0.1, false)
            .batch(),
        T + 400);
    generator.finish();
    assertThat(out.last(TOTAL)).isEmpty();
    assertThat(out.last("traces_spanmetrics_calls_total")).hasSize(2);
  }
}
