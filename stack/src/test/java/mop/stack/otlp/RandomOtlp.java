package mop.stack.otlp;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.SplittableRandom;

/** Random requests made with the generated classes of opentelemetry-proto. */
public final class RandomOtlp {
  private final SplittableRandom random;

  public RandomOtlp(long seed) {
    random = new SplittableRandom(seed);
  }

  public ExportTraceServiceRequest request() {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    for (int r = random.nextInt(4); r > 0; r--) {
      ResourceSpans.Builder resource = request.addResourceSpansBuilder();
      if (random.nextInt(5) > 0) {
        resource.setResource(resource());
      }
      for (int s = random.nextInt(3); s > 0; s--) {
        resource.addScopeSpans(scopeSpans());
      }
      resource.setSchemaUrl(text());
    }
    return request.build();
  }

  private Resource resource() {
    return Resource.newBuilder()
        .addAttributes(attribute("service.name", "service-" + random.nextInt(3)))
        .addAttributes(attribute("k8s.pod.name", text()))
        .setDroppedAttributesCount(random.nextInt(2))
        .build();
  }

  private ScopeSpans scopeSpans() {
    ScopeSpans.Builder spans = ScopeSpans.newBuilder();
    if (random.nextBoolean()) {
      spans.setScope(InstrumentationScope.newBuilder().setName(text()).setVersion("1"));
    }
    for (int i = random.nextInt(6); i > 0; i--) {
      spans.addSpans(span());
    }
    return spans.build();
  }

  public Span span() {
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(bytes(16))
            .setSpanId(bytes(8))
            .setName(text())
            .setKindValue(random.nextInt(6))
            .setStartTimeUnixNano(random.nextLong())
            .setEndTimeUnixNano(random.nextLong())
            .setFlags(random.nextInt(512));
    if (random.nextBoolean()) {
      span.setParentSpanId(bytes(8));
      span.setTraceState(span.getStartTimeUnixNano() % 2 == 0 ? "ot=th:c" : "");
    }
    if (random.nextBoolean()) {
      span.setStatus(Status.newBuilder().setCodeValue(random.nextInt(3)).setMessage(text()));
    }
    for (int a = random.nextInt(5); a > 0; a--) {
      span.addAttributes(KeyValue.newBuilder().setKey(text()).setValue(value(2)));
    }
    if (random.nextInt(3) == 0) {
      span.addEvents(Span.Event.newBuilder().setName(text()).setTimeUnixNano(random.nextLong()))
          .addLinks(Span.Link.newBuilder().setTraceId(bytes(16)).setSpanId(bytes(8)));
    }
    return span.build();
  }

  private AnyValue value(int depth) {
    AnyValue.Builder value = AnyValue.newBuilder();
    return switch (random.nextInt(depth > 0 ? 6 : 5)) {
      case 0 -> value.setStringValue(text()).build();
      case 1 -> value.setBoolValue(random.nextBoolean()).build();
      case 2 -> value.setIntValue(random.nextLong()).build();
      case 3 -> value.setDoubleValue(random.nextDouble()).build();
      case 4 -> value.setBytesValue(bytes(random.nextInt(20))).build();
      default ->
          value
              .setArrayValue(
                  ArrayValue.newBuilder().addValues(value(depth - 1)).addValues(value(depth - 1)))
              .build();
    };
  }

  public static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private ByteString bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return ByteString.copyFrom(bytes);
  }

  private String text() {
    int length = random.nextInt(10) == 0 ? 200 : random.nextInt(12);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append("aµ€z/{}\"\\".charAt(random.nextInt(9)));
    }
    return text.toString();
  }
}
