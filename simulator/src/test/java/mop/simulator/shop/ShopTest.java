package mop.simulator.shop;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mop.simulator.shop.DecodedBlock.Seen;
import mop.simulator.shop.DecodedBlock.Trace;
import mop.simulator.wire.SlotValues;
import org.junit.jupiter.api.Test;

class ShopTest {
  private final DecodedBlock block = DecodedBlock.STANDARD;

  @Test
  void truthCountsWhatWasSent() {
    assertThat(block.truth.traces()).isEqualTo(block.traces.size());
    assertThat(block.truth.spans())
        .isEqualTo(block.traces.stream().mapToLong(t -> t.spans().size()).sum());
  }

  @Test
  void blockHasTheSizeThatWasAskedFor() {
    assertThat((double) block.truth.spans()).isBetween(0.96 * 640_000, 1.04 * 640_000);
    assertThat((double) block.truth.traces()).isBetween(76_000.0, 88_000.0);
  }

  @Test
  void idsAreUnique() {
    Set<Long> spans = new HashSet<>();
    Set<String> traces = new HashSet<>();
    for (Trace trace : block.traces) {
      traces.add(trace.high() + " " + trace.low());
      trace.spans().forEach(span -> spans.add(span.id()));
    }

    assertThat((long) spans.size()).isEqualTo(block.truth.spans());
    assertThat(traces).hasSameSizeAs(block.traces);
  }

  @Test
  void everyTraceIsOneTreeWithFittingKinds() {
    List<String> wrong = new ArrayList<>();
    for (Trace trace : block.traces) {
      Map<Long, Seen> byId = new HashMap<>();
      trace.spans().forEach(span -> byId.put(span.id(), span));
      int roots = 0;
      for (Seen span : trace.spans()) {
        if (span.parent() == 0) {
          roots++;
          require(
              span.kind() == SpanKind.SPAN_KIND_SERVER
                  || span.kind() == SpanKind.SPAN_KIND_INTERNAL,
              wrong,
              span);
        } else {
          require(fits(Optional.ofNullable(byId.get(span.parent())), span), wrong, span);
        }
      }
      require(roots == 1, wrong, trace.spans().getFirst());
    }

    assertThat(wrong).isEmpty();
  }

  private static void require(boolean right, List<String> wrong, Seen span) {
    if (!right && wrong.size() < 20) {
      wrong.add(span.toString());
    }
  }

  private static boolean fits(Optional<Seen> maybeParent, Seen child) {
    if (maybeParent.isEmpty() || child.end() <= child.start()) {
      return false;
    }
    Seen parent = maybeParent.get();
    boolean inside = child.start() >= parent.start() && child.end() <= parent.end();
    boolean abandoned = child.start() >= parent.start() && parent.error();
    return switch (child.kind()) {
      case SPAN_KIND_SERVER -> parent.kind() == SpanKind.SPAN_KIND_CLIENT && (inside || abandoned);
      case SPAN_KIND_CONSUMER ->
          parent.kind() == SpanKind.SPAN_KIND_PRODUCER
              && child.start() > parent.end()
              && child.start() < parent.end() + 60_000_000_000L;
      case SPAN_KIND_CLIENT, SPAN_KIND_PRODUCER, SPAN_KIND_INTERNAL ->
          parent.kind() != SpanKind.SPAN_KIND_CLIENT
              && parent.kind() != SpanKind.SPAN_KIND_PRODUCER
              && child.service().equals(parent.service())
              && inside;
      case SPAN_KIND_UNSPECIFIED, UNRECOGNIZED -> false;
    };
  }

  @Test
  void systemIsAsLargeAsPromised() {
    Set<String> services = new HashSet<>();
    Set<String> operations = new HashSet<>();
    for (Trace trace : block.traces) {
      for (Seen span : trace.spans()) {
        services.add(span.service());
        if (span.serves() && !trace.healthCheck()) {
          operations.add(span.operation());
        }
      }
    }

    assertThat(services).hasSizeGreaterThanOrEqualTo(14);
    assertThat(operations).hasSizeGreaterThanOrEqualTo(40);
    assertThat(
            block.resources.values().stream()
                .map(r -> DecodedBlock.text(r.getResource().getAttributesList(), "service.name"))
                .collect(toSet()))
        .isEqualTo(services);
    assertThat(block.resources.size()).isGreaterThanOrEqualTo(2 * services.size());
  }

  @Test
  void healthChecksAreALargeDullShare() {
    List<Trace> checks = block.traces.stream().filter(Trace::healthCheck).toList();

    assertThat(checks.size() / (double) block.traces.size()).isBetween(0.30, 0.40);
    assertThat(checks).allSatisfy(trace -> assertThat(trace.spans()).hasSizeBetween(1, 2));
  }

