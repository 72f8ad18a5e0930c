package mop.stack.server;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import mop.analysis.input.InvalidInput;
import mop.stack.http.Handler;
import mop.stack.http.Params;
import mop.stack.http.Refusal;
import mop.stack.http.Request;
import mop.stack.http.Response;
import mop.stack.http.Routes;
import mop.stack.promql.syntax.Durations;
import mop.stack.traceql.FieldName;
import mop.stack.traceql.Query;
import mop.stack.traceql.Scope;
import mop.stack.traceql.Value;
import mop.stack.traceql.engine.MetricsJson;
import mop.stack.traceql.engine.MetricsQuery;
import mop.stack.traceql.engine.MetricsRequest;
import mop.stack.traceql.engine.SearchJson;
import mop.stack.traceql.engine.SearchOptions;
import mop.stack.traceql.engine.Tags;
import mop.stack.traceql.engine.TagsJson;
import mop.stack.traceql.engine.TimeRange;
import mop.stack.traceql.engine.TraceSearch;
import mop.stack.traceql.engine.TraceSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Tempo's search, tags and TraceQL metrics; errors are plain text, as Tempo's are. */
final class TempoSearch {
  private static final int DEFAULT_LIMIT = 20;

  /** Tempo's {@code max_response_series}. */
  private static final int MAX_SERIES = 1000;

  private static final int MAX_FORM_BYTES = 1 << 20;

  private final StoredTraces traces;
  private final QuerySlots slots;
  private final InstantSource clock;

  TempoSearch(StoredTraces traces, QuerySlots slots, InstantSource clock) {
    this.traces = traces;
    this.slots = slots;
    this.clock = clock;
  }

  Routes addTo(Routes routes) {
    return routes
        .get("/api/search", answering(this::search))
        .get("/api/search/tags", answering(this::tagsV1))
        .get("/api/v2/search/tags", answering(this::tags))
        .get("/api/search/tag/{tag}/values", answering(this::valuesV1))
        .get("/api/v2/search/tag/{tag}/values", answering(this::values))
        .get("/api/metrics/query_range", answering(this::metricsRange))
        .get("/api/metrics/query", answering(this::metricsInstant));
  }

  private interface Method {
    ObjectNode answer(Params params, Request request) throws Refusal, IOException;
  }

  private Handler answering(Method method) {
    return request -> {
      Params params = request.params(MAX_FORM_BYTES);
      long deadline = slots.deadline(Long.MAX_VALUE);
      try {
        ObjectNode json =
            slots
                .run(deadline, () -> method.answer(params, request))
                .orElseThrow(() -> new Refusal(429, "too many queries at once"));
        return Response.json(200, json.toString());
      } catch (InvalidInput e) {
        throw new Refusal(400, "invalid TraceQL query: " + e.getMessage());
      }
    };
  }

  private ObjectNode search(Params params, Request request) throws Refusal, IOException {
    TimeRange range = seconds(params);
    int limit = whole(params, "limit", DEFAULT_LIMIT);
    if (limit == 0) {
      throw new Refusal(400, "invalid limit: must be a positive number");
    }
    String text = params.text("q");
    Query query = Query.parse(text.isEmpty() ? "{}" : text);
    SearchOptions options = new SearchOptions(range, limit, whole(params, "spss", 0));
    return SearchJson.of(TraceSearch.run(query, options, sources(range)));
  }

  private List<TraceSource> sources(TimeRange range) throws IOException {
    return new ArrayList<>(traces.in(range));
  }

  /** Whole seconds, both or none. */
  private static TimeRange seconds(Params params) throws Refusal {
    long start = whole(params, "start", 0);
    long end = whole(params, "end", 0);
    if (start == 0 && end == 0) {
      return TimeRange.ANY;
    }
    if (end <= start) {
      throw new Refusal(
          400, "http parameter start must be before end. received start=" + start + " end=" + end);
    }
    return TimeRange.ofSeconds(start, end);
  }

