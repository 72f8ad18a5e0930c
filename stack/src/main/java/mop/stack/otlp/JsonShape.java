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
   * @param repeated whether JSON has an array of it
   */
  record Field(
      String name,
      int number,
      Kind kind,
      @Nullable JsonShape nested,
      List<String> names,
      boolean explicit,
      boolean packed,
      boolean repeated) {}

  private final Map<String, Field> fields = new HashMap<>();
  private final Map<Integer, Field> byNumber = new HashMap<>();

  /** The field of that name; empty for one that OTLP does not have, which is ignored. */
  Optional<Field> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /** The field of that number; empty for one that is not known here. */
  Optional<Field> field(int number) {
    return Optional.ofNullable(byNumber.get(number));
  }

  private JsonShape put(Field field) {
    fields.put(field.name(), field);
    byNumber.put(field.number(), field);
    return this;
  }

  JsonShape add(String name, int number, Kind kind) {
    return put(new Field(name, number, kind, null, List.of(), false, false, false));
  }

  /** A message. */
  JsonShape one(String name, int number, JsonShape nested) {
    return put(new Field(name, number, Kind.MESSAGE, nested, List.of(), false, false, false));
  }

  /** Any number of messages. */
  JsonShape many(String name, int number, JsonShape nested) {
    return put(new Field(name, number, Kind.MESSAGE, nested, List.of(), false, false, true));
  }

  JsonShape add(String name, int number, List<String> names) {
    return put(new Field(name, number, Kind.ENUM, null, names, false, false, false));
  }

  JsonShape oneOf(String name, int number, Kind kind, @Nullable JsonShape nested) {
    return put(new Field(name, number, kind, nested, List.of(), true, false, false));
  }

  JsonShape optional(String name, int number, Kind kind) {
    return oneOf(name, number, kind, null);
  }

  JsonShape repeated(String name, int number, Kind kind) {
    return put(new Field(name, number, kind, null, List.of(), true, false, true));
  }

  JsonShape packed(String name, int number, Kind kind) {
    return put(new Field(name, number, kind, null, List.of(), false, true, true));
  }
}
