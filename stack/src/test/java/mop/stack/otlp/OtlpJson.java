package mop.stack.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes generated messages as OTLP/JSON: ids in hex, 64-bit numbers as strings, enums as numbers.
 */
public final class OtlpJson {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private OtlpJson() {}

  public static String of(Message message) {
    return message.getAllFields().entrySet().stream()
        .map(e -> quoted(e.getKey().getJsonName()) + ":" + field(e.getKey(), e.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** Fields that refer to the string table of profiles; other signals must not use them. */
  static boolean isOfProfiles(FieldDescriptor field) {
    return field.getName().endsWith("_strindex");
  }

  private static String field(FieldDescriptor field, Object value) {
    return field.isRepeated()
        ? ((List<?>) value)
            .stream().map(v -> value(field, v)).collect(Collectors.joining(",", "[", "]"))
        : value(field, value);
  }

  private static String value(FieldDescriptor field, Object value) {
    return switch (value) {
      case Message nested -> of(nested);
      case String text -> quoted(text);
      case ByteString bytes -> quoted(bytes(field, bytes.toByteArray()));
      case EnumValueDescriptor constant -> Integer.toString(constant.getNumber());
      case Long number ->
          quoted(
              switch (field.getType()) {
                case FIXED64, UINT64 -> Long.toUnsignedString(number);
                default -> number.toString();
              });
      case Integer number ->
          switch (field.getType()) {
            case FIXED32, UINT32 -> Integer.toUnsignedString(number);
            default -> number.toString();
          };
      default -> value.toString();
    };
  }

  private static String bytes(FieldDescriptor field, byte[] bytes) {
    return field.getName().endsWith("_id")
        ? HexFormat.of().formatHex(bytes)
        : Base64.getEncoder().encodeToString(bytes);
  }

  private static String quoted(String text) {
    return MAPPER.writeValueAsString(text);
  }
}
