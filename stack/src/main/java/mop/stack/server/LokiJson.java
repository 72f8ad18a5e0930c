package mop.stack.server;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mop.stack.http.Response;
import mop.stack.labels.Labels;
import mop.stack.logql.LogQlEngine.Entry;
import mop.stack.logql.LogQlEngine.Value;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Results as Loki writes them ({@code pkg/util/marshal} of Loki 3). */
final class LokiJson {
  private static final long PER_MILLI = 1_000_000L;

  private LokiJson() {}

  /** An object of its own. */
  static Response object(PromJson.Content properties) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JsonMapper.shared().createGenerator(bytes)) {
      json.writeStartObject();
      properties.write(json);
      json.writeEndObject();
    }
    return Response.of(200, Response.JSON, bytes.toByteArray());
  }

  /** The answer to a query: {@code {"resultType":…,"result":…,"stats":…}} as its data. */
  static Response answer(String type, PromJson.Content result, LokiStats stats) {
    return answer(type, json -> {}, result, stats);
  }

  private static Response answer(
      String type, PromJson.Content flags, PromJson.Content result, LokiStats stats) {
    return PromJson.success(json -> {
      json.writeStartObject();
      json.writeStringProperty("resultType", type);
      flags.write(json);
      json.writeName("result");
      result.write(json);
      stats.write(json);
      json.writeEndObject();
    });
  }

  /** Lines by all of their labels. */
  static Response streams(List<Entry> entries, LokiStats stats) {
    Map<Labels, List<Entry>> streams = new TreeMap<>();
    entries.forEach(e -> streams.computeIfAbsent(e.labels(), l -> new ArrayList<>()).add(e));
    return answer("streams", json -> streams(json, streams, false), stats);
  }

  /** Lines by the labels of their streams, each with its further labels behind it. */
  static Response categorized(List<Entry> entries, LokiStats stats) {
    Map<Labels, List<Entry>> streams = new TreeMap<>();
    entries.forEach(e -> streams.computeIfAbsent(e.stream(), l -> new ArrayList<>()).add(e));
    return answer(
        "streams",
        json -> PromJson.strings(json, "encodingFlags", List.of("categorize-labels")),
        json -> streams(json, streams, true),
        stats);
  }

  private static void streams(
      JsonGenerator json, Map<Labels, List<Entry>> streams, boolean categorized) {
    json.writeStartArray();
    streams.forEach((labels, entries) -> {
      json.writeStartObject();
      json.writeName("stream");
      PromJson.labels(json, labels);
      json.writeArrayPropertyStart("values");
      for (Entry e : entries) {
        json.writeStartArray();
        json.writeString(Long.toString(e.timestamp()));
        json.writeString(e.line());
        if (categorized) {
          categories(json, e);
        }
        json.writeEndArray();
      }
      json.writeEndArray();
      json.writeEndObject();
    });
    json.writeEndArray();
  }

  private static void categories(JsonGenerator json, Entry e) {
    json.writeStartObject();
    if (e.metadata().size() > 0) {
      json.writeName("structuredMetadata");
      PromJson.labels(json, e.metadata());
    }
    if (e.parsed().size() > 0) {
      json.writeName("parsed");
      PromJson.labels(json, e.parsed());
    }
    json.writeEndObject();
  }

  static void vector(JsonGenerator json, List<LokiSeries> series) {
    json.writeStartArray();
    for (LokiSeries s : series) {
      json.writeStartObject();
      json.writeObjectPropertyStart("metric");
      s.metric().forEach(json::writeStringProperty);
      json.writeEndObject();
      json.writeName("value");
      value(json, s.values().getFirst());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void matrix(JsonGenerator json, List<LokiSeries> series) {
    json.writeStartArray();
    for (LokiSeries s : series) {
      json.writeStartObject();
      json.writeObjectPropertyStart("metric");
      s.metric().forEach(json::writeStringProperty);
      json.writeEndObject();
      json.writeArrayPropertyStart("values");
      s.values().forEach(v -> value(json, v));
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Seconds with up to three decimals, and the number as a text. */
  static void value(JsonGenerator json, Value value) {
    json.writeStartArray();
    json.writeRawValue(plain(BigDecimal.valueOf(Math.floorDiv(value.nanos(), PER_MILLI), 3)));
    json.writeString(number(value.value()));
    json.writeEndArray();
  }

  /** As Go's {@code FormatFloat(value, 'f', -1, 64)}: the shortest digits, never an exponent. */
  static String number(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    return plain(new BigDecimal(Double.toString(value)));
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
