package mop.stack.traceql.engine;

import mop.stack.traceql.engine.Series.Exemplar;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON of Tempo's {@code /api/metrics/query_range} and {@code /api/metrics/query}: the messages
 * of {@code tempo.proto} as Go's jsonpb writes them, so that a value of 0 is left out.
 */
public final class MetricsJson {
  private MetricsJson() {}

  /** Of a range: a list of points for each series. */
  public static ObjectNode range(MetricsResponse response) {
    ObjectNode o = JsonMapper.shared().createObjectNode();
    ArrayNode list = o.putArray("series");
    for (Series s : response.series()) {
      ObjectNode series = list.addObject();
      AnyValueNode.pairs(series, "labels", s.labels());
      ArrayNode samples = series.putArray("samples");
      for (int i = 0; i < s.values().length; i++) {
        if (!Double.isNaN(s.values()[i])) {
          ObjectNode point = samples.addObject();
          point.put("timestampMs", Long.toString(response.millis().get(i)));
          value(point, s.values()[i]);
        }
      }
      if (!s.exemplars().isEmpty()) {
        ArrayNode exemplars = series.putArray("exemplars");
        s.exemplars().forEach(e -> exemplars.add(exemplar(e)));
      }
    }
    return end(o, response);
  }

  /** Of an instant: a value for each series. */
  public static ObjectNode instant(MetricsResponse response) {
    ObjectNode o = JsonMapper.shared().createObjectNode();
    ArrayNode list = o.putArray("series");
    for (Series s : response.series()) {
      ObjectNode series = list.addObject();
      AnyValueNode.pairs(series, "labels", s.labels());
      value(series, s.values()[0]);
    }
    return end(o, response);
  }

  private static ObjectNode end(ObjectNode o, MetricsResponse response) {
    o.set("metrics", SearchJson.metrics(response.stats()));
    if (response.partial()) {
      o.put("status", "PARTIAL");
    }
    return o;
  }

  private static ObjectNode exemplar(Exemplar e) {
    ObjectNode o = JsonMapper.shared().createObjectNode();
    AnyValueNode.pairs(o, "labels", e.labels());
    value(o, e.value());
    o.put("timestampMs", Long.toString(e.millis()));
    return o;
  }

  private static void value(ObjectNode o, double v) {
    if (v != 0) {
      AnyValueNode.real(o, "value", v);
    }
  }
}
