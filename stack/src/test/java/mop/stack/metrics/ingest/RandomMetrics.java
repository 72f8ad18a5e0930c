package mop.stack.metrics.ingest;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Exemplar;
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
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** OTLP metrics of all kinds, with names and attributes that need to be translated. */
final class RandomMetrics {
  private static final List<String> NAMES =
      List.of(
          "http.server.request.duration",
          "process.cpu.time",
          "jvm.memory.used",
          "queue_length_",
          "9lives",
          "cache.hit.ratio",
          "requests.total",
          "disk:io",
          "größe");
  private static final List<String> UNITS =
      List.of(
          "", "s", "ms", "By", "1", "%", "{request}", "By/s", "{req}/min", "m/s", "kg.m/s2", "/s");
  private static final List<String> KEYS =
      List.of("http.method", "http_method", "_private", "__reserved__", "2xx", "job", "le", "zone");

  private final Random random;
  private final long nowMillis;

  RandomMetrics(Random random, long nowMillis) {
    this.random = random;
    this.nowMillis = nowMillis;
  }

  ExportMetricsServiceRequest request(int round) {
    ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
    for (int r = 0; r < 2; r++) {
      Resource.Builder resource = Resource.newBuilder();
      resource.addAttributes(text("service.name", "svc" + r));
      if (r == 1) {
        resource.addAttributes(text("service.namespace", "shop"));
        resource.addAttributes(text("service.instance.id", "i-1"));
        resource.addAttributes(text("host.name", "h1"));
        resource.addAttributes(KeyValue.newBuilder().setKey("process.args").setValue(deep()));
      }
      ScopeMetrics.Builder scope = ScopeMetrics.newBuilder();
      for (int i = 0; i < NAMES.size(); i++) {
        scope.addMetrics(metric(i, round, nowMillis + round * 1000L));
      }
      request.addResourceMetrics(
          ResourceMetrics.newBuilder().setResource(resource).addScopeMetrics(scope));
    }
    return request.build();
  }

  static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static AnyValue deep() {
    AnyValue number = AnyValue.newBuilder().setDoubleValue(1e-7).build();
    AnyValue text = AnyValue.newBuilder().setStringValue("a\"<b>\n").build();
    AnyValue bytes = AnyValue.newBuilder().setBytesValue(ByteString.copyFromUtf8("xyz")).build();
    KeyValue inner = KeyValue.newBuilder().setKey("k").setValue(number).build();
    AnyValue map =
        AnyValue.newBuilder().setKvlistValue(KeyValueList.newBuilder().addValues(inner)).build();
    ArrayValue list =
        ArrayValue.newBuilder()
            .addValues(text)
            .addValues(map)
            .addValues(bytes)
            .addValues(AnyValue.getDefaultInstance())
            .build();
    return AnyValue.newBuilder().setArrayValue(list).build();
  }

  private List<KeyValue> attributes(int point) {
    List<KeyValue> all = new ArrayList<>();
    for (int i = 0; i < KEYS.size(); i++) {
      if ((point >> i & 1) != 0) {
        all.add(text(KEYS.get(i), "v" + i));
      }
    }
    all.add(
        KeyValue.newBuilder()
            .setKey("n")
            .setValue(AnyValue.newBuilder().setIntValue(point))
            .build());
    all.add(
        KeyValue.newBuilder()
            .setKey("d")
            .setValue(AnyValue.newBuilder().setDoubleValue(point / 4.0))
            .build());
    all.add(
        KeyValue.newBuilder()
            .setKey("b")
            .setValue(AnyValue.newBuilder().setBoolValue(point % 2 == 0))
            .build());
    return all;
  }

  private Metric metric(int name, int round, long millis) {
    int kind = name % 6;
    Metric.Builder metric =
        Metric.newBuilder()
            .setName(NAMES.get(name))
            .setDescription("about " + NAMES.get(name))
            .setUnit(UNITS.get((name * 5 + 1) % UNITS.size()));
    int points = 3;
    for (int p = 0; p < points; p++) {
      int shape = name * 7 + p * 29;
      int flags = round > 0 && random.nextInt(10) == 0 ? 1 : 0;
      switch (kind) {
        case 0 -> metric.setHistogram(add(metric.getHistogram(), shape, flags, millis));
        case 1, 2 -> metric.setSum(add(metric.getSum(), kind == 1, shape, flags, millis));
        case 3 ->
            metric.setExponentialHistogram(
                add(metric.getExponentialHistogram(), shape, flags, millis));
        case 4 -> metric.setSummary(add(metric.getSummary(), shape, flags, millis));
        default -> metric.setGauge(add(metric.getGauge(), shape, flags, millis));
      }
    }
    return metric.build();
  }

