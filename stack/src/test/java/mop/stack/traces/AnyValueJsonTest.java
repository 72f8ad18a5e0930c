package mop.stack.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import mop.stack.otlp.ProtoWriter;
import mop.stack.parquet.ByteSink;
import mop.stack.parquet.CorruptParquet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnyValueJsonTest {
  private static String json(AnyValue value) {
    byte[] bytes = value.toByteArray();
    ByteSink out = new ByteSink();
    new AnyValueJson().write(bytes, 0, bytes.length, out);
    return new String(out.toByteArray(), StandardCharsets.UTF_8);
  }

  private static AnyValue back(String json) throws IOException {
    byte[] text = json.getBytes(StandardCharsets.UTF_8);
    ProtoWriter out = new ProtoWriter();
    new AnyValueJsonReader().write(text, 0, text.length, out);
    return AnyValue.parseFrom(ByteString.copyFrom(out.bytes(), 0, out.size()));
  }

  private static AnyValue text(String s) {
    return AnyValue.newBuilder().setStringValue(s).build();
  }

  private static AnyValue nested() {
    return AnyValue.newBuilder()
        .setKvlistValue(
            KeyValueList.newBuilder()
                .addValues(KeyValue.newBuilder().setKey("a<b").setValue(text("\"\n\u2028")))
                .addValues(
                    KeyValue.newBuilder()
                        .setValue(
                            AnyValue.newBuilder()
                                .setArrayValue(
                                    ArrayValue.newBuilder()
                                        .addValues(AnyValue.newBuilder().setIntValue(-7))
                                        .addValues(AnyValue.getDefaultInstance())
                                        .addValues(AnyValue.newBuilder().setBoolValue(true)))))
                .addValues(
                    KeyValue.newBuilder()
                        .setKey("b")
                        .setValue(
                            AnyValue.newBuilder().setBytesValue(ByteString.copyFromUtf8("hi!"))))
                .addValues(KeyValue.newBuilder().setKey("none")))
        .build();
  }

  @Test
  void writesTheFormThatTempoStores() {
    assertThat(json(nested()))
        .isEqualTo(
            "{\"kvlistValue\":{\"values\":["
                + "{\"key\":\"a\\u003cb\",\"value\":{\"stringValue\":\"\\\"\\n\\u2028\"}},"
                + "{\"value\":{\"arrayValue\":{\"values\":"
                + "[{\"intValue\":\"-7\"},{},{\"boolValue\":true}]}}},"
                + "{\"key\":\"b\",\"value\":{\"bytesValue\":\"aGkh\"}},"
                + "{\"key\":\"none\"}]}}");
    assertThat(json(AnyValue.getDefaultInstance())).isEqualTo("{}");
  }

  /** As Go 1.26 prints them: {@code json.Marshal(v)}, and jsonpb for what JSON cannot say. */
  @ParameterizedTest
  @CsvSource({
    "0.0, 0",
    "-0.0, -0",
    "1.0, 1",
    "0.1, 0.1",
    "-2.5, -2.5",
    "1e15, 1000000000000000",
    "123456789012345680000, 123456789012345680000",
    "1e21, 1e+21",
    "1e300, 1e+300",
    "1.5e-7, 1.5e-7",
    "0.000001, 0.000001",
    "-1.25e-10, -1.25e-10",
    "NaN, '\"NaN\"'",
    "-Infinity, '\"-Infinity\"'",
    "Infinity, '\"Infinity\"'"
  })
  void printsNumbersAsGoDoes(double value, String expected) throws IOException {
    AnyValue v = AnyValue.newBuilder().setDoubleValue(value).build();
    assertThat(json(v)).isEqualTo("{\"doubleValue\":" + expected + "}");
    assertThat(back(json(v))).isEqualTo(v);
  }

  @Test
  void readsBackWhatItWrites() throws IOException {
    assertThat(back(json(nested()))).isEqualTo(nested());
    assertThat(back("")).isEqualTo(AnyValue.getDefaultInstance());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{", "[]", "{\"other\":1}", "{\"intValue\":\"x\"}", "{\"arrayValue\":3}", "null"})
  void refusesOtherJson(String json) {
    assertThatThrownBy(() -> back(json)).isInstanceOf(CorruptParquet.class);
  }
}
