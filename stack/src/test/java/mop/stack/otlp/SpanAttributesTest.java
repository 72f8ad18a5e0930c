package mop.stack.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import org.junit.jupiter.api.Test;

class SpanAttributesTest {
  private final SpanAttributes attributes = new SpanAttributes();
  private final byte[] span =
      new RandomOtlp(3)
          .span().toBuilder()
              .clearAttributes()
              .addAttributes(with("method", AnyValue.newBuilder().setStringValue("GET")))
              .addAttributes(with("status", AnyValue.newBuilder().setIntValue(-503)))
              .addAttributes(with("ratio", AnyValue.newBuilder().setDoubleValue(0.25)))
              .addAttributes(with("cached", AnyValue.newBuilder().setBoolValue(true)))
              .addAttributes(with("status", AnyValue.newBuilder().setIntValue(200)))
              .addAttributes(KeyValue.newBuilder().setKey("nothing"))
              .build()
              .toByteArray();

  private static KeyValue with(String key, AnyValue.Builder value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  private boolean find(String key) {
    return attributes.findInSpan(span, 0, span.length, SpanAttributes.key(key));
  }

  @Test
  void findsEachTypeByKey() {
    assertThat(find("method")).isTrue();
    assertThat(attributes.stringEquals(SpanAttributes.key("GET"))).isTrue();
    assertThat(attributes.stringEquals(SpanAttributes.key("GE"))).isFalse();
    assertThat(attributes.string()).contains("GET");
    assertThat(find("ratio")).isTrue();
    assertThat(attributes.doubleValue()).isEqualTo(0.25);
    assertThat(find("cached")).isTrue();
    assertThat(attributes.boolValue()).isTrue();
  }

  @Test
  void theFirstOfSeveralCounts() {
    assertThat(find("status")).isTrue();
    assertThat(attributes.intValue()).isEqualTo(-503);
  }

  @Test
  void absentKeysAndKeysWithoutValueAreNotFound() {
    assertThat(find("nothing")).isFalse();
    assertThat(find("metho")).isFalse();
    assertThat(find("methods")).isFalse();
  }

  @Test
  void anotherTypeReadsAsZeroLikeTheCollectorDoes() {
    find("method");
    assertThat(attributes.intValue()).isZero();
    assertThat(attributes.boolValue()).isFalse();
    find("status");
    assertThat(attributes.string()).isEmpty();
    assertThat(attributes.doubleValue()).isZero();
  }

  @Test
  void resourcesAreSearchedToo() {
    byte[] resource =
        Resource.newBuilder()
            .addAttributes(RandomOtlp.attribute("service.name", "cart"))
            .build()
            .toByteArray();

    assertThat(attributes.findInResource(resource, SpanAttributes.key("service.name"))).isTrue();
    assertThat(attributes.string()).contains("cart");
  }

  @Test
  void theNameIsFoundWithoutDecodingTheRest() {
    Span named = new RandomOtlp(9).span().toBuilder().setName("GET /cart").build();
    SpanName name = new SpanName();

    name.find(named.toByteArray(), 0, named.getSerializedSize());

    assertThat(name.string()).isEqualTo("GET /cart");
    long hash = name.hash(1);
    name.find(
        named.toBuilder().setName("GET /carts").build().toByteArray(),
        0,
        named.getSerializedSize() + 1);
    assertThat(name.hash(1)).isNotEqualTo(hash);
  }
}
