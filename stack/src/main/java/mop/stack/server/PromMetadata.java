package mop.stack.server;

import java.util.List;
import java.util.Map;
import mop.stack.http.Request;
import mop.stack.http.Response;
import mop.stack.http.Routes;
import mop.stack.labels.Labels;
import mop.stack.metrics.MetricMetadata;
import mop.stack.metrics.MetricStore;
import mop.stack.metrics.SampleBatch.Exemplar;
import mop.stack.promql.Query;
import mop.stack.promql.syntax.Numbers;
import mop.stack.promql.syntax.QueryError;
import tools.jackson.core.JsonGenerator;

/** {@code /api/v1/metadata} and {@code /api/v1/query_exemplars}. */
final class PromMetadata {
  private final MetricStore store;

  PromMetadata(MetricStore store) {
    this.store = store;
  }

  Routes addTo(Routes routes) {
    return routes
        .get("/api/v1/metadata", PrometheusApi.answering(this::metadata))
        .getOrPost("/api/v1/query_exemplars", PrometheusApi.answering(this::exemplars));
  }

  private Response metadata(PromParams params, Request request) throws PromError {
    int limit = number(params, "limit");
    String metric = params.text("metric");
    Map<String, MetricMetadata> all = store.metadata();
    return PromJson.success(json -> {
      json.writeStartObject();
      all.entrySet().stream()
          .filter(e -> metric.isEmpty() || metric.equals(e.getKey()))
          .limit(limit)
          .forEach(e -> metadata(json, e.getKey(), e.getValue()));
      json.writeEndObject();
    });
  }

  /** Below zero, as without a number, there is no limit. */
  private static int number(PromParams params, String name) throws PromError {
    String text = params.text(name);
    try {
      int value = text.isEmpty() ? -1 : Integer.parseInt(text);
      return value < 0 ? Integer.MAX_VALUE : value;
    } catch (NumberFormatException e) {
      throw PromError.badData(name + " must be a number");
    }
  }

  private static void metadata(JsonGenerator json, String name, MetricMetadata about) {
    json.writeArrayPropertyStart(name);
    json.writeStartObject();
    json.writeStringProperty("type", about.type().text());
    json.writeStringProperty("help", about.help());
    json.writeStringProperty("unit", about.unit());
    json.writeEndObject();
    json.writeEndArray();
  }

  private Response exemplars(PromParams params, Request request) throws PromError {
    long start = params.time("start", PromParams.MIN_TIME);
    long end = params.time("end", PromParams.MAX_TIME);
    if (end < start) {
      throw PromError.badData("end timestamp must not be before start timestamp");
    }
    Map<Labels, List<Exemplar>> found = store.exemplars(start, end, query(params).selectors());
    return PromJson.success(json -> {
      json.writeStartArray();
      found.forEach((series, exemplars) -> exemplars(json, series, exemplars));
      json.writeEndArray();
    });
  }

  private static Query query(PromParams params) throws PromError {
    try {
      return Query.parse(params.text("query"));
    } catch (QueryError e) {
      throw PromError.badData(String.valueOf(e.getMessage()));
    }
  }

  private static void exemplars(JsonGenerator json, Labels series, List<Exemplar> exemplars) {
    json.writeStartObject();
    json.writeName("seriesLabels");
    PromJson.labels(json, series);
    json.writeArrayPropertyStart("exemplars");
    for (Exemplar exemplar : exemplars) {
      json.writeStartObject();
      json.writeName("labels");
      PromJson.labels(json, exemplar.labels());
      json.writeStringProperty("value", Numbers.print(exemplar.value()));
      json.writeName("timestamp");
      json.writeRawValue(seconds(exemplar.millis()));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static String seconds(long millis) {
    return new java.math.BigDecimal(millis).movePointLeft(3).stripTrailingZeros().toPlainString();
  }
}
