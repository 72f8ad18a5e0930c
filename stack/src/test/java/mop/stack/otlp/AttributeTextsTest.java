package mop.stack.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributeTextsTest {
  private static List<String> texts(byte[] resource) {
    List<String> texts = new ArrayList<>();
    AttributeTexts.forEach(resource, (key, value) -> texts.add(key + '=' + value));
    return texts;
  }

  private static KeyValue pair(String key, AnyValue.Builder value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  private static AnyValue.Builder any() {
    return AnyValue.newBuilder();
  }

  private static Resource everyKind() {
    AnyValue.Builder list =
        any()
            .setArrayValue(
                ArrayValue.newBuilder()
                    .addValues(any().setStringValue("x"))
                    .addValues(any().setIntValue(2)));
    return Resource.newBuilder()
        .addAttributes(pair("text", any().setStringValue("grüß")))
        .addAttributes(pair("truth", any().setBoolValue(true)))
        .addAttributes(pair("whole", any().setIntValue(-7)))
        .addAttributes(pair("real", any().setDoubleValue(0.25)))
        .addAttributes(pair("bytes", any().setBytesValue(ByteString.copyFromUtf8("b"))))
        .addAttributes(pair("none", any()))
        .addAttributes(pair("list", list))
        .addAttributes(
            pair(
                "map",
                any().setKvlistValue(KeyValueList.newBuilder().addValues(pair("list", list)))))
        .build();
  }

  @Test
  void writesEveryKindOfValue() {
    assertThat(texts(everyKind().toByteArray()))
        .containsExactly(
            "text=grüß",
            "truth=true",
            "whole=-7",
            "real=0.25",
            "bytes=",
            "none=",
            "list=[x2]",
            "map={list:[x2]}");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, -0",
    "1, 1",
    "100, 100",
    "0.002, 0.002",
    "1e21, 1000000000000000000000",
    "1.5e-7, 0.00000015",
    "NaN, NaN",
    "Infinity, +Inf",
    "-Infinity, -Inf"
  })
  void writesNumbersInPlainDecimals(double value, String text) {
    assertThat(AttributeTexts.number(value)).isEqualTo(text);
  }

  @Test
  void endsWhereValuesAreNestedTooDeeply() {
    AnyValue.Builder value = any().setStringValue("inside");
    for (int i = 0; i < 200; i++) {
      value = any().setArrayValue(ArrayValue.newBuilder().addValues(value));
    }
    Resource deep = Resource.newBuilder().addAttributes(pair("deep", value)).build();
    assertThat(texts(deep.toByteArray()).getFirst())
        .startsWith("deep=[[[")
        .doesNotContain("inside");
  }

  @Test
  void readsDamagedBytesWithoutFailing() {
    byte[] whole = everyKind().toByteArray();
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = java.util.Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
      for (int k = random.nextInt(4); k >= 0; k--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      assertThat(texts(damaged)).hasSizeLessThan(100);
      assertThat(AttributeTexts.of(damaged, 0, damaged.length)).isNotNull();
    }
  }
}
