package mop.stack.traces;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import mop.stack.otlp.Origin;
import mop.stack.otlp.RawTrace;

/** Random traces with every kind of attribute, events, links and odd values; seeded. */
final class GeneratedTraces {
  static final long START = 1_700_000_000_000_000_000L;

  private static final List<String> SPAN_KEYS =
      List.of(
          "http.method",
          "http.url",
          "http.status_code",
          "http.request.method",
          "http.response.status_code",
          "url.path",
          "server.port",
          "db.statement",
          "",
          "ключ",
          "messaging.destination",
          "retry");
  private static final List<String> RESOURCE_KEYS =
      List.of("k8s.pod.name", "k8s.cluster.name", "cluster", "host.name", "process.pid", "z", "a");

  private final SplittableRandom random;
  private final List<Origin> origins = new ArrayList<>();

  GeneratedTraces(long seed) {
    random = new SplittableRandom(seed);
    for (int i = 0; i < 6; i++) {
      origins.add(origin(i));
    }
  }

  List<RawTrace> list(int count) {
    return IntStream.range(0, count).mapToObj(i -> trace()).toList();
  }

  RawTrace trace() {
    long high = random.nextInt(8) == 0 ? 0 : random.nextLong();
    RawTrace trace = new RawTrace(high, random.nextLong());
    List<Long> ids = new ArrayList<>();
    int spans = 1 + random.nextInt(random.nextInt(10) == 0 ? 200 : 12);
    for (int i = 0; i < spans; i++) {
      long id = random.nextLong() | 1;
      long parent = i == 0 || random.nextInt(20) == 0 ? 0 : ids.get(random.nextInt(ids.size()));
      ids.add(id);
      add(trace, origins.get(random.nextInt(origins.size())), span(trace, id, parent));
    }
    return trace;
  }

  /** Adds a span to a trace as a decoder would. */
  static void add(RawTrace trace, Origin origin, Span span) {
    byte[] bytes = span.toByteArray();
    trace.add(
        origin,
        bytes,
        0,
        bytes.length,
        number(span.getSpanId()),
        number(span.getParentSpanId()),
        span.getStartTimeUnixNano(),
        span.getEndTimeUnixNano(),
        span.getKindValue(),
        span.getStatus().getCodeValue());
  }

  private static long number(ByteString id) {
    return id.size() == 8 ? id.asReadOnlyByteBuffer().getLong() : 0;
  }

  static ByteString id(long... parts) {
    byte[] bytes = new byte[8 * parts.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (parts[i / 8] >>> (56 - 8 * (i % 8)));
    }
    return ByteString.copyFrom(bytes);
  }

  private Span span(RawTrace trace, long id, long parent) {
    long start = START + random.nextLong(60_000_000_000L);
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(id(trace.idHigh(), trace.idLow()))
            .setSpanId(id(id))
            .setName(text())
            .setKindValue(random.nextInt(6))
            .setStartTimeUnixNano(start)
            .setEndTimeUnixNano(start + random.nextLong(5_000_000_000L) - 1000)
            .setDroppedAttributesCount(rarely(7))
            .setDroppedEventsCount(rarely(8))
            .setDroppedLinksCount(rarely(-1));
    if (parent != 0) {
      span.setParentSpanId(id(parent));
    }
    if (random.nextInt(4) == 0) {
      span.setTraceState("ot=th:" + random.nextInt(9));
    }
    if (random.nextInt(3) == 0) {
      span.setStatus(Status.newBuilder().setCodeValue(random.nextInt(3)).setMessage(text()));
    }
    span.addAllAttributes(attributes(SPAN_KEYS, 5));
    for (int e = random.nextInt(6) - 3; e > 0; e--) {
      span.addEvents(
          Span.Event.newBuilder()
              .setTimeUnixNano(start + random.nextLong(1000) - 500)
              .setName(text())
              .setDroppedAttributesCount(rarely(3))
              .addAllAttributes(attributes(SPAN_KEYS, 3)));
    }
    for (int l = random.nextInt(6) - 4; l > 0; l--) {
      span.addLinks(
          Span.Link.newBuilder()
              .setTraceId(id(random.nextLong(), random.nextLong()))
              .setSpanId(id(random.nextLong()))
              .setTraceState(random.nextBoolean() ? "a=b" : "")
              .setDroppedAttributesCount(rarely(2))
              .addAllAttributes(attributes(SPAN_KEYS, 2)));
    }
    return span.build();
  }

