package mop.stack.traceql.source;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import mop.stack.otlp.Origin;
import mop.stack.otlp.RawTrace;

/** Random traces of few keys and values, so that random queries find something; seeded. */
final class SmallTraces {
  static final long START = 1_700_000_000_000_000_000L;
  static final List<String> KEYS =
      List.of("a", "b", "http.method", "http.status_code", "url.path", "k8s.pod.name", "rare");
  static final List<String> TEXTS = List.of("x", "y", "GET", "xyz", "", "é😀");

  /** A span with what it arrived under. */
  record Sent(Span span, Resource resource, InstrumentationScope scope, Origin origin) {}

  /** A trace in both forms. */
  record Trace(RawTrace raw, List<Sent> spans) {}

  private final SplittableRandom random;
  private final List<Sent> origins = new ArrayList<>();

  SmallTraces(long seed) {
    random = new SplittableRandom(seed);
    for (int i = 0; i < 5; i++) {
      Resource.Builder resource = Resource.newBuilder().addAllAttributes(attributes(3));
      if (i > 0) {
        resource.addAttributes(pair("service.name", text("svc-" + i % 3)));
      }
      InstrumentationScope.Builder scope = InstrumentationScope.newBuilder();
      if (i > 1) {
        scope.setName("lib-" + i).setVersion("1").addAllAttributes(attributes(1));
      }
      Resource r = resource.build();
      InstrumentationScope s = scope.build();
      Origin origin =
          new Origin(r.toByteArray(), s.toByteArray(), i == 0 ? "unknown_service" : "svc-" + i % 3);
      origins.add(new Sent(Span.getDefaultInstance(), r, s, origin));
    }
  }

  List<Trace> list(int count) {
    return IntStream.range(0, count).mapToObj(i -> trace()).toList();
  }

  private Trace trace() {
    long high = random.nextInt(6) == 0 ? 0 : random.nextLong();
    RawTrace raw = new RawTrace(high, random.nextLong());
    List<Sent> sent = new ArrayList<>();
    List<Long> ids = new ArrayList<>();
    int n = 1 + random.nextInt(9);
    boolean rootless = random.nextInt(10) == 0;
    for (int i = 0; i < n; i++) {
      long id = random.nextLong() | 1;
      boolean root = !rootless && (i == 0 || random.nextInt(9) == 0);
      boolean orphan = ids.isEmpty() || random.nextInt(12) == 0;
      long parent = root ? 0 : orphan ? 12345 : ids.get(random.nextInt(ids.size()));
      ids.add(id);
      Sent origin = origins.get(random.nextInt(origins.size()));
      Span span = span(raw, id, parent);
      sent.add(new Sent(span, origin.resource, origin.scope, origin.origin));
      byte[] bytes = span.toByteArray();
      raw.add(
          origin.origin,
          bytes,
          0,
          bytes.length,
          id,
          parent,
          span.getStartTimeUnixNano(),
          span.getEndTimeUnixNano(),
          span.getKindValue(),
          span.getStatus().getCodeValue());
    }
    return new Trace(raw, sent);
  }

  private Span span(RawTrace trace, long id, long parent) {
    long start = START + random.nextLong(600_000) * 1_000_000;
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(bytes(trace.idHigh(), trace.idLow()))
            .setSpanId(bytes(id))
            .setName("op-" + random.nextInt(4))
            .setKindValue(random.nextInt(6))
            .setStartTimeUnixNano(start)
            .setEndTimeUnixNano(start + random.nextInt(6) * 500_000_000L + random.nextInt(3))
            .addAllAttributes(attributes(5));
    if (parent != 0) {
      span.setParentSpanId(bytes(parent));
    }
    if (random.nextBoolean()) {
      span.setStatus(Status.newBuilder().setCodeValue(random.nextInt(3)).setMessage(anyOf(TEXTS)));
    }
    for (int e = random.nextInt(6) - 2; e > 0; e--) {
      span.addEvents(
          Span.Event.newBuilder()
              .setName(anyOf(TEXTS))
              .setTimeUnixNano(start + random.nextInt(3) * 1_000_000L)
              .addAllAttributes(attributes(3)));
    }
    for (int l = random.nextInt(6) - 3; l > 0; l--) {
      span.addLinks(
          Span.Link.newBuilder()
              .setTraceId(bytes(0, random.nextInt(3)))
              .setSpanId(bytes(random.nextInt(3)))
              .addAllAttributes(attributes(2)));
    }
    return span.build();
  }

  private <T> T anyOf(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static ByteString bytes(long... parts) {
    ByteBuffer buffer = ByteBuffer.allocate(8 * parts.length);
    for (long p : parts) {
      buffer.putLong(p);
    }
    return ByteString.copyFrom(buffer.flip());
  }

  private List<KeyValue> attributes(int max) {
    Set<String> keys = new LinkedHashSet<>();
    for (int i = random.nextInt(max + 1); i > 0; i--) {
      keys.add(random.nextInt(40) == 0 ? "rare" : KEYS.get(random.nextInt(KEYS.size() - 1)));
    }
    return keys.stream().map(k -> pair(k, value())).toList();
  }

  private static KeyValue pair(String key, AnyValue value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  private static AnyValue text(String text) {
    return AnyValue.newBuilder().setStringValue(text).build();
  }

  private AnyValue value() {
    if (random.nextInt(5) > 0) {
      return scalar(random.nextInt(6));
    }
    ArrayValue.Builder array = ArrayValue.newBuilder();
    int type = random.nextInt(7);
    for (int i = random.nextInt(4); i > 0; i--) {
      array.addValues(scalar(type == 6 ? random.nextInt(6) : type));
    }
    return AnyValue.newBuilder().setArrayValue(array).build();
  }

  private AnyValue scalar(int type) {
    AnyValue.Builder v = AnyValue.newBuilder();
    return switch (type) {
      case 0 -> v.setBoolValue(random.nextBoolean()).build();
      case 1 -> v.setDoubleValue(random.nextInt(4) / 2.0).build();
      case 2, 3 -> v.setIntValue(random.nextInt(-1, 4)).build();
      default -> v.setStringValue(anyOf(TEXTS)).build();
    };
  }
}
