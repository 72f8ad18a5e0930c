package mop.stack.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.StringWriter;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

class TraceJsonTest {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private static String json(byte[] bytes, String name) throws InvalidOtlp {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = MAPPER.createGenerator(text)) {
      TraceJson.write(bytes, name, json);
    }
    return text.toString();
  }

  /** Protobuf's JSON mapping of any message, by its descriptor. */
  private static String expected(Message message) {
    return message.getAllFields().entrySet().stream()
        .map(e -> '"' + e.getKey().getJsonName() + "\":" + field(e.getKey(), e.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String field(FieldDescriptor field, Object value) {
    return field.isRepeated()
        ? ((List<?>) value)
            .stream().map(v -> value(field, v)).collect(Collectors.joining(",", "[", "]"))
        : value(field, value);
  }

  private static String value(FieldDescriptor field, Object value) {
    return switch (value) {
      case Message nested -> expected(nested);
      case String text -> MAPPER.writeValueAsString(text);
      case ByteString bytes -> '"' + Base64.getEncoder().encodeToString(bytes.toByteArray()) + '"';
      case EnumValueDescriptor constant -> '"' + constant.getName() + '"';
      case Long number when field.getType() == FieldDescriptor.Type.FIXED64 ->
          '"' + Long.toUnsignedString(number) + '"';
      case Long number -> "\"" + number + '"';
      case Integer number -> Integer.toUnsignedString(number);
      default -> value.toString();
    };
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void tracesAreWrittenByProtobufsMapping(long seed) throws Exception {
    RandomMessages random = new RandomMessages(new SplittableRandom(seed));
    for (int i = 0; i < 100; i++) {
      TracesData.Builder traces = TracesData.newBuilder();
      random.fill(traces);

      String text = json(traces.build().toByteArray(), "resourceSpans");

      assertThat(MAPPER.readTree(text)).isEqualTo(MAPPER.readTree(expected(traces.build())));
    }
  }

  @Test
  void theTopFieldHasTheNameThatIsAskedFor() throws Exception {
    TracesData traces =
        TracesData.newBuilder()
            .addResourceSpans(
                io.opentelemetry.proto.trace.v1.ResourceSpans.newBuilder().setSchemaUrl("u"))
            .build();

    assertThat(json(traces.toByteArray(), "batches"))
        .isEqualTo("{\"batches\":[{\"schemaUrl\":\"u\"}]}");
    assertThat(json(new byte[0], "batches")).isEqualTo("{}");
  }

  @Test
  void brokenBytesAreRefused() {
    SplittableRandom random = new SplittableRandom(5);
    TracesData.Builder traces = TracesData.newBuilder();
    while (traces.build().getSerializedSize() < 1000) {
      new RandomMessages(random).fill(traces);
    }
    byte[] whole = traces.build().toByteArray();
    for (int i = 0; i < 2000; i++) {
      byte[] broken = whole.clone();
      broken[random.nextInt(broken.length)] = (byte) random.nextInt();
      try {
        json(broken, "batches");
      } catch (InvalidOtlp e) {
        assertThat(e.getMessage()).contains(" at byte ");
      }
    }
    assertThatExceptionOfType(InvalidOtlp.class).isThrownBy(() -> json(new byte[] {10, 9}, "x"));
  }
}
