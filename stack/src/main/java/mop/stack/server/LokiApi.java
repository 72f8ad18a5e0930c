package mop.stack.server;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import mop.stack.http.Handler;
import mop.stack.http.Params;
import mop.stack.http.Refusal;
import mop.stack.http.Request;
import mop.stack.http.Response;
import mop.stack.http.Routes;
import mop.stack.labels.Labels;
import mop.stack.labels.Matcher;
import mop.stack.logs.LogSource;
import mop.stack.logs.LogVolume;

/**
 * The HTTP API of Loki 3 that Grafana's data source and {@code logcli} call; errors are plain text,
 * as Loki's are.
 */
public final class LokiApi {
  private static final int MAX_FORM_BYTES = 1 << 20;

  /** By this Grafana decides what it may call; it is the release whose API this is. */
  private static final String API_VERSION = "3.5.0";

  private final LogSource source;
  private final InstantSource clock;
  private final LokiQueries queries;
  private final LokiVolumes volumes;
  private final LokiDetected detected;

  public LokiApi(LogSource source, QuerySlots slots, InstantSource clock) {
    this.source = source;
    this.clock = clock;
    this.queries = new LokiQueries(source, slots, clock);
    this.volumes = new LokiVolumes(source);
    this.detected = new LokiDetected(source, queries);
  }

  /** All paths of this API. */
  public Routes addTo(Routes routes) {
    return routes
        .getOrPost("/loki/api/v1/query", reading(queries::instant))
        .getOrPost("/loki/api/v1/query_range", reading(queries::range))
        .getOrPost("/loki/api/v1/index/volume", reading(volumes::instant))
        .getOrPost("/loki/api/v1/index/volume_range", reading(volumes::range))
        .getOrPost("/loki/api/v1/detected_labels", reading(detected::labels))
        .getOrPost("/loki/api/v1/detected_fields", reading(detected::fields))
        .getOrPost("/loki/api/v1/detected_field/{name}/values", reading(detected::values))
        .getOrPost("/loki/api/v1/labels", answering(this::names))
        .getOrPost("/loki/api/v1/label", answering(this::names))
        .getOrPost("/loki/api/v1/label/{name}/values", answering(this::values))
        .getOrPost("/loki/api/v1/series", answering(this::series))
        .getOrPost("/loki/api/v1/index/stats", answering(this::stats))
        .get("/loki/api/v1/status/buildinfo", r -> buildInfo())
        .get("/ready", r -> Response.text(200, "ready\n"));
  }

  private interface Method {
    Response answer(Params params, Request request) throws Refusal, IOException;
  }

  private static Handler answering(Method method) {
    return request -> method.answer(request.params(MAX_FORM_BYTES), request);
  }

  /** A method that reads its parameters as Loki does. */
  private interface Reading {
    Response answer(LokiParams params, Request request) throws Refusal, IOException;
  }

  private Handler reading(Reading method) {
    return request ->
        method.answer(new LokiParams(request.params(MAX_FORM_BYTES), clock.instant()), request);
  }

  private Response names(Params params, Request request) throws Refusal, IOException {
    TimeBounds range = TimeBounds.of(params, clock.instant());
    List<Matcher> matchers = StreamSelector.parse(params.text("query"));
    List<String> names = source.labelNames(range.from(), range.to(), matchers);
    return PromJson.success(json -> PromJson.strings(json, names));
  }

  private Response values(Params params, Request request) throws Refusal, IOException {
    TimeBounds range = TimeBounds.of(params, clock.instant());
    List<Matcher> matchers = StreamSelector.parse(params.text("query"));
    List<String> values =
        source.labelValues(request.variable("name"), range.from(), range.to(), matchers);
    return PromJson.success(json -> PromJson.strings(json, values));
  }

  private Response series(Params params, Request request) throws Refusal, IOException {
    TimeBounds range = TimeBounds.of(params, clock.instant());
    List<String> selectors = new ArrayList<>(params.all("match[]"));
    selectors.addAll(params.all("match"));
    TreeSet<Labels> found = new TreeSet<>();
    for (String selector : selectors.isEmpty() ? List.of("") : selectors) {
      source
          .select(range.from(), range.to(), StreamSelector.parse(selector))
          .forEach(s -> found.add(s.labels()));
    }
    return PromJson.success(json -> {
      json.writeStartArray();
      found.forEach(l -> PromJson.labels(json, l));
      json.writeEndArray();
    });
  }

  private Response stats(Params params, Request request) throws Refusal, IOException {
    TimeBounds range = TimeBounds.of(params, clock.instant());
    List<Matcher> matchers = StreamSelector.parse(params.text("query"));
    LogVolume volume = source.volume(range.from(), range.to(), matchers);
    return LokiJson.object(json -> {
      json.writeNumberProperty("streams", volume.streams());
      json.writeNumberProperty("chunks", volume.chunks());
      json.writeNumberProperty("bytes", volume.bytes());
      json.writeNumberProperty("entries", volume.entries());
    });
  }

  private static Response buildInfo() {
    return LokiJson.object(json -> {
      json.writeStringProperty("version", API_VERSION);
      json.writeStringProperty("revision", "");
      json.writeStringProperty("branch", "mop-workbench");
      json.writeStringProperty("buildUser", "");
      json.writeStringProperty("buildDate", "");
      json.writeStringProperty("goVersion", "");
    });
  }
}
