package mop.stack.server;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import mop.analysis.input.InvalidInput;
import mop.stack.http.Handler;
import mop.stack.http.Request;
import mop.stack.http.Response;
import mop.stack.http.Routes;
import mop.stack.metrics.SeriesSource;
import mop.stack.promql.PromEngine;

/**
 * The HTTP API of Prometheus 3 that Grafana's datasource and {@code promtool query} call, with its
 * words for errors. There are no rules, alerts and targets: what lists them answers an empty list.
 */
public final class PrometheusApi {
  /** By this Grafana decides what it may call; it is the release whose API this is. */
  private static final String API_VERSION = "3.5.0";

  private static final int MAX_FORM_BYTES = 1 << 20;

  private final PromQueries queries;
  private final PromSeries series;
  private final InstantSource clock;
  private final Instant started;

  public PrometheusApi(
      PromEngine engine, SeriesSource source, QuerySlots slots, InstantSource clock) {
    this.queries = new PromQueries(engine, slots, clock);
    this.series = new PromSeries(source);
    this.clock = clock;
    this.started = clock.instant();
  }

  /** All paths of this API. */
  public Routes addTo(Routes routes) {
    return routes
        .getOrPost("/api/v1/query", answering(queries::instant))
        .getOrPost("/api/v1/query_range", answering(queries::range))
        .getOrPost("/api/v1/series", answering(series::series))
        .getOrPost("/api/v1/labels", answering(series::names))
        .get("/api/v1/label/{name}/values", answering(series::values))
        .getOrPost("/api/v1/format_query", answering(queries::format))
        .get("/api/v1/status/buildinfo", r -> buildInfo())
        .get("/api/v1/status/runtimeinfo", r -> runtimeInfo())
        .get("/api/v1/rules", r -> emptyList("groups"))
        .get("/api/v1/alerts", r -> emptyList("alerts"))
        .get("/-/healthy", r -> Response.text(200, "Prometheus Server is Healthy.\n"))
        .get("/-/ready", r -> Response.text(200, "Prometheus Server is Ready.\n"));
  }

  /** One of the API's methods. */
  interface Method {
    Response answer(PromParams params, Request request) throws PromError, IOException;
  }

  static Handler answering(Method method) {
    return request -> {
      try {
        return method.answer(new PromParams(request.params(MAX_FORM_BYTES)), request);
      } catch (PromError e) {
        return e.response();
      } catch (InvalidInput | IOException e) {
        return new PromError(PromError.Type.INTERNAL, String.valueOf(e.getMessage())).response();
      }
    };
  }

  private static Response buildInfo() {
    return PromJson.success(json -> {
      json.writeStartObject();
      json.writeStringProperty("version", API_VERSION);
      json.writeStringProperty("revision", "");
      json.writeStringProperty("branch", "mop-workbench");
      json.writeStringProperty("buildUser", "");
      json.writeStringProperty("buildDate", "");
      json.writeStringProperty("goVersion", "");
      json.writeEndObject();
    });
  }

  /** The part of Prometheus' answer that is true of this process too. */
  private Response runtimeInfo() {
    return PromJson.success(json -> {
      json.writeStartObject();
      json.writeStringProperty("startTime", started.toString());
      json.writeStringProperty("serverTime", clock.instant().toString());
      json.writeEndObject();
    });
  }

  private static Response emptyList(String name) {
    return PromJson.success(json -> {
      json.writeStartObject();
      json.writeArrayPropertyStart(name);
      json.writeEndArray();
      json.writeEndObject();
    });
  }
}
