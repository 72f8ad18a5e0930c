package mop.stack.otlp;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A message as OTLP/JSON spells it: field name to protobuf field. */
final class JsonShape {
  /** How a field's JSON value becomes protobuf bytes. */
  enum Kind {
    STRING,
    TRACE_ID,
    SPAN_ID,
    BASE64,
    BOOL,
    INT64,
    UINT32,
    UINT64,
    SINT32,
    FIXED32,
    FIXED64,
    SFIXED64,
    DOUBLE,
    ENUM,
    MESSAGE
  }

  /**
   * @param nested shape of the message, for {@link Kind#MESSAGE}
   * @param names enum value names in order of their numbers, for {@link Kind#ENUM}
   * @param explicit whether a value is written even when it is its type's default, as in a oneof,
   *     an optional and a repeated field
   * @param packed whether an array becomes one packed field
   */
  record Field(
      int number,
      Kind kind,
      @Nullable JsonShape nested,
      List<String> names,
      boolean explicit,
      boolean packed) {}

  private final Map<String, Field> fields = new HashMap<>();

  /** The field of that name; empty for one that OTLP does not have, which is ignored. */
  Optional<Field> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  JsonShape add(String name, int number, Kind kind) {
    fields.put(name, new Field(number, kind, null, List.of(), false, false));
    return this;
  }

  JsonShape add(String name, int number, JsonShape nested) {
    fields.put(name, new Field(number, Kind.MESSAGE, nested, List.of(), false, false));
    return this;
  }

  JsonShape add(String name, int number, List<String> names) {
    fields.put(name, new Field(number, Kind.ENUM, null, names, false, false));
    return this;
  }

  JsonShape oneOf(String name, int number, Kind kind, @Nullable JsonShape nested) {
    fields.put(name, new Field(number, kind, nested, List.of(), true, false));
    return this;
  }

  JsonShape optional(String name, int number, Kind kind) {
    return oneOf(name, number, kind, null);
  }

  JsonShape repeated(String name, int number, Kind kind) {
    return oneOf(name, number, kind, null);
  }

  JsonShape packed(String name, int number, Kind kind) {
    fields.put(name, new Field(number, kind, null, List.of(), false, true));
    return this;
  }
}
