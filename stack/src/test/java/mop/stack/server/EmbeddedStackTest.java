package mop.stack.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import mop.stack.http.Binding;
import mop.stack.server.Client.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent in by any door comes out of Grafana's, also after a restart. */
class EmbeddedStackTest {
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final String NANOS = NOW.getEpochSecond() + "000000000";
  private static final String TRACE_ID = "5b8efff798038103d269b633813fc60c";
  private static final String RESOURCE =
      "\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":{\"stringValue\":\"shop\"}}]}";

  @TempDir Path folder;

  private final Client client = new Client();
  private EmbeddedStack stack;

  @BeforeEach
  void start() throws IOException {
    stack = start(Map.of());
  }

  private EmbeddedStack start(Map<Endpoint, Integer> ports) throws IOException {
    Map<Endpoint, Binding> bindings = new EnumMap<>(Endpoint.class);
    for (Endpoint endpoint : Endpoint.values()) {
      bindings.put(endpoint, Binding.loopback(ports.getOrDefault(endpoint, 0)));
    }
    return EmbeddedStack.start(folder.resolve("stack"), bindings, InstantSource.fixed(NOW));
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    stack.close();
  }

  private URI base(Endpoint endpoint) {
    int port = Objects.requireNonNull(stack.addresses().get(endpoint)).getPort();
    return URI.create("http://127.0.0.1:" + port);
  }

  private Answer get(Endpoint endpoint, String path, String... pairs) throws Exception {
    return client.get(base(endpoint), path, pairs);
  }

  private int post(Endpoint endpoint, String path, String json) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(base(endpoint).resolve(path))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(json, StandardCharsets.UTF_8))
              .build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  private void sendAll() throws Exception {
    String span =
        "{\"traceId\":\""
            + TRACE_ID
            + "\",\"spanId\":\"eee19b7ec3c1b174\",\"name\":\"GET /cart\",\"kind\":2,"
            + "\"startTimeUnixNano\":\""
            + NANOS
            + "\",\"endTimeUnixNano\":"
            + NOW.getEpochSecond()
            + "250000000,\"status\":{\"code\":2}}";
    String traces =
        "{\"resourceSpans\":[{" + RESOURCE + ",\"scopeSpans\":[{\"spans\":[" + span + "]}]}]}";
    String metrics =
        "{\"resourceMetrics\":[{"
            + RESOURCE
            + ",\"scopeMetrics\":[{\"metrics\":[{\"name\":\"orders\",\"sum\":{"
            + "\"aggregationTemporality\":2,\"isMonotonic\":true,\"dataPoints\":[{\"asInt\":7,"
            + "\"timeUnixNano\":\""
            + NANOS
            + "\",\"exemplars\":[{\"asInt\":1,\"timeUnixNano\":\""
            + NANOS
            + "\",\"traceId\":\""
            + TRACE_ID
            + "\",\"spanId\":\"eee19b7ec3c1b174\"}]}]}}]}]}]}";
    String logs =
        "{\"resourceLogs\":[{"
            + RESOURCE
            + ",\"scopeLogs\":[{\"logRecords\":[{\"timeUnixNano\":\""
            + NOW.minusSeconds(1).getEpochSecond()
            + "000000000\",\"body\":{\"stringValue\":\"stock is low\"}}]}]}]}";
    assertThat(post(Endpoint.OTLP_HTTP, "/v1/traces", traces)).isEqualTo(200);
    assertThat(post(Endpoint.OTLP_HTTP, "/v1/metrics", metrics)).isEqualTo(200);
    assertThat(post(Endpoint.OTLP_HTTP, "/v1/logs", logs)).isEqualTo(200);
    String push =
        "{\"streams\":[{\"stream\":{\"app\":\"pushed\"},\"values\":[[\""
            + NOW.minusSeconds(2).getEpochSecond()
            + "000000000\",\"a line\"]]}]}";
    assertThat(post(Endpoint.LOKI, "/loki/api/v1/push", push)).isEqualTo(204);
  }

  private void everythingIsAnswered() throws Exception {
    assertThat(get(Endpoint.TEMPO, "/api/traces/" + TRACE_ID).body())
        .startsWith("{\"batches\":[")
        .contains("\"name\":\"GET /cart\"", "\"kind\":\"SPAN_KIND_SERVER\"");
    assertThat(
            get(Endpoint.TEMPO, "/api/search", "q", "{status=error && name=\"GET /cart\"}").body())
        .contains("\"traceID\":\"" + TRACE_ID, "\"rootServiceName\":\"shop\"");
    assertThat(get(Endpoint.PROMETHEUS, "/api/v1/query", "query", "orders_total").body())
        .endsWith(
            "{\"__name__\":\"orders_total\",\"job\":\"shop\"},\"value\":["
                + NOW.getEpochSecond()
                + ",\"7\"]}]}}");
    assertThat(get(Endpoint.LOKI, "/loki/api/v1/label/service_name/values").body())
        .isEqualTo("{\"status\":\"success\",\"data\":[\"pushed\",\"shop\"]}");
    assertThat(
            get(Endpoint.LOKI, "/loki/api/v1/index/stats", "query", "{service_name=\"shop\"}")
                .body())
        .contains("\"streams\":1", "\"entries\":1");
  }

