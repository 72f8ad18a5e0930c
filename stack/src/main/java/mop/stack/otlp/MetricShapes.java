package mop.stack.otlp;

import java.util.List;
import mop.stack.otlp.JsonShape.Kind;

/** The shape of a metric; field numbers are those of opentelemetry-proto 1.11's metrics.proto. */
final class MetricShapes {
  private static final List<String> TEMPORALITIES =
      List.of(
          "AGGREGATION_TEMPORALITY_UNSPECIFIED",
          "AGGREGATION_TEMPORALITY_DELTA",
          "AGGREGATION_TEMPORALITY_CUMULATIVE");
  private static final JsonShape EXEMPLAR = exemplar();

  private MetricShapes() {}

  static JsonShape metric() {
    JsonShape number = numberPoint();
    return new JsonShape()
        .add("name", 1, Kind.STRING)
        .add("description", 2, Kind.STRING)
        .add("unit", 3, Kind.STRING)
        .oneOf("gauge", 5, Kind.MESSAGE, new JsonShape().many("dataPoints", 1, number))
        .oneOf("sum", 7, Kind.MESSAGE, points(number).add("isMonotonic", 3, Kind.BOOL))
        .oneOf("histogram", 9, Kind.MESSAGE, points(histogramPoint()))
        .oneOf("exponentialHistogram", 10, Kind.MESSAGE, points(exponentialPoint()))
        .oneOf("summary", 11, Kind.MESSAGE, new JsonShape().many("dataPoints", 1, summaryPoint()))
        .many("metadata", 12, OtlpShapes.KEY_VALUE);
  }

  private static JsonShape points(JsonShape point) {
    return new JsonShape()
        .many("dataPoints", 1, point)
        .add("aggregationTemporality", 2, TEMPORALITIES);
  }

  private static JsonShape exemplar() {
    return new JsonShape()
        .add("timeUnixNano", 2, Kind.FIXED64)
        .optional("asDouble", 3, Kind.DOUBLE)
        .add("spanId", 4, Kind.SPAN_ID)
        .add("traceId", 5, Kind.TRACE_ID)
        .optional("asInt", 6, Kind.SFIXED64)
        .many("filteredAttributes", 7, OtlpShapes.KEY_VALUE);
  }

  private static JsonShape timed() {
    return new JsonShape()
        .add("startTimeUnixNano", 2, Kind.FIXED64)
        .add("timeUnixNano", 3, Kind.FIXED64);
  }

  private static JsonShape numberPoint() {
    return timed()
        .optional("asDouble", 4, Kind.DOUBLE)
        .many("exemplars", 5, EXEMPLAR)
        .optional("asInt", 6, Kind.SFIXED64)
        .many("attributes", 7, OtlpShapes.KEY_VALUE)
        .add("flags", 8, Kind.UINT32);
  }

  private static JsonShape histogramPoint() {
    return timed()
        .add("count", 4, Kind.FIXED64)
        .optional("sum", 5, Kind.DOUBLE)
        .packed("bucketCounts", 6, Kind.FIXED64)
        .packed("explicitBounds", 7, Kind.DOUBLE)
        .many("exemplars", 8, EXEMPLAR)
        .many("attributes", 9, OtlpShapes.KEY_VALUE)
        .add("flags", 10, Kind.UINT32)
        .optional("min", 11, Kind.DOUBLE)
        .optional("max", 12, Kind.DOUBLE);
  }

  private static JsonShape exponentialPoint() {
    JsonShape buckets =
        new JsonShape().add("offset", 1, Kind.SINT32).packed("bucketCounts", 2, Kind.UINT64);
    return timed()
        .many("attributes", 1, OtlpShapes.KEY_VALUE)
        .add("count", 4, Kind.FIXED64)
        .optional("sum", 5, Kind.DOUBLE)
        .add("scale", 6, Kind.SINT32)
        .add("zeroCount", 7, Kind.FIXED64)
        .one("positive", 8, buckets)
        .one("negative", 9, buckets)
        .add("flags", 10, Kind.UINT32)
        .many("exemplars", 11, EXEMPLAR)
        .optional("min", 12, Kind.DOUBLE)
        .optional("max", 13, Kind.DOUBLE)
        .add("zeroThreshold", 14, Kind.DOUBLE);
  }

  private static JsonShape summaryPoint() {
    JsonShape quantile =
        new JsonShape().add("quantile", 1, Kind.DOUBLE).add("value", 2, Kind.DOUBLE);
    return timed()
        .add("count", 4, Kind.FIXED64)
        .add("sum", 5, Kind.DOUBLE)
        .many("quantileValues", 6, quantile)
        .many("attributes", 7, OtlpShapes.KEY_VALUE)
        .add("flags", 8, Kind.UINT32);
  }
}