  private int rarely(int value) {
    return random.nextInt(10) == 0 ? value : 0;
  }

  private Origin origin(int i) {
    Resource.Builder resource =
        Resource.newBuilder().addAllAttributes(attributes(RESOURCE_KEYS, 5));
    String service = i == 0 ? "" : String.format(Locale.ROOT, "service-%d", i % 3);
    if (i > 0) {
      resource.addAttributes(pair("service.name", text(service)));
    }
    resource.setDroppedAttributesCount(i == 2 ? 4 : 0);
    InstrumentationScope.Builder scope = InstrumentationScope.newBuilder();
    if (i > 1) {
      scope.setName("scope " + i).setVersion("1." + i).addAllAttributes(attributes(SPAN_KEYS, 2));
    }
    return new Origin(
        resource.build().toByteArray(),
        scope.build().toByteArray(),
        service.isEmpty() ? "unknown_service" : service);
  }

  /** Some attributes, no key twice. */
  private List<KeyValue> attributes(List<String> keys, int max) {
    int count = random.nextInt(max + 1);
    int from = random.nextInt(keys.size());
    BiFunction<Integer, Integer, KeyValue> at =
        (start, i) -> pair(keys.get((start + i) % keys.size()), value(2));
    return IntStream.range(0, count).mapToObj(i -> at.apply(from, i)).toList();
  }

  private static KeyValue pair(String key, AnyValue value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  private static AnyValue text(String text) {
    return AnyValue.newBuilder().setStringValue(text).build();
  }

  private String text() {
    return switch (random.nextInt(12)) {
      case 0 -> "";
      case 1 -> "<&>\"\\\n\u2028\u0001 é 漢字 😀";
      case 2 -> "x".repeat(1 + random.nextInt(300));
      default -> "name-" + random.nextInt(40);
    };
  }

  private AnyValue value(int depth) {
    AnyValue.Builder v = AnyValue.newBuilder();
    switch (random.nextInt(depth > 0 ? 10 : 5)) {
      case 0 -> v.setIntValue(random.nextInt(4) == 0 ? random.nextLong() : random.nextInt(600));
      case 1 -> v.setDoubleValue(real());
      case 2 -> v.setBoolValue(random.nextBoolean());
      case 3 -> v.setBytesValue(ByteString.copyFromUtf8(text()));
      case 5 -> v.setArrayValue(array(depth));
      case 6 -> v.setArrayValue(scalars());
      case 7 ->
          v.setKvlistValue(
              KeyValueList.newBuilder()
                  .addValues(pair("a", value(depth - 1)))
                  .addValues(pair("", value(depth - 1))));
      case 8 -> v.clear();
      default -> v.setStringValue(text());
    }
    return v.build();
  }

  private double real() {
    double[] odd = {0, -0.0, 1, 1e300, -2.5, Double.NaN, Double.NEGATIVE_INFINITY, 1e15, 0.1};
    return odd[random.nextInt(odd.length)];
  }

  /** Values of any types, so mostly one that Tempo cannot hold as an array. */
  private ArrayValue array(int depth) {
    ArrayValue.Builder array = ArrayValue.newBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      array.addValues(value(depth - 1));
    }
    return array.build();
  }

  private ArrayValue scalars() {
    ArrayValue.Builder array = ArrayValue.newBuilder();
    int type = random.nextInt(4);
    for (int i = random.nextInt(4); i > 0; i--) {
      AnyValue.Builder v = array.addValuesBuilder();
      switch (type) {
        case 0 -> v.setIntValue(random.nextLong());
        case 1 -> v.setDoubleValue(real());
        case 2 -> v.setBoolValue(random.nextBoolean());
        default -> v.setStringValue(text());
      }
    }
    return array.build();
  }
}