  @Test
  void businessTracesHaveManySpansAndFewErrors() {
    int[] sizes = block.business().stream().mapToInt(t -> t.spans().size()).sorted().toArray();
    double small = Arrays.stream(sizes).filter(n -> n < 5).count() / (double) sizes.length;
    double large = Arrays.stream(sizes).filter(n -> n > 50).count() / (double) sizes.length;

    assertThat(small).isLessThan(0.01);
    assertThat(large).isLessThan(0.005);
    assertThat(sizes[sizes.length / 2]).isBetween(7, 14);
    double quiet = block.business().stream().filter(t -> block.faultOf(t).isEmpty()).count();
    double errors =
        block.business().stream().filter(t -> block.faultOf(t).isEmpty() && t.error()).count();
    assertThat(errors / quiet).isBetween(0.003, 0.01);
  }

  @Test
  void spansHaveTheBytesOfRealOnes() {
    assertThat((double) block.spanBytes / block.truth.spans()).isBetween(300.0, 420.0);
  }

  @Test
  void latenciesHaveHeavyTails() {
    double[] millis =
        block.traces.stream()
            .flatMap(t -> t.spans().stream())
            .filter(s -> s.serves() && s.name().equals("shop.catalog.v1.Catalog/ListProducts"))
            .mapToDouble(Seen::millis)
            .sorted()
            .toArray();
    double median = millis[millis.length / 2];
    double p99 = millis[(int) (millis.length * 0.99)];
    double p999 = millis[(int) (millis.length * 0.999)];

    // A lognormal with this body (p84 / p50) would have p99.9 / p50 = (p84 / p50)^3.09.
    double body = millis[(int) (millis.length * 0.8413)] / median;
    assertThat(p99 / median).isGreaterThan(4);
    assertThat(p999 / median).isGreaterThan(2 * Math.pow(body, 3.09));
  }

  @Test
  void usersAreManyAndProductsUnequallyLiked() {
    int visits = block.productVisits.values().stream().mapToInt(Integer::intValue).sum();
    int toTheTenthLikedMost =
        block.productVisits.entrySet().stream()
            .filter(e -> e.getKey() < SlotValues.PRODUCTS / 10)
            .mapToInt(Map.Entry::getValue)
            .sum();

    assertThat(block.users.size()).isGreaterThan(40_000);
    assertThat(block.productVisits.size()).isGreaterThan(5_000);
    assertThat(toTheTenthLikedMost / (double) visits).isBetween(0.28, 0.36);
  }

  @Test
  void attributesFollowTheConventions() {
    expect(
        "storefront GET /product/{productId}",
        SpanKind.SPAN_KIND_SERVER,
        "http.request.method",
        "http.route",
        "url.path",
        "url.scheme",
        "http.response.status_code",
        "server.address",
        "client.address",
        "user_agent.original",
        "user.id",
        "session.id");
    expect(
        "catalog shop.catalog.v1.Catalog/GetProduct",
        SpanKind.SPAN_KIND_SERVER,
        "rpc.system.name",
        "rpc.method",
        "rpc.response.status_code",
        "server.address",
        "network.peer.address");
    expect(
        "catalog SELECT product",
        SpanKind.SPAN_KIND_CLIENT,
        "db.system.name",
        "db.namespace",
        "db.operation.name",
        "db.collection.name",
        "db.query.text",
        "server.address",
        "server.port");
    expect(
        "cart HGETALL",
        SpanKind.SPAN_KIND_CLIENT,
        "db.system.name",
        "db.query.text",
        "db.operation.name");
    expect(
        "checkout send orders",
        SpanKind.SPAN_KIND_PRODUCER,
        "messaging.system",
        "messaging.destination.name",
        "messaging.operation.name",
        "messaging.operation.type",
        "messaging.destination.partition.id");
    expect(
        "warehouse process orders",
        SpanKind.SPAN_KIND_CONSUMER,
        "messaging.consumer.group.name",
        "messaging.kafka.offset");
    expect(
        "payment POST /v2/charges",
        SpanKind.SPAN_KIND_CLIENT,
        "http.request.method",
        "url.full",
        "url.template",
        "server.address",
        "server.port",
        "http.response.status_code");
  }

  private void expect(String operation, SpanKind kind, String... keys) {
    Span span = requireNonNull(block.examples.get(operation), operation);
    assertThat(span.getKind()).isEqualTo(kind);
    List<String> found = span.getAttributesList().stream().map(KeyValue::getKey).toList();
    assertThat(found).as(operation).contains(keys).doesNotHaveDuplicates();
  }

  @Test
  void failedSpansSayWhy() {
    block.examples.forEach((key, span) -> {
      boolean error = key.endsWith(" error");
      String type = DecodedBlock.text(span.getAttributesList(), "error.type");
      assertThat(type.isEmpty()).as(key).isNotEqualTo(error);
    });
    assertThat(block.examples.values().stream().filter(s -> s.getEventsCount() > 0))
        .isNotEmpty()
        .allSatisfy(s -> assertThat(s.getEvents(0).getName()).isEqualTo("exception"));
  }

  @Test
  void resourcesNameServiceVersionAndPod() {
    assertThat(block.resources.values())
        .allSatisfy(resource ->
            assertThat(resource.getResource().getAttributesList())
                .extracting(KeyValue::getKey)
                .contains(
                    "service.name",
                    "service.version",
                    "service.instance.id",
                    "k8s.namespace.name",
                    "k8s.deployment.name",
                    "k8s.pod.name",
                    "k8s.node.name",
                    "telemetry.sdk.language"));
  }
}
