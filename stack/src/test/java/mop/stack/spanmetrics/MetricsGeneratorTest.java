package mop.stack.spanmetrics;

import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_CLIENT;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_INTERNAL;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_SERVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import mop.analysis.estimate.InclusionProbability;
import mop.analysis.input.InvalidInput;
import mop.stack.labels.Labels;
import mop.stack.metrics.SampleCursor;
import mop.stack.sampling.Decision;
import mop.stack.spanmetrics.Samples.At;
import org.junit.jupiter.api.Test;

class MetricsGeneratorTest {
  private static final long T = Request.EPOCH_MILLIS;

  private final Samples out = new Samples();

  private MetricsGenerator generator(GeneratorSettings settings) {
    return new MetricsGenerator(settings, out);
  }

  private static Request one(double seconds, String... attributes) {
    return new Request()
        .span("cart", "GET /", SPAN_KIND_SERVER, 0xabc, 1, 0, 100, seconds, false, attributes);
  }

  private static Labels cart(String name, String... more) {
    Labels.Builder labels =
        Labels.of(
            "__name__", name,
            "service", "cart",
            "span_name", "GET /",
            "span_kind", "SPAN_KIND_SERVER",
            "status_code", "STATUS_CODE_UNSET")
            .toBuilder();
    for (int i = 0; i < more.length; i += 2) {
      labels.set(more[i], more[i + 1]);
    }
    return labels.build();
  }

  @Test
  void emitsASampleAtEachIntervalAndAZeroBeforeTheFirst() throws IOException {
    MetricsGenerator generator = generator(GeneratorSettings.DEFAULT);
    Request request = one(0.2);
    generator.accept(request.batch(), T + 300);
    generator.advance(T + 14_999);
    assertThat(out.series).isEmpty();
    generator.advance(T + 31_000);

    assertThat(out.at(cart("traces_spanmetrics_calls_total")))
        .containsExactly(new At(T - 1000, 0), new At(T + 15_000, 1), new At(T + 30_000, 1));
    assertThat(out.at(cart("traces_spanmetrics_size_total")).getLast())
        .isEqualTo(new At(T + 30_000, request.spans.getFirst().bytes()));
    assertThat(out.at(cart("traces_spanmetrics_latency_sum")))
        .containsExactly(new At(T + 15_000, 0.2), new At(T + 30_000, 0.2));
    assertThat(out.at(cart("traces_spanmetrics_latency_bucket", "le", "0.128")).getLast())
        .isEqualTo(new At(T + 30_000, 0));
    assertThat(out.at(cart("traces_spanmetrics_latency_bucket", "le", "0.256")))
        .containsExactly(new At(T - 1000, 0), new At(T + 15_000, 1), new At(T + 30_000, 1));
    assertThat(out.at(cart("traces_spanmetrics_latency_bucket", "le", "+Inf")).getLast())
        .isEqualTo(new At(T + 30_000, 1));
  }

  @Test
  void hasTheBucketsOfTempo() throws IOException {
    MetricsGenerator generator = generator(GeneratorSettings.DEFAULT);
    generator.accept(one(0.2).batch(), T + 300);
    generator.finish();
    assertThat(
            out.series.keySet().stream()
                .filter(l -> l.get("__name__").equals("traces_spanmetrics_latency_bucket"))
                .map(l -> l.get("le")))
        .containsExactlyInAnyOrder(
            "0.002", "0.004", "0.008", "0.016", "0.032", "0.064", "0.128", "0.256", "0.512",
            "1.024", "2.048", "4.096", "8.192", "16.384", "+Inf");
    assertThat(GeneratorSettings.DEFAULT.graphBuckets())
        .containsExactly(0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8);
  }

  @Test
  void namesATraceForEachBucketOnce() throws IOException {
    MetricsGenerator generator = generator(GeneratorSettings.DEFAULT);
    generator.accept(one(0.2).batch(), T + 300);
    generator.advance(T + 31_000);
    assertThat(out.examples)
        .filteredOn(e -> e.series().get("__name__").startsWith("traces_spanmetrics"))
        .containsExactly(
            new Samples.Example(
                cart("traces_spanmetrics_latency_bucket", "le", "0.256"),
                Labels.of("traceID", "70000000000000abc"),
                T + 15_000,
                0.2));
  }