  private NumberDataPoint number(int shape, int flags, long millis, boolean exemplars) {
    NumberDataPoint.Builder p =
        NumberDataPoint.newBuilder()
            .setTimeUnixNano(millis * 1_000_000)
            .setFlags(flags)
            .addAllAttributes(attributes(shape));
    if (shape % 2 == 0) {
      p.setAsInt(random.nextInt(1000) - 500);
    } else {
      p.setAsDouble(random.nextGaussian());
    }
    return exemplars ? p.addExemplars(exemplar(random.nextInt(9), millis)).build() : p.build();
  }

  private Exemplar exemplar(double value, long millis) {
    byte[] id = new byte[16];
    random.nextBytes(id);
    return Exemplar.newBuilder()
        .setTimeUnixNano((millis - 1) * 1_000_000)
        .setAsDouble(value)
        .setTraceId(ByteString.copyFrom(id))
        .setSpanId(ByteString.copyFrom(id, 0, 8))
        .addFilteredAttributes(text("user.id", "u1"))
        .build();
  }

  private Gauge add(Gauge to, int shape, int flags, long millis) {
    return to.toBuilder().addDataPoints(number(shape, flags, millis, false)).build();
  }

  private Sum add(Sum to, boolean monotonic, int shape, int flags, long millis) {
    return to.toBuilder()
        .setIsMonotonic(monotonic)
        .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
        .addDataPoints(number(shape, flags, millis, true))
        .build();
  }

  private Histogram add(Histogram to, int shape, int flags, long millis) {
    HistogramDataPoint.Builder p =
        HistogramDataPoint.newBuilder()
            .setTimeUnixNano(millis * 1_000_000)
            .setFlags(flags)
            .addAllAttributes(attributes(shape))
            .addAllExplicitBounds(List.of(0.005, 0.25, 1.0, 2.5e7));
    long count = 0;
    for (int i = 0; i < 5; i++) {
      int n = random.nextInt(20);
      p.addBucketCounts(n);
      count += n;
    }
    p.setCount(count);
    if (shape % 3 != 0) {
      p.setSum(random.nextDouble() * 100);
    }
    p.addExemplars(exemplar(0.1, millis))
        .addExemplars(exemplar(7, millis))
        .addExemplars(exemplar(1e9, millis));
    return to.toBuilder()
        .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
        .addDataPoints(p)
        .build();
  }

  private ExponentialHistogram add(ExponentialHistogram to, int shape, int flags, long millis) {
    ExponentialHistogramDataPoint.Builder p =
        ExponentialHistogramDataPoint.newBuilder()
            .setTimeUnixNano(millis * 1_000_000)
            .setFlags(flags)
            .setScale(random.nextInt(13) - 4)
            .setZeroCount(random.nextInt(3))
            .setSum(random.nextGaussian())
            .addAllAttributes(attributes(shape));
    long count = p.getZeroCount();
    for (var side : List.of(p.getPositiveBuilder(), p.getNegativeBuilder())) {
      side.setOffset(random.nextInt(100) - 50);
      int buckets = random.nextInt(30);
      for (int i = 0; i < buckets; i++) {
        int n = random.nextInt(3) == 0 ? random.nextInt(9) : 0;
        side.addBucketCounts(n);
        count += n;
      }
    }
    p.setCount(count).addExemplars(exemplar(0.5, millis));
    return to.toBuilder()
        .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
        .addDataPoints(p)
        .build();
  }

  private Summary add(Summary to, int shape, int flags, long millis) {
    SummaryDataPoint.Builder p =
        SummaryDataPoint.newBuilder()
            .setTimeUnixNano(millis * 1_000_000)
            .setFlags(flags)
            .setCount(random.nextInt(100))
            .setSum(random.nextDouble())
            .addAllAttributes(attributes(shape));
    for (double q : new double[] {0, 0.5, 0.999, 1}) {
      p.addQuantileValues(
          SummaryDataPoint.ValueAtQuantile.newBuilder()
              .setQuantile(q)
              .setValue(random.nextDouble()));
    }
    return to.toBuilder().addDataPoints(p).build();
  }
}
