package mop.stack.otlp;

import java.util.List;
import mop.stack.otlp.JsonShape.Kind;

/**
 * The shapes of OTLP's export requests. Field numbers are those of opentelemetry-proto 1.11 ({@code
 * trace.proto}, {@code logs.proto}, {@code common.proto}, {@code resource.proto}); those of metrics
 * are in {@link MetricShapes}.
 */
final class OtlpShapes {
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
  private static final List<String> SEVERITIES = severities();

  static final JsonShape KEY_VALUE = keyValue();
  private static final JsonShape RESOURCE = resource();
  private static final JsonShape SCOPE = scope();

  private static final JsonShape RESOURCE_SPANS = inResource("scopeSpans", "spans", span());

  /** {@code TracesData}, which is an export request of traces too. */
  static final JsonShape TRACES = new JsonShape().many(Signal.TRACES.jsonKey(), 1, RESOURCE_SPANS);

  /** The three export requests in one: their top-level fields differ by name only. */
  static final JsonShape REQUEST =
      new JsonShape()
          .many(Signal.TRACES.jsonKey(), 1, RESOURCE_SPANS)
          .many(
              Signal.METRICS.jsonKey(),
              1,
              inResource("scopeMetrics", "metrics", MetricShapes.metric()))
          .many(Signal.LOGS.jsonKey(), 1, inResource("scopeLogs", "logRecords", logRecord()));

  private OtlpShapes() {}

  private static JsonShape inResource(String scopes, String records, JsonShape rec) {
    JsonShape inScope =
        new JsonShape()
            .one("scope", 1, SCOPE)
            .many(records, 2, rec)
            .add("schemaUrl", 3, Kind.STRING);
    return new JsonShape()
        .one("resource", 1, RESOURCE)
        .many(scopes, 2, inScope)
        .add("schemaUrl", 3, Kind.STRING);
  }

  private static JsonShape keyValue() {
    JsonShape any = new JsonShape();
    JsonShape keyValue = new JsonShape().add("key", 1, Kind.STRING).one("value", 2, any);
    any.oneOf("stringValue", 1, Kind.STRING, null)
        .oneOf("boolValue", 2, Kind.BOOL, null)
        .oneOf("intValue", 3, Kind.INT64, null)
        .oneOf("doubleValue", 4, Kind.DOUBLE, null)
        .oneOf("arrayValue", 5, Kind.MESSAGE, new JsonShape().many("values", 1, any))
        .oneOf("kvlistValue", 6, Kind.MESSAGE, new JsonShape().many("values", 1, keyValue))
        .oneOf("bytesValue", 7, Kind.BASE64, null);
    return keyValue;
  }

  /** The value of a key is an {@code AnyValue}, as the body of a log record is. */
  private static JsonShape anyValue() {
    JsonShape any = KEY_VALUE.field("value").orElseThrow().nested();
    return java.util.Objects.requireNonNull(any);
  }

  private static JsonShape resource() {
    JsonShape entity =
        new JsonShape()
            .add("schemaUrl", 1, Kind.STRING)
            .add("type", 2, Kind.STRING)
            .repeated("idKeys", 3, Kind.STRING)
            .repeated("descriptionKeys", 4, Kind.STRING);
    return new JsonShape()
        .many("attributes", 1, KEY_VALUE)
        .add("droppedAttributesCount", 2, Kind.UINT32)
        .many("entityRefs", 3, entity);
  }

  private static JsonShape scope() {
    return new JsonShape()
        .add("name", 1, Kind.STRING)
        .add("version", 2, Kind.STRING)
        .many("attributes", 3, KEY_VALUE)
        .add("droppedAttributesCount", 4, Kind.UINT32);
  }

  private static JsonShape span() {
    JsonShape event =
        new JsonShape()
            .add("timeUnixNano", 1, Kind.FIXED64)
            .add("name", 2, Kind.STRING)
            .many("attributes", 3, KEY_VALUE)
            .add("droppedAttributesCount", 4, Kind.UINT32);
    JsonShape link =
        new JsonShape()
            .add("traceId", 1, Kind.TRACE_ID)
            .add("spanId", 2, Kind.SPAN_ID)
            .add("traceState", 3, Kind.STRING)
            .many("attributes", 4, KEY_VALUE)
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
        .many("attributes", 9, KEY_VALUE)
        .add("droppedAttributesCount", 10, Kind.UINT32)
        .many("events", 11, event)
        .add("droppedEventsCount", 12, Kind.UINT32)
        .many("links", 13, link)
        .add("droppedLinksCount", 14, Kind.UINT32)
        .one("status", 15, status)
        .add("flags", 16, Kind.FIXED32);
  }

  private static JsonShape logRecord() {
    return new JsonShape()
        .add("timeUnixNano", 1, Kind.FIXED64)
        .add("severityNumber", 2, SEVERITIES)
        .add("severityText", 3, Kind.STRING)
        .one("body", 5, anyValue())
        .many("attributes", 6, KEY_VALUE)
        .add("droppedAttributesCount", 7, Kind.UINT32)
        .add("flags", 8, Kind.FIXED32)
        .add("traceId", 9, Kind.TRACE_ID)
        .add("spanId", 10, Kind.SPAN_ID)
        .add("observedTimeUnixNano", 11, Kind.FIXED64)
        .add("eventName", 12, Kind.STRING);
  }

  /** Unspecified, then four steps each of TRACE, DEBUG, INFO, WARN, ERROR, FATAL. */
  private static List<String> severities() {
    List<String> names = new java.util.ArrayList<>(List.of("SEVERITY_NUMBER_UNSPECIFIED"));
    for (String level : List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL")) {
      for (String step : List.of("", "2", "3", "4")) {
        names.add("SEVERITY_NUMBER_" + level + step);
      }
    }
    return List.copyOf(names);
  }
}