  @Test
  void aBoundIsWithinItsBucketAndANegativeDurationIsNone() throws IOException {
    MetricsGenerator generator = generator(GeneratorSettings.DEFAULT);
    generator.accept(one(0.256).batch(), T + 400);
    generator.accept(one(-0.05).batch(), T + 400);
    generator.advance(T + 15_000);
    assertThat(out.at(cart("traces_spanmetrics_latency_bucket", "le", "0.256")).getLast())
        .isEqualTo(new At(T + 15_000, 2));
    assertThat(out.at(cart("traces_spanmetrics_latency_bucket", "le", "0.002")).getLast())
        .isEqualTo(new At(T + 15_000, 1));
    assertThat(out.at(cart("traces_spanmetrics_latency_sum")).getLast())
        .isEqualTo(new At(T + 15_000, 0.256));
  }

  @Test
  void endsASeriesThatIsNoLongerObserved() throws IOException {
    MetricsGenerator generator = generator(GeneratorSettings.DEFAULT);
    generator.accept(one(0.2).batch(), T + 300);
    generator.advance(T + 3_600_000);

    List<At> calls = out.at(cart("traces_spanmetrics_calls_total"));
    assertThat(calls.getLast().millis()).isEqualTo(T + 20 * 60_000);
    assertThat(SampleCursor.isStale(calls.getLast().value())).isTrue();
    assertThat(calls).hasSize(1 + 20 * 4);
    assertThat(generator.counters().activeSeries()).isZero();
    out.series
        .values()
        .forEach(s -> assertThat(SampleCursor.isStale(s.getLast().value())).isTrue());

    generator.accept(
        new Request()
            .span("cart", "GET /", SPAN_KIND_SERVER, 1, 1, 0, 3_600_000, 0.1, false)
            .batch(),
        T + 3_600_100);
    generator.advance(T + 3_615_000);
    assertThat(out.at(cart("traces_spanmetrics_calls_total")))
        .endsWith(new At(T + 3_599_000, 0), new At(T + 3_615_000, 1));
  }

  @Test
  void passesOverYearsInWhichNothingHappens() throws IOException {
    MetricsGenerator generator = generator(GeneratorSettings.DEFAULT);
    generator.accept(one(0.2).batch(), T + 300);
    generator.advance(T + Duration.ofDays(36_500).toMillis());
    assertThat(generator.counters().samples()).isLessThan(10_000);
  }

  @Test
  void makesLabelsOfAttributes() throws IOException {
    MetricsGenerator generator =
        generator(
            GeneratorSettings.DEFAULT.withDimensions(
                List.of("http.method", "zone", "span.name", "span_kind", "absent")));
    generator.accept(
        one(0.2, "http.method", "GET", "zone", "of span", "@zone", "of resource", "span_kind", "x")
            .batch(),
        T + 300);
    generator.finish();
    assertThat(out.series)
        .containsKey(
            cart(
                "traces_spanmetrics_calls_total",
                "http_method",
                "GET",
                "zone",
                "of resource",
                "__span_kind",
                "x"));
  }

  @Test
  void saysWhatAResourceIs() throws IOException {
    MetricsGenerator generator = generator(GeneratorSettings.DEFAULT.withTargetInfo());
    generator.accept(
        one(
                0.2,
                "@service.namespace",
                "shop",
                "@service.instance.id",
                "i-1",
                "@k8s.pod.name",
                "pod",
                "@job",
                "taken",
                "@0zone",
                "no name of a label")
            .batch(),
        T + 300);
    generator.finish();
    assertThat(
            out.of(
                "__name__", "traces_target_info",
                "job", "shop/cart",
                "instance", "i-1",
                "k8s_pod_name", "pod",
                "__job", "taken"))
        .first()
        .isEqualTo(new At(T + 15_000, 1));
    assertThat(out.series)
        .containsKey(cart("traces_spanmetrics_calls_total", "job", "shop/cart", "instance", "i-1"));
  }

  @Test
  void saysNothingOfAResourceThatHasNothingButItsName() throws IOException {
    MetricsGenerator generator = generator(GeneratorSettings.DEFAULT.withTargetInfo());
    generator.accept(one(0.2).batch(), T + 300);
    generator.finish();
    assertThat(out.last("traces_target_info")).isEmpty();
  }

