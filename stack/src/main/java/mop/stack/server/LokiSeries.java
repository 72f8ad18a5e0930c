package mop.stack.server;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mop.stack.logql.LogQlEngine.Series;
import mop.stack.logql.LogQlEngine.Value;

/**
 * Values in the order of time as an answer shows them.
 *
 * @param metric labels; other than in {@link mop.stack.labels.Labels} a value may be empty
 */
record LokiSeries(Map<String, String> metric, List<Value> values) {
  static LokiSeries of(Series series) {
    Map<String, String> metric = new TreeMap<>();
    series.labels().forEach(metric::put);
    return new LokiSeries(metric, series.values());
  }
}
