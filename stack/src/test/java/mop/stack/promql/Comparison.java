package mop.stack.promql;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import mop.stack.promql.syntax.QueryError;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The same query asked of the engine and of a real Prometheus. */
final class Comparison {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double TOLERANCE = 1e-12;

  private final RealPrometheus real;
  private final PromEngine engine;

  /** Queries that both refuse. */
  final List<String> refused = new ArrayList<>();

  /** Queries to which both give at least one value. */
  int answers;

  Comparison(RealPrometheus real, PromEngine engine) {
    this.real = real;
    this.engine = engine;
  }

  /**
   * @return how the answers differ; null when they do not
   */
  @Nullable String instant(String query, long time) throws IOException, InterruptedException {
    JsonNode theirs =
        real.get("/api/v1/query", Map.of("query", query, "time", seconds(time), "stats", "true"));
    return differ(
        query + " @ " + (time - GeneratedMetrics.START) / 1000 + " s",
        theirs,
        () -> engine.instant(Query.parse(query), time, Interrupt.NEVER),
        isOrdered(query));
  }

  @Nullable String range(String query, long start, long end, long step)
      throws IOException, InterruptedException {
    Map<String, String> parameters =
        Map.of(
            "query",
            query,
            "start",
            seconds(start),
            "end",
            seconds(end),
            "step",
            seconds(step),
            "stats",
            "true");
    JsonNode theirs = real.get("/api/v1/query_range", parameters);
    return differ(
        query + " range, step " + step,
        theirs,
        () -> engine.range(Query.parse(query), start, end, step, Interrupt.NEVER),
        true);
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.3f", millis / 1000.0);
  }

  /** Whether the order of an instant vector is part of the answer. */
  private static boolean isOrdered(String query) {
    return query.startsWith("sort") || query.startsWith("topk") || query.startsWith("bottomk");
  }

  private interface Answer {
    QueryAnswer get() throws IOException;
  }

  private @Nullable String differ(String what, JsonNode theirs, Answer ours, boolean ordered)
      throws IOException {
    QueryAnswer answer;
    try {
      answer = ours.get();
    } catch (QueryError e) {
      refused.add(what);
      return isSameError(theirs, e)
          ? null
          : what + "\n  theirs: " + shortened(theirs) + "\n  ours: " + e.kind() + e.getMessage();
    }
    StringBuilder json = new StringBuilder();
    ResultJson.write(answer.result(), json);
    JsonNode data = JSON.readTree(json.toString());
    JsonNode expected = theirs.get("data");
    if (expected == null) {
      return what + "\n  theirs: " + shortened(theirs) + "\n  ours: " + shortened(data);
    }
    answers += data.get("result").isEmpty() ? 0 : 1;
    String difference = differ(expected, data, ordered);
    if (difference == null && queried(theirs) != answer.stats().samplesQueried()) {
      difference = queried(theirs) + " samples queried, not " + answer.stats().samplesQueried();
    }
    if (difference == null && !notes(theirs).isEmpty() && !notes(theirs).equals(notes(answer))) {
      difference = "notes " + notes(answer) + ", not " + notes(theirs);
    }
    return difference == null
        ? null
        : what
            + "\n  "
            + difference
            + "\n  theirs: "
            + shortened(expected)
            + "\n  ours: "
            + shortened(data);
  }

  /**
   * Errors of the data are worded alike, but for which of several series they name; errors of the
   * text say more here.
   */
  private static boolean isSameError(JsonNode theirs, QueryError ours) {
    if (!theirs.path("errorType").asString("").equals(ours.kind().text())) {
      return false;
    }
    String message = String.valueOf(ours.getMessage());
    String general = message.replaceFirst("(match group|label name|, got:).*", "");
    return ours.kind() == QueryError.Kind.BAD_DATA
        || theirs.get("error").asString().startsWith(general);
  }