  @Test
  void leavesOutWhatIsTooOldOrTooNew() throws IOException {
    MetricsGenerator generator = generator(GeneratorSettings.DEFAULT);
    generator.accept(one(0.2).batch(), T + 30_301);
    generator.accept(one(0.2).batch(), T + 30_302);
    generator.accept(
        new Request()
            .span("cart", "GET /", SPAN_KIND_SERVER, 1, 1, 0, 61_000, 0, false)
            .span("cart", "GET /", SPAN_KIND_SERVER, 1, 2, 0, 60_000, 0, false)
            .batch(),
        T + 30_303);
    assertThat(generator.counters().outsideSlack()).isEqualTo(3);
    assertThat(generator.counters().spans()).isEqualTo(1);
  }

  @Test
  void weighsWhatIsKeptByItsProbability() throws IOException {
    MetricsGenerator generator = generator(GeneratorSettings.DEFAULT);
    Decision kept = new Decision(true, new InclusionProbability.Known(0.25), "p");
    Decision dropped = new Decision(false, new InclusionProbability.Known(0.25), "p");
    Decision unknown = new Decision(true, new InclusionProbability.Unknown("limit"), "p");
    Request request = one(0.2);
    for (Decision d : List.of(kept, dropped, unknown)) {
      generator.accept(request.trace(), d, T + 300);
    }
    generator.advance(T + 15_000);

    assertThat(out.last("traces_spanmetrics_calls_total").values()).containsExactly(5.0);
    assertThat(out.last("traces_spanmetrics_latency_count").values()).containsExactly(5.0);
    assertThat(out.last("traces_spanmetrics_latency_sum").values()).containsExactly(5 * 0.2);
    assertThat(out.last("traces_spanmetrics_size_total").values())
        .containsExactly(2.0 * request.spans.getFirst().bytes());
  }

  @Test
  void sumsUpWhatIsAboveTheLimit() throws IOException {
    int each = 1 + 1 + 17;
    MetricsGenerator generator = generator(GeneratorSettings.DEFAULT.withLimits(2 * each, 100));
    for (int i = 0; i < 5; i++) {
      generator.accept(
          new Request()
              .span("s" + i, "name", SPAN_KIND_INTERNAL, 1, 1 + i, 0, 100, 0.1, false)
              .batch(),
          T + 300);
    }
    generator.finish();

    assertThat(generator.counters().activeSeries()).isEqualTo(2L * each);
    assertThat(generator.counters().seriesLimited()).isEqualTo(3L * each);
    assertThat(out.last("traces_spanmetrics_calls_total"))
        .hasSize(3)
        .containsEntry(Labels.of("metric_overflow", "true"), 3.0);
    assertThat(out.last("traces_spanmetrics_latency_count"))
        .containsEntry(Labels.of("metric_overflow", "true"), 3.0);
    generator.advance(T + 3_600_000);
    assertThat(generator.counters().activeSeries()).isZero();
  }

  @Test
  void addsLabelsToEachSeries() throws IOException {
    GeneratorSettings d = GeneratorSettings.DEFAULT;
    MetricsGenerator generator =
        generator(
            new GeneratorSettings(
                List.of(),
                false,
                d.spanBuckets(),
                d.graphBuckets(),
                d.edgeWait(),
                d.maxEdges(),
                d.collectionInterval(),
                d.staleAfter(),
                d.maxActiveSeries(),
                d.slack(),
                Labels.of("cluster", "c")));
    generator.accept(
        one(0.2).span("a", "b", SPAN_KIND_CLIENT, 1, 2, 0, 100, 0.1, false, "db.name", "d").batch(),
        T + 300);
    generator.finish();
    assertThat(out.series.keySet()).allMatch(l -> l.get("cluster").equals("c"));
  }

  @Test
  void refusesSettingsThatAreNone() {
    GeneratorSettings d = GeneratorSettings.DEFAULT;
    assertThatThrownBy(() -> d.withSlack(Duration.ZERO)).isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> d.withLimits(0, 1)).isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> d.withLimits(1, 0)).isInstanceOf(InvalidInput.class);
  }
}
