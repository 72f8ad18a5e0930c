package mop.stack.otlp;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The messages of an OTLP trace request as OTLP/JSON spells them: field name to protobuf field.
 * Field numbers are those of opentelemetry-proto 1.11 ({@code trace.proto}, {@code common.proto},
 * {@code resource.proto}).
 */
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
    FIXED32,
    FIXED64,
    DOUBLE,
    ENUM,
    MESSAGE
  }

  /**
   * @param nested shape of the message, for {@link Kind#MESSAGE}
   * @param names enum value names in order of their numbers, for {@link Kind#ENUM}
   * @param oneof whether the field is written even when it has its type's default
   */
  record Field(
      int number, Kind kind, @Nullable JsonShape nested, List<String> names, boolean oneof) {}

  private static final List<String> KINDS =
      List.of(
          "SPAN_KIND_UNSPECIFIED",
          "SPAN_KIND_INTERNAL",
          "SPAN_KIND_SERVER",
          "SPAN_KIND_CLIENT",
          "SPAN_KIND_PRODUCER",
          "SPAN_KIND_CONSUMER");
  private static final List<String> CODES =
      List.of("STATUS_CODE_UNSET", "STATUS_CODE_OK", "STATUS_CODE_ERROR");

  /** {@code ExportTraceServiceRequest}. */
  static final JsonShape REQUEST = request();

  private final Map<String, Field> fields = new HashMap<>();

  private JsonShape() {}

  /** The field of that name; empty for one that OTLP does not have, which is ignored. */
  Optional<Field> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  private JsonShape add(String name, int number, Kind kind) {
    fields.put(name, new Field(number, kind, null, List.of(), false));
    return this;
  }

  private JsonShape add(String name, int number, JsonShape nested) {
    fields.put(name, new Field(number, Kind.MESSAGE, nested, List.of(), false));
    return this;
  }

  private JsonShape add(String name, int number, List<String> names) {
    fields.put(name, new Field(number, Kind.ENUM, null, names, false));
    return this;
  }

  private JsonShape oneOf(String name, int number, Kind kind, @Nullable JsonShape nested) {
    fields.put(name, new Field(number, kind, nested, List.of(), true));
    return this;
  }

  private static JsonShape request() {
    JsonShape keyValue = keyValue();
    JsonShape entity =
        new JsonShape()
            .add("schemaUrl", 1, Kind.STRING)
            .add("type", 2, Kind.STRING)
            .add("idKeys", 3, Kind.STRING)
            .add("descriptionKeys", 4, Kind.STRING);
    JsonShape resource =
        new JsonShape()
            .add("attributes", 1, keyValue)
            .add("droppedAttributesCount", 2, Kind.UINT32)
            .add("entityRefs", 3, entity);
    JsonShape scope =
        new JsonShape()
            .add("name", 1, Kind.STRING)
            .add("version", 2, Kind.STRING)
            .add("attributes", 3, keyValue)
            .add("droppedAttributesCount", 4, Kind.UINT32);
    JsonShape scopeSpans =
        new JsonShape()
            .add("scope", 1, scope)
            .add("spans", 2, span(keyValue))
            .add("schemaUrl", 3, Kind.STRING);
    JsonShape resourceSpans =
        new JsonShape()
            .add("resource", 1, resource)
            .add("scopeSpans", 2, scopeSpans)
            .add("schemaUrl", 3, Kind.STRING);
    return new JsonShape().add("resourceSpans", 1, resourceSpans);
  }

  private static JsonShape keyValue() {
    JsonShape any = new JsonShape();
    JsonShape keyValue = new JsonShape().add("key", 1, Kind.STRING).add("value", 2, any);
    any.oneOf("stringValue", 1, Kind.STRING, null)
        .oneOf("boolValue", 2, Kind.BOOL, null)
        .oneOf("intValue", 3, Kind.INT64, null)
        .oneOf("doubleValue", 4, Kind.DOUBLE, null)
        .oneOf("arrayValue", 5, Kind.MESSAGE, new JsonShape().add("values", 1, any))
        .oneOf("kvlistValue", 6, Kind.MESSAGE, new JsonShape().add("values", 1, keyValue))
        .oneOf("bytesValue", 7, Kind.BASE64, null);
    return keyValue;
  }

  private static JsonShape span(JsonShape keyValue) {
    JsonShape event =
        new JsonShape()
            .add("timeUnixNano", 1, Kind.FIXED64)
            .add("name", 2, Kind.STRING)
            .add("attributes", 3, keyValue)
            .add("droppedAttributesCount", 4, Kind.UINT32);
    JsonShape link =
        new JsonShape()
            .add("traceId", 1, Kind.TRACE_ID)
            .add("spanId", 2, Kind.SPAN_ID)
            .add("traceState", 3, Kind.STRING)
            .add("attributes", 4, keyValue)
            .add("droppedAttributesCount", 5, Kind.UINT32)
            .add("flags", 6, Kind.FIXED32);
    JsonShape status = new JsonShape().add("message", 2, Kind.STRING).add("code", 3, CODES);
    return new JsonShape()
        .add("traceId", 1, Kind.TRACE_ID)
        .add("spanId", 2, Kind.SPAN_ID)
        .add("traceState", 3, Kind.STRING)
        .add("parentSpanId", 4, Kind.SPAN_ID)
        .add("name", 5, Kind.STRING)
        .add("kind", 6, KINDS)
        .add("startTimeUnixNano", 7, Kind.FIXED64)
        .add("endTimeUnixNano", 8, Kind.FIXED64)
        .add("attributes", 9, keyValue)
        .add("droppedAttributesCount", 10, Kind.UINT32)
        .add("events", 11, event)
        .add("droppedEventsCount", 12, Kind.UINT32)
        .add("links", 13, link)
        .add("droppedLinksCount", 14, Kind.UINT32)
        .add("status", 15, status)
        .add("flags", 16, Kind.FIXED32);
  }
}
