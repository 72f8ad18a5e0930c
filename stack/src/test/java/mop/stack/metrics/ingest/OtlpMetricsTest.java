package mop.stack.metrics.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import mop.stack.labels.Labels;
import mop.stack.metrics.MetricMetadata;
import mop.stack.metrics.SampleBatch;
import mop.stack.metrics.SampleCursor;
import mop.stack.otlp.InvalidOtlp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtlpMetricsTest {
  private static final long T = 1_790_000_000_000L;
  private static final AggregationTemporality CUMULATIVE =
      AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE;

  private static Ingested decode(Metric.Builder... metrics) throws InvalidOtlp {
    ScopeMetrics.Builder scope = ScopeMetrics.newBuilder();
    for (Metric.Builder m : metrics) {
      scope.addMetrics(m);
    }
    Resource.Builder resource =
        Resource.newBuilder().addAttributes(RandomMetrics.text("service.name", "cart"));
    return decode(
        ResourceMetrics.newBuilder().setResource(resource).addScopeMetrics(scope).build());
  }

  private static Ingested decode(ResourceMetrics resource) throws InvalidOtlp {
    byte[] bytes =
        ExportMetricsServiceRequest.newBuilder().addResourceMetrics(resource).build().toByteArray();
    return OtlpMetrics.decode(bytes, 0, bytes.length);
  }

  private static NumberDataPoint.Builder point(double value) {
    return NumberDataPoint.newBuilder().setTimeUnixNano(T * 1_000_000).setAsDouble(value);
  }

  private static Metric.Builder gauge(String name, NumberDataPoint.Builder point) {
    return Metric.newBuilder().setName(name).setGauge(Gauge.newBuilder().addDataPoints(point));
  }

  private static Metric.Builder counter(AggregationTemporality how, NumberDataPoint.Builder point) {
    Sum.Builder sum =
        Sum.newBuilder().setIsMonotonic(true).setAggregationTemporality(how).addDataPoints(point);
    return Metric.newBuilder().setName("hits").setSum(sum);
  }

  /** Names that github.com/prometheus/otlptranslator's documentation and tests give. */
  @ParameterizedTest
  @CsvSource({
    "http.server.duration, s, false, false, http_server_duration_seconds",
    "requests.count, 1, true, false, requests_count_total",
    "memory.usage, By, false, true, memory_usage_bytes",
    "active.ping, 1, false, true, active_ping_ratio",
    "system.io, foo/bar, true, false, system_io_foo_per_bar_total",
    "fsw.seconds, s, false, true, fsw_seconds",
    "total.hits, '', true, false, hits_total",
    "9lives, {life}, false, true, _9lives",
    "a__b, '', false, true, a_b",
    "disk:io, By/s, false, true, disk:io_bytes_per_second",
    "rate, {packets}/s, false, true, rate_per_second",
    "speed, m/s, false, true, speed_meters_per_second"
  })
  void metricsAreNamedAsPrometheusDoes(
      String name, String unit, boolean counter, boolean gauge, String expected) {
    assertThat(PrometheusNames.metric(name, unit, counter, gauge)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "http.method, http_method",
    "2xx, key_2xx",
    "_private, key_private",
    "__reserved__, __reserved__",
    "a..b, a__b",
    "größe, gr__e",
    "_, ''"
  })
  void labelsAreNamedAsPrometheusDoesByDefault(String key, String expected) {
    assertThat(PrometheusNames.label(key)).isEqualTo(expected);
  }

  @Test
  void aCounterBecomesASeriesWithItsExemplar() throws InvalidOtlp {
    Ingested got = decode(counter(CUMULATIVE, point(7)).setUnit("By").setDescription("how many"));

    Labels series = Labels.of("__name__", "hits_bytes_total", "job", "cart");
    assertThat(got.batch().samples()).containsExactly(new SampleBatch.Entry(series, T, 7, null));
    assertThat(got.batch().metadata())
        .isEqualTo(
            Map.of(
                "hits_bytes_total",
                new MetricMetadata(MetricMetadata.Type.COUNTER, "how many", "bytes")));
    assertThat(got.points()).isEqualTo(1);
    assertThat(got.rejectedCount()).isZero();
  }

  @Test
  void deltasAreRejectedByPointsAndTheRestIsTaken() throws InvalidOtlp {
    AggregationTemporality delta = AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA;
    Ingested got = decode(counter(delta, point(7)), gauge("warm", point(1)));

    assertThat(got.rejected()).isEqualTo(Map.of(Rejection.DELTA, 1L));
    assertThat(got.points()).isEqualTo(2);
    assertThat(got.example()).contains("delta", "hits");
    assertThat(got.batch().samples()).hasSize(1);
  }

  @Test
  void aHistogramBecomesCumulativeBuckets() throws InvalidOtlp {
    HistogramDataPoint.Builder p =
        HistogramDataPoint.newBuilder()
            .setTimeUnixNano(T * 1_000_000)
            .setCount(6)
            .setSum(2.5)
            .addAllExplicitBounds(List.of(0.005, 1.0, 1e21))
            .addAllBucketCounts(List.of(1L, 2L, 0L, 3L));
    Ingested got =
        decode(
            Metric.newBuilder()
                .setName("lat")
                .setUnit("s")
                .setHistogram(
                    Histogram.newBuilder().setAggregationTemporality(CUMULATIVE).addDataPoints(p)));

    assertThat(got.batch().samples())
        .extracting(e -> e.series().get("__name__") + e.series().get("le") + "=" + e.value())
        .containsExactly(
            "lat_seconds_sum=2.5",
            "lat_seconds_count=6.0",
            "lat_seconds_bucket0.005=1.0",
            "lat_seconds_bucket1=3.0",
            "lat_seconds_bucket1000000000000000000000=3.0",
            "lat_seconds_bucket+Inf=6.0");
  }

  @Test
  void anExponentialHistogramBecomesANativeOneNoFinerThanEight() throws InvalidOtlp {
    ExponentialHistogramDataPoint.Builder p =
        ExponentialHistogramDataPoint.newBuilder()
            .setTimeUnixNano(T * 1_000_000)
            .setScale(9)
            .setCount(10)
            .setZeroCount(1)
            .setSum(3);
    p.getPositiveBuilder().setOffset(-1).addAllBucketCounts(List.of(1L, 2L, 3L, 0L, 0L, 3L));
    Ingested got = decode(exponential(p));

    var h = Objects.requireNonNull(got.batch().samples().getFirst().histogram());
    assertThat(h.layout().schema()).isEqualTo(8);
    assertThat(h.layout().positive()).containsExactly(0, 1, 2, 3);
    assertThat(h.positive()).containsExactly(1, 5, 0, 3);
    assertThat(h.zeroCount()).isEqualTo(1);
  }

  private static Metric.Builder exponential(ExponentialHistogramDataPoint.Builder point) {
    return Metric.newBuilder()
        .setName("lat")
        .setExponentialHistogram(
            ExponentialHistogram.newBuilder()
                .setAggregationTemporality(CUMULATIVE)
                .addDataPoints(point));
  }

  @Test
  void histogramsThatContradictThemselvesAreRejected() throws InvalidOtlp {
    ExponentialHistogramDataPoint.Builder p =
        ExponentialHistogramDataPoint.newBuilder().setCount(9).setScale(1);
    p.getPositiveBuilder().addBucketCounts(3);

    assertThat(decode(exponential(p)).rejected()).isEqualTo(Map.of(Rejection.HISTOGRAM, 1L));
    assertThat(decode(exponential(p.setScale(-5))).example()).contains("scale -5");
  }

  @Test
  void noRecordedValueEndsTheSeries() throws InvalidOtlp {
    Ingested got = decode(gauge("warm", point(1).setFlags(1)));

    assertThat(SampleCursor.isStale(got.batch().samples().getFirst().value())).isTrue();
  }

  @Test
  void theResourceBecomesJobInstanceAndTargetInfo() throws InvalidOtlp {
    Resource.Builder resource =
        Resource.newBuilder()
            .addAttributes(RandomMetrics.text("service.name", "cart"))
            .addAttributes(RandomMetrics.text("service.namespace", "shop"))
            .addAttributes(RandomMetrics.text("service.instance.id", "i7"))
            .addAttributes(RandomMetrics.text("host.name", "h"))
            .addAttributes(RandomMetrics.text("host_name", "g"));
    NumberDataPoint.Builder early =
        point(1)
            .setTimeUnixNano((T - 200_000) * 1_000_000)
            .addAttributes(RandomMetrics.text("job", "x"));
    ScopeMetrics.Builder scope =
        ScopeMetrics.newBuilder()
            .addMetrics(gauge("warm", early))
            .addMetrics(gauge("cold", point(2)));
    Ingested got =
        decode(ResourceMetrics.newBuilder().setResource(resource).addScopeMetrics(scope).build());

    Labels target =
        Labels.of(
            "__name__", "target_info", "job", "shop/cart", "instance", "i7", "host_name", "h;g");
    assertThat(got.batch().samples())
        .contains(
            new SampleBatch.Entry(
                Labels.of("__name__", "warm", "job", "shop/cart", "instance", "i7"),
                T - 200_000,
                1,
                null),
            new SampleBatch.Entry(target, T, 1, null))
        .filteredOn(e -> e.series().equals(target))
        .hasSizeBetween(2, 3);
  }

  @Test
  void pointsFarApartDoNotFillMemoryWithTargetInfo() throws InvalidOtlp {
    Resource.Builder resource =
        Resource.newBuilder()
            .addAttributes(RandomMetrics.text("service.name", "cart"))
            .addAttributes(RandomMetrics.text("host.name", "h"));
    ScopeMetrics.Builder scope =
        ScopeMetrics.newBuilder()
            .addMetrics(gauge("warm", point(1).setTimeUnixNano(0)))
            .addMetrics(gauge("cold", point(2)));
    Ingested got =
        decode(ResourceMetrics.newBuilder().setResource(resource).addScopeMetrics(scope).build());

    assertThat(got.batch().samples()).hasSize(10_001 + 2);
  }

  @Test
  void brokenBytesAreRefusedAndNeverCrash() {
    Random random = new Random(2);
    int refused = 0;
    for (int round = 0; round < 60; round++) {
      byte[] whole = new RandomMetrics(random, T).request(round).toByteArray();
      for (int trial = 0; trial < 50; trial++) {
        byte[] bad = java.util.Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
        for (int i = 0; i < 3; i++) {
          bad[random.nextInt(bad.length)] = (byte) random.nextInt();
        }
        try {
          OtlpMetrics.decode(bad, 0, bad.length);
        } catch (InvalidOtlp e) {
          refused++;
        }
      }
    }
    assertThat(refused).isGreaterThan(1000);
    byte[] latin = {10, 4, 18, 2, 18, 0};
    assertThatThrownBy(() -> OtlpMetrics.decode(latin, 0, 5)).isInstanceOf(InvalidOtlp.class);
  }
}
