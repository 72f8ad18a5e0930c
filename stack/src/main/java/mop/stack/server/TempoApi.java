package mop.stack.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import mop.stack.http.Refusal;
import mop.stack.http.Request;
import mop.stack.http.Response;
import mop.stack.http.Routes;
import mop.stack.otlp.ProtoWriter;
import mop.stack.otlp.RawTrace;
import mop.stack.otlp.TraceJson;
import mop.stack.traces.TraceFinder;
import mop.stack.traces.TraceMessages;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * The HTTP API of Tempo that Grafana's datasource calls. Traces are answered as protobuf to who
 * accepts {@code application/protobuf}, else as protobuf's JSON.
 */
public final class TempoApi {
  private static final String PROTOBUF = "application/protobuf";

  /** By this Grafana decides what it may call; it is the release whose API this is. */
  private static final String API_VERSION = "2.8.0";

  private final TraceFinder finder;

  public TempoApi(TraceFinder finder) {
    this.finder = finder;
  }

  /** All paths of this API. */
  public Routes addTo(Routes routes) {
    return routes
        .get("/api/traces/{id}", this::trace)
        .get("/api/v2/traces/{id}", this::traceV2)
        .get("/api/echo", r -> Response.text(200, "echo"))
        .get("/ready", r -> Response.text(200, "ready\n"))
        .get("/api/status/buildinfo", r -> buildInfo());
  }

  /** The trace itself; 404 without a word when there is none. */
  private Response trace(Request request) throws Refusal, IOException {
    Optional<byte[]> trace = find(request);
    if (trace.isEmpty()) {
      return Response.empty(404);
    }
    return acceptsProtobuf(request)
        ? Response.of(200, PROTOBUF, trace.get())
        : json(json -> write(trace.get(), "batches", json));
  }

  /** The trace in a message of its own, empty when there is none. */
  private Response traceV2(Request request) throws Refusal, IOException {
    byte[] trace = find(request).orElse(new byte[0]);
    if (acceptsProtobuf(request)) {
      ProtoWriter out = new ProtoWriter();
      out.bytes(1, trace);
      return Response.of(200, PROTOBUF, out.toByteArray());
    }
    return json(json -> {
      json.writeStartObject();
      json.writeName("trace");
      write(trace, "resourceSpans", json);
      json.writeEndObject();
    });
  }

  private Optional<byte[]> find(Request request) throws Refusal, IOException {
    TraceId id = TraceId.parse(request.variable("id"));
    Optional<RawTrace> trace = finder.find(id.high(), id.low());
    return trace.map(TraceMessages::tracesData);
  }

  private static boolean acceptsProtobuf(Request request) {
    return request.header("Accept").orElse("").contains(PROTOBUF);
  }

  private interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  private static Response json(Content content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JsonMapper.shared().createGenerator(bytes)) {
      content.write(json);
    }
    return Response.of(200, Response.JSON, bytes.toByteArray());
  }

  private static void write(byte[] trace, String resourceSpans, JsonGenerator json)
      throws IOException {
    TraceJson.write(trace, resourceSpans, json);
  }

  private static Response buildInfo() throws IOException {
    return json(json -> {
      json.writeStartObject();
      json.writeStringProperty("version", API_VERSION);
      json.writeStringProperty("revision", "");
      json.writeStringProperty("branch", "mop-workbench");
      json.writeStringProperty("buildDate", "");
      json.writeStringProperty("buildUser", "");
      json.writeStringProperty("goVersion", "");
      json.writeEndObject();
    });
  }
}