  @Test
  void whatIsSentIsAnsweredAlsoByTheNextStack() throws Exception {
    sendAll();
    everythingIsAnswered();

    stack.close();
    stack = start(Map.of());

    everythingIsAnswered();
    assertThat(stack.recovery()).isEmpty();
  }

  @Test
  void exemplarsLeadFromMetricsToTraces() throws Exception {
    sendAll();

    Answer answer = get(Endpoint.PROMETHEUS, "/api/v1/query_exemplars", "query", "orders_total");

    assertThat(answer.body())
        .isEqualTo(
            "{\"status\":\"success\",\"data\":[{\"seriesLabels\":{\"__name__\":\"orders_total\","
                + "\"job\":\"shop\"},\"exemplars\":[{\"labels\":{\"span_id\":\"eee19b7ec3c1b174\","
                + "\"trace_id\":\""
                + TRACE_ID
                + "\"},\"value\":\"1\",\"timestamp\":"
                + NOW.getEpochSecond()
                + "}]}]}");
    assertThat(get(Endpoint.PROMETHEUS, "/api/v1/metadata", "metric", "orders_total").body())
        .contains("\"type\":\"counter\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TEMPO|/api/search|q={|400|invalid TraceQL query: ",
        "TEMPO|/api/search|limit=0|400|invalid limit: must be a positive number",
        "TEMPO|/api/search|start=9,end=8|400|http parameter start must be before end. received",
        "TEMPO|/api/traces/xyz||400|trace IDs can only contain hex characters: invalid character 'x'",
        "TEMPO|/api/traces/1||404|''",
        "TEMPO|/api/v2/traces/1||200|{\"trace\":{}}",
        "TEMPO|/api/v2/search/tags|scope=bad|400|invalid scope: bad",
        "TEMPO|/api/echo||200|echo",
        "TEMPO|/ready||200|ready",
        "LOKI|/loki/api/v1/series|match[]={|400|1:",
        "LOKI|/loki/api/v1/labels|start=soon|400|could not parse 'start' parameter: \"soon\"",
        "LOKI|/ready||200|ready",
        "LOKI|/api/v1/query||404|404 page not found",
        "PROMETHEUS|/api/v1/metadata|limit=x|400|{\"status\":\"error\",\"errorType\":\"bad_data\"",
        "PROMETHEUS|/metrics||200|# HELP mop_received_requests_total",
      })
  void badAndSimpleRequestsAreAnswered(
      Endpoint endpoint, String path, String parameters, int status, String body) throws Exception {
    String[] pairs = parameters == null ? new String[0] : parameters.split("[=,]", -1);

    Answer answer = get(endpoint, path, pairs);

    assertThat(answer.body()).startsWith(body);
    assertThat(answer.status()).isEqualTo(status);
  }

  @Test
  void tagsAndTheirValuesAreTold() throws Exception {
    sendAll();

    assertThat(get(Endpoint.TEMPO, "/api/v2/search/tags", "scope", "resource").body())
        .isEqualTo(
            "{\"scopes\":[{\"name\":\"resource\",\"tags\":[\"service.name\"]}],\"metrics\":{}}");
    assertThat(get(Endpoint.TEMPO, "/api/v2/search/tag/resource.service.name/values").body())
        .contains("{\"type\":\"string\",\"value\":\"shop\"}");
    assertThat(get(Endpoint.TEMPO, "/api/search/tag/service.name/values").body())
        .isEqualTo("{\"tagValues\":[\"shop\"]}");
    assertThat(
            get(
                    Endpoint.TEMPO,
                    "/api/metrics/query_range",
                    "q",
                    "{} | count_over_time()",
                    "since",
                    "1h",
                    "step",
                    "60")
                .body())
        .contains("\"value\":1");
  }

  @Test
  void aFolderHasOneStackAtATime() {
    assertThatExceptionOfType(StackInUse.class)
        .isThrownBy(() -> start(Map.of()))
        .withMessageContaining("is in use by another stack");
  }

  @Test
  void aStackThatCannotListenLeavesTheFolderFree() throws IOException {
    int taken = Objects.requireNonNull(stack.addresses().get(Endpoint.TEMPO)).getPort();
    Path other = folder.resolve("other");
    Map<Endpoint, Binding> bindings = Map.of(Endpoint.TEMPO, Binding.loopback(taken));

    assertThatExceptionOfType(BindException.class)
        .isThrownBy(() -> EmbeddedStack.start(other, bindings, InstantSource.fixed(NOW)))
        .withMessage("127.0.0.1:" + taken + ": Address already in use");

    EmbeddedStack.start(other, Map.of(), InstantSource.fixed(NOW)).close();
  }

  @Test
  void itTellsItsOwnFigures() throws Exception {
    sendAll();

    assertThat(get(Endpoint.TEMPO, "/metrics").body().lines())
        .contains(
            "mop_received_requests_total{signal=\"logs\"} 1",
            "mop_traces_spans_total 1",
            "mop_metrics_samples_total 1",
            "mop_logs_entries_total 2",
            "mop_in_flight_bytes 0");
  }
}