  /** Releases before 2.48 have none. */
  private static Set<String> notes(JsonNode theirs) {
    Set<String> notes = new TreeSet<>();
    theirs.path("warnings").forEach(each -> notes.add(general(each.asString())));
    theirs.path("infos").forEach(each -> notes.add(general(each.asString())));
    return notes;
  }

  private static Set<String> notes(QueryAnswer ours) {
    return ours.notes().stream()
        .map(note -> general(note.message()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Without place, name and value: Prometheus places what it says of a subquery at the start of the
   * query, forgets the name from the second step on, and repeats itself for other values.
   */
  private static String general(String note) {
    return note.replaceFirst("(, got | for metric name | \\(\\d+:\\d+).*", "");
  }

  private static long queried(JsonNode theirs) {
    return theirs.at("/data/stats/samples/totalQueryableSamples").asLong();
  }

  private static String shortened(JsonNode json) {
    String text = json.toString();
    return text.length() > 1200 ? text.substring(0, 1200) + "…" : text;
  }

  private static @Nullable String differ(JsonNode theirs, JsonNode ours, boolean ordered) {
    if (!theirs.get("resultType").equals(ours.get("resultType"))) {
      return "type " + ours.get("resultType");
    }
    String type = ours.get("resultType").asString();
    JsonNode expected = theirs.get("result");
    JsonNode given = ours.get("result");
    if (type.equals("scalar") || type.equals("string")) {
      return differPoint(expected, given, "");
    }
    List<JsonNode> a = items(expected, ordered);
    List<JsonNode> b = items(given, ordered);
    if (a.size() != b.size()) {
      return b.size() + " series, not " + a.size();
    }
    for (int i = 0; i < a.size(); i++) {
      String difference = differSeries(a.get(i), b.get(i));
      if (difference != null) {
        return difference;
      }
    }
    return null;
  }

  private static List<JsonNode> items(JsonNode list, boolean ordered) {
    List<JsonNode> items = new ArrayList<>();
    if (ordered) {
      list.forEach(items::add);
      return items;
    }
    Map<String, JsonNode> byLabels = new TreeMap<>();
    list.forEach(each -> byLabels.put(new TreeMap<>(labels(each)).toString(), each));
    return new ArrayList<>(byLabels.values());
  }

  private static Map<String, String> labels(JsonNode item) {
    Map<String, String> labels = new TreeMap<>();
    item.get("metric").properties().forEach(e -> labels.put(e.getKey(), e.getValue().asString()));
    return labels;
  }

  private static @Nullable String differSeries(JsonNode theirs, JsonNode ours) {
    if (!labels(theirs).equals(labels(ours))) {
      return "labels " + labels(ours) + ", not " + labels(theirs);
    }
    if (theirs.has("value")) {
      return differPoint(theirs.get("value"), ours.get("value"), labels(ours).toString());
    }
    JsonNode a = theirs.get("values");
    JsonNode b = ours.get("values");
    if (a.size() != b.size()) {
      return b.size() + " values, not " + a.size() + " of " + labels(ours);
    }
    for (int i = 0; i < a.size(); i++) {
      String difference = differPoint(a.get(i), b.get(i), labels(ours).toString());
      if (difference != null) {
        return difference;
      }
    }
    return null;
  }

  private static @Nullable String differPoint(JsonNode theirs, JsonNode ours, String of) {
    boolean sameTime = theirs.get(0).asDouble() == ours.get(0).asDouble();
    String a = theirs.get(1).asString();
    String b = ours.get(1).asString();
    if (sameTime && (a.equals(b) || isClose(a, b))) {
      return null;
    }
    return b + " at " + ours.get(0) + ", not " + a + " at " + theirs.get(0) + " of " + of;
  }

  /** Numbers of the same value must be written alike; others may differ by rounding. */
  private static boolean isClose(String a, String b) {
    try {
      double x = Double.parseDouble(a.replace("Inf", "Infinity"));
      double y = Double.parseDouble(b.replace("Inf", "Infinity"));
      return x != y && Math.abs(x - y) <= TOLERANCE * Math.max(Math.abs(x), Math.abs(y));
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