  private static int whole(Params params, String name, int otherwise) throws Refusal {
    String text = params.text(name);
    try {
      int value = text.isEmpty() ? otherwise : Integer.parseInt(text);
      if (value >= 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new Refusal(400, "invalid " + name + ": " + PromParams.quoted(text));
  }

  private Map<Scope, SortedSet<String>> names(Params params) throws Refusal, IOException {
    String asked = params.text("scope");
    if (asked.equals("intrinsic")) {
      return Map.of();
    }
    return Tags.names(Tags.scopes(scope(asked)), traces.in(seconds(params)), 0);
  }

  private static Scope scope(String word) throws Refusal {
    if (word.isEmpty() || word.equals("none")) {
      return Scope.NONE;
    }
    for (Scope scope : Scope.values()) {
      if (scope != Scope.NONE && scope.word().equals(word.toLowerCase(Locale.ROOT))) {
        return scope;
      }
    }
    throw new Refusal(400, "invalid scope: " + word);
  }

  private ObjectNode tags(Params params, Request request) throws Refusal, IOException {
    String asked = params.text("scope");
    boolean intrinsics = asked.isEmpty() || asked.equals("none") || asked.equals("intrinsic");
    return TagsJson.names(names(params), intrinsics);
  }

  private ObjectNode tagsV1(Params params, Request request) throws Refusal, IOException {
    TreeSet<String> all = new TreeSet<>();
    names(params).values().forEach(all::addAll);
    ObjectNode json = JsonMapper.shared().createObjectNode();
    all.forEach(json.putArray("tagNames")::add);
    return json;
  }

  private ObjectNode values(Params params, Request request) throws Refusal, IOException {
    return TagsJson.values(values(params, Query.field(request.variable("tag"))));
  }

  /** Without scope: the older API knows attributes by their key alone, and some intrinsics. */
  private ObjectNode valuesV1(Params params, Request request) throws Refusal, IOException {
    String tag = request.variable("tag");
    FieldName field =
        switch (tag) {
          case "name", "status", "kind", "duration" -> Query.field(tag);
          default -> Query.field("." + tag);
        };
    ObjectNode json = JsonMapper.shared().createObjectNode();
    var list = json.putArray("tagValues");
    values(params, field).forEach(v -> list.add(v.text()));
    return json;
  }

  private List<Value> values(Params params, FieldName field) throws Refusal, IOException {
    String filter = params.text("q");
    Optional<Query> query =
        filter.isEmpty() || filter.equals("{}")
            ? Optional.empty()
            : Optional.of(Query.parse(filter));
    return Tags.values(field, query, traces.in(seconds(params)), 0);
  }

  private static Query metricsQuery(Params params) {
    String q = params.text("q");
    return Query.parse(q.isEmpty() ? params.text("query") : q);
  }

  private ObjectNode metricsRange(Params params, Request request) throws Refusal, IOException {
    TimeBounds bounds = TimeBounds.of(params, clock.instant());
    MetricsRequest asked =
        MetricsRequest.range(
            bounds.from(),
            bounds.to(),
            step(params, bounds),
            whole(params, "exemplars", 0),
            whole(params, "maxSeries", MAX_SERIES));
    TimeRange range = new TimeRange(asked.start(), asked.end());
    return MetricsJson.range(MetricsQuery.run(metricsQuery(params), asked, sources(range)));
  }

  /** Seconds or a duration; without it as many as make a hundred or more points. */
  private static long step(Params params, TimeBounds bounds) throws Refusal {
    String text = params.text("step");
    if (text.isEmpty()) {
      long whole = (bounds.to() - bounds.from()) / TimeBounds.PER_SECOND;
      return Math.max(1, whole / 120) * TimeBounds.PER_SECOND;
    }
    long millis = Durations.parse(text);
    if (millis < 0) {
      millis = PromParams.parseTime(text).orElse(-1);
    }
    if (millis <= 0) {
      throw new Refusal(400, "cannot parse " + PromParams.quoted(text) + " to a valid duration");
    }
    return Math.multiplyExact(millis, 1_000_000L);
  }

  private ObjectNode metricsInstant(Params params, Request request) throws Refusal, IOException {
    TimeBounds bounds = TimeBounds.of(params, clock.instant());
    MetricsRequest asked =
        MetricsRequest.instant(bounds.from(), bounds.to(), whole(params, "maxSeries", MAX_SERIES));
    TimeRange range = new TimeRange(asked.start(), asked.end());
    return MetricsJson.instant(MetricsQuery.run(metricsQuery(params), asked, sources(range)));
  }
}
