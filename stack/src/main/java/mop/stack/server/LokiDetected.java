package mop.stack.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import mop.stack.http.Refusal;
import mop.stack.http.Request;
import mop.stack.http.Response;
import mop.stack.labels.Matcher;
import mop.stack.logql.DetectedField;
import mop.stack.logql.DetectedFields;
import mop.stack.logql.LogQlExpr;
import mop.stack.logs.Direction;
import mop.stack.logs.LogSource;
import tools.jackson.core.JsonGenerator;

/** {@code /loki/api/v1/detected_labels} and {@code /loki/api/v1/detected_fields}. */
final class LokiDetected {
  private static final int DEFAULT_FIELDS = 1000;
  private static final int DEFAULT_LINES = 100;

  /** Told whatever their values are, as in Loki. */
  private static final Set<String> ALWAYS = Set.of("cluster", "namespace", "instance", "pod");

  private static final Pattern ID =
      Pattern.compile(
          "[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?"
              + "|\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  private final LogSource source;
  private final LokiQueries queries;

  LokiDetected(LogSource source, LokiQueries queries) {
    this.source = source;
    this.queries = queries;
  }

  /** Labels with the number of their values; those that hold nothing but ids are left out. */
  Response labels(LokiParams params, Request request) throws Refusal, IOException {
    TimeBounds range = params.range();
    List<Matcher> matchers = StreamSelector.parse(params.text("query"));
    record Found(String label, int cardinality) {}
    List<Found> found = new ArrayList<>();
    for (String name : source.labelNames(range.from(), range.to(), matchers)) {
      List<String> values = source.labelValues(name, range.from(), range.to(), matchers);
      if (ALWAYS.contains(name) || !values.stream().allMatch(v -> ID.matcher(v).matches())) {
        found.add(new Found(name, values.size()));
      }
    }
    return list(
        "detectedLabels",
        found.size(),
        json -> {
          for (Found f : found) {
            json.writeStartObject();
            json.writeStringProperty("label", f.label);
            json.writeNumberProperty("cardinality", f.cardinality);
            json.writeEndObject();
          }
        },
        json -> {});
  }

  /** A list with what stands beside it; an empty object for an empty list, as in Loki. */
  private static Response list(
      String name, int size, PromJson.Content elements, PromJson.Content more) {
    return LokiJson.object(json -> {
      if (size > 0) {
        json.writeArrayPropertyStart(name);
        elements.write(json);
        json.writeEndArray();
        more.write(json);
      }
    });
  }

  Response fields(LokiParams params, Request request) throws Refusal, IOException {
    int limit = limit(params);
    List<DetectedField> fields = detect(params, limit);
    return list(
        "fields",
        fields.size(),
        json -> fields.forEach(f -> field(json, f)),
        json -> json.writeNumberProperty("limit", limit));
  }

  /** The values of one field. */
  Response values(LokiParams params, Request request) throws Refusal, IOException {
    int limit = limit(params);
    List<String> values =
        detect(params, Integer.MAX_VALUE).stream()
            .filter(f -> f.label().equals(request.variable("name")))
            .flatMap(f -> f.values().stream())
            .limit(limit)
            .toList();
    return list(
        "values",
        values.size(),
        json -> values.forEach(json::writeString),
        json -> json.writeNumberProperty("limit", limit));
  }

  private static int limit(LokiParams params) throws Refusal {
    String name = params.text("limit").isEmpty() ? "field_limit" : "limit";
    return params.limit(name, DEFAULT_FIELDS);
  }

  private List<DetectedField> detect(LokiParams params, int limit) throws Refusal, IOException {
    TimeBounds range = params.range();
    int lines = params.limit("line_limit", DEFAULT_LINES);
    params.step(range);
    LokiParams.checkEntries(lines);
    LokiParams.checkLength(range);
    if (LokiQueries.parse(params.text("query")) instanceof LogQlExpr.Logs logs) {
      return queries
          .run(engine ->
              DetectedFields.of(
                  engine.entries(logs, range.from(), range.to(), lines, Direction.BACKWARD, 0),
                  limit))
          .result();
    }
    throw LokiParams.bad("only log selector is supported");
  }

  private static void field(JsonGenerator json, DetectedField f) {
    json.writeStartObject();
    json.writeStringProperty("label", f.label());
    json.writeStringProperty("type", f.type().word());
    json.writeNumberProperty("cardinality", f.values().size());
    if (f.parsers().isEmpty()) {
      json.writeNullProperty("parsers");
    } else {
      PromJson.strings(json, "parsers", f.parsers());
    }
    if (!f.jsonPath().isEmpty()) {
      PromJson.strings(json, "jsonPath", f.jsonPath());
    }
    json.writeEndObject();
  }
}
