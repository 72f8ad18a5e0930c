package mop.stack.server;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import mop.stack.http.Binding;
import mop.stack.http.ByteBudget;
import mop.stack.http.HttpListener;
import mop.stack.http.Routes;
import mop.stack.logs.LogStore;
import mop.stack.logs.LogStoreSettings;
import mop.stack.logs.ingest.LokiPush;
import mop.stack.server.Client.Answer;
import mop.stack.store.FileObjectStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statuses and bodies are a Loki's of August 2026 (65e30f8), but for errors in LogQL itself. */
class LokiApiTest {
  private static final long BASE = 1_795_842_000;
  private static final Instant NOW = Instant.ofEpochSecond(BASE + 300);
  private static final String RANGE = "/loki/api/v1/query_range";
  private static final String INSTANT = "/loki/api/v1/query";

  @TempDir Path folder;

  private final Client client = new Client();
  private LogStore store;
  private HttpListener listener;

  @BeforeEach
  void start() throws IOException {
    store =
        new LogStore(
            new FileObjectStore(folder.resolve("objects")),
            folder.resolve("logs"),
            LogStoreSettings.DEFAULT);
    String shop =
        IntStream.range(0, 6)
            .mapToObj(i ->
                "[\""
                    + (BASE + 60 + 10L * i)
                    + "000000000\",\"{\\\"level\\\":\\\"info\\\",\\\"status\\\":20"
                    + i
                    + ",\\\"dur\\\":\\\""
                    + i
                    + "ms\\\"}\",{\"pod\":\"p"
                    + i % 2
                    + "\"}]")
            .collect(
                joining(",", "{\"stream\":{\"app\":\"shop\",\"env\":\"prod\"},\"values\":[", "]}"));
    String pay =
        "{\"stream\":{\"app\":\"pay\",\"env\":\"prod\"},\"values\":[[\""
            + (BASE + 75)
            + "000000000\",\"level=warn msg=\\\"<slow> é\\\" bytes=12\"]]}";
    push("{\"streams\":[" + shop + "," + pay + "]}");
    InstantSource clock = InstantSource.fixed(NOW);
    QuerySlots slots = new QuerySlots(2, Duration.ofMinutes(2), clock);
    Routes routes = new LokiApi(store, slots, clock).addTo(new Routes());
    listener = HttpListener.start(Binding.loopback(0), routes, new ByteBudget(1 << 22));
  }

  private void push(String json) throws IOException {
    var logs = LokiPush.json(json.getBytes(StandardCharsets.UTF_8));
    assertThat(store.push(logs.streams(), NOW).rejections()).isEmpty();
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    listener.close();
    store.close();
  }

  private URI base() {
    return URI.create("http://127.0.0.1:" + listener.address().getPort());
  }

  private String get(String path, String... pairs) throws Exception {
    Answer answer = client.get(base(), path, pairs);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static String streams(String result) {
    return "{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":"
        + result
        + ",\"stats\":{\"summary\":{";
  }

  @Test
  void aLineStandsUnderAllItsLabels() throws Exception {
    String body = get(RANGE, "query", "{app=\"shop\"} |= \"20\"", "limit", "2");

    assertThat(body)
        .startsWith(
            streams(
                "[{\"stream\":{\"app\":\"shop\",\"detected_level\":\"info\",\"env\":\"prod\","
                    + "\"pod\":\"p0\",\"service_name\":\"shop\"},\"values\":[[\""
                    + (BASE + 100)
                    + "000000000\",\"{\\\"level\\\":\\\"info\\\",\\\"status\\\":204,\\\"dur\\\":"
                    + "\\\"4ms\\\"}\"]]},{\"stream\":{\"app\":\"shop\",\"detected_level\":\"info\","
                    + "\"env\":\"prod\",\"pod\":\"p1\",\"service_name\":\"shop\"},\"values\":[[\""
                    + (BASE + 110)
                    + "000000000\",\"{\\\"level\\\":\\\"info\\\",\\\"status\\\":205,\\\"dur\\\":"
                    + "\\\"5ms\\\"}\"]]}]"))
        .contains("\"totalLinesProcessed\":2,", "\"totalEntriesReturned\":2,");
  }

  @Test
  void labelsAreToldByTheirOriginWhenAskedFor() throws Exception {
    List<String> query = List.of("query", "{app=\"shop\"} | json | drop dur", "limit", "1");
    String flags = "X-Loki-Response-Encoding-Flags";

    Answer answer = client.get(base(), flags, "categorize-labels", RANGE, query);

    assertThat(answer.body())
        .startsWith(
            "{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"encodingFlags\":"
                + "[\"categorize-labels\"],\"result\":[{\"stream\":{\"app\":\"shop\",\"env\":"
                + "\"prod\",\"service_name\":\"shop\"},\"values\":[[\""
                + (BASE + 110)
                + "000000000\",\"{\\\"level\\\":\\\"info\\\",\\\"status\\\":205,\\\"dur\\\":"
                + "\\\"5ms\\\"}\",{\"structuredMetadata\":{\"detected_level\":\"info\",\"pod\":"
                + "\"p1\"},\"parsed\":{\"level\":\"info\",\"status\":\"205\"}}]]}],\"stats\"");
  }

  @Test
  void aChangedLabelOfTheStreamIsOneOfTheQuery() throws Exception {
    List<String> query = List.of("query", "{app=\"pay\"} | label_format env=`x{{.app}}`");

    Answer answer =
        client.get(base(), "X-Loki-Response-Encoding-Flags", "categorize-labels", RANGE, query);

    assertThat(answer.body())
        .contains(
            "{\"stream\":{\"app\":\"pay\",\"service_name\":\"pay\"},",
            "{\"structuredMetadata\":{\"detected_level\":\"warn\"},\"parsed\":{\"env\":\"xpay\"}}");
  }

  @Test
  void linesComeInTheDirectionAndInTheIntervalAskedFor() throws Exception {
    String body =
        get(
            RANGE,
            "query",
            "{app=\"shop\"} | keep app | line_format \"at\"",
            "direction",
            "forward",
            "interval",
            "20");

    assertThat(body)
        .contains(
            "[[\""
                + (BASE + 60)
                + "000000000\",\"at\"],[\""
                + (BASE + 80)
                + "000000000\",\"at\"],[\""
                + (BASE + 100)
                + "000000000\",\"at\"]]");
  }

  @Test
  void stepsAreWholeOnes() throws Exception {
    String body =
        get(
            RANGE,
            "query",
            "sum by (app) (count_over_time({env=\"prod\"}[1m]))",
            "start",
            Long.toString(BASE + 65),
            "end",
            Long.toString(BASE + 130),
            "step",
            "60");

    assertThat(body)
        .startsWith(
            "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":{"
                + "\"app\":\"pay\"},\"values\":[["
                + (BASE + 120)
                + ",\"1\"]]},{\"metric\":{\"app\":\"shop\"},\"values\":[["
                + (BASE + 60)
                + ",\"1\"],["
                + (BASE + 120)
                + ",\"5\"]]}],\"stats\":");
  }

  @Test
  void aMomentHasAVectorOrANumber() throws Exception {
    String time = BASE + 120 + "250000000";
    String count = "count_over_time({env=\"prod\"}[10m])";

    assertThat(get(INSTANT, "query", "topk(1, sum by (app) (" + count + ")) / 3", "time", time))
        .contains(
            "\"resultType\":\"vector\",\"result\":[{\"metric\":{\"app\":\"shop\"},\"value\":["
                + (BASE + 120)
                + ".25,\"2\"]}]");
    assertThat(get(INSTANT, "query", "1/8", "time", Long.toString(BASE)))
        .contains("\"resultType\":\"scalar\",\"result\":[" + BASE + ",\"0.125\"]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "query|query={app='shop'}|log queries are not supported as an instant query type, please",
        "query|query=|parse error : ",
        "query_range|query={app='shop'|parse error : LogQL, character 12: ",
        "query_range|query={app=~'.*'}|parse error : LogQL, character 1: queries require at least",
        "query_range|query={app='a'};limit=0|limit must be a positive value",
        "query_range|query={app='a'};limit=x|strconv.Atoi: parsing 'x': invalid syntax",
        "query_range|query={app='a'};limit=5001|max entries limit per query exceeded, limit >"
            + " max_entries_limit_per_query (5001 > 5000)",
        "query_range|query={app='a'};step=0|zero or negative query resolution step widths are not",
        "query_range|query={app='a'};step=x|cannot parse 'x' to a valid duration",
        "query_range|query={app='a'};step=0.01|exceeded maximum resolution of 11,000 points per",
        "query_range|query={app='a'};interval=-1|interval must be >= 0",
        "query_range|query={app='a'};direction=up|invalid direction 'up'",
        "query_range|query={app='a'};start=9;end=8|end timestamp must not be before or equal to",
        "query_range|query={app='a'};start=1000000000;end=1700000000.5;step=1000000|the query time"
            + " range exceeds the limit (query length: 194444h26m40.5s, limit: 30d1h)",
        "index/volume|query={app='a'};aggregateBy=x|invalid aggregation option",
        "detected_fields|query=rate({app='a'}[1m])|only log selector is supported",
      })
  void badRequestsAreAnsweredInLokisWords(String path, String parameters, String start)
      throws Exception {
    List<String> pairs = new ArrayList<>();
    for (String pair : parameters.replace('\'', '"').split(";", -1)) {
      pairs.addAll(List.of(pair.split("=", 2)));
    }

    Answer answer = client.get(base(), "/loki/api/v1/" + path, pairs.toArray(String[]::new));

    assertThat(answer.body().replace('"', '\'')).startsWith(start);
    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void aQueryOfTooManySeriesIsRefused() throws Exception {
    StringBuilder entries = new StringBuilder();
    for (int i = 0; i <= 500; i++) {
      entries.append(i == 0 ? "" : ",");
      entries.append("[\"").append(BASE).append("000000000\",\"n=").append(i).append("\"]");
    }
    push("{\"streams\":[{\"stream\":{\"app\":\"many\"},\"values\":[" + entries + "]}]}");
    String query = "count_over_time({app=\"many\"} | logfmt | n != \"%s\" [10m])";

    Answer tooMany = client.get(base(), INSTANT, "query", query.formatted("none"));
    Answer allowed = client.get(base(), INSTANT, "query", query.formatted("7"));

    assertThat(tooMany.status()).isEqualTo(400);
    assertThat(tooMany.body()).startsWith("maximum number of series (500) reached for a single");
    assertThat(allowed.status()).isEqualTo(200);
  }

  @Test
  void volumesAreToldBySeriesAndByLabel() throws Exception {
    String all = get("/loki/api/v1/index/volume", "query", "{}", "limit", "1");
    String byLabel =
        get("/loki/api/v1/index/volume", "query", "{env=\"prod\"}", "aggregateBy", "labels");
    String steps = get("/loki/api/v1/index/volume_range", "query", "{app=\"shop\"}", "step", "60");

    assertThat(all)
        .contains(
            "\"resultType\":\"vector\",\"result\":[{\"metric\":{\"app\":\"shop\",\"env\":\"prod\","
                + "\"service_name\":\"shop\"},\"value\":["
                + NOW.getEpochSecond()
                + ",\"");
    assertThat(byLabel)
        .contains("{\"metric\":{\"app\":\"\"}", "{\"env\":\"\"}", "{\"service_name\":\"\"}");
    assertThat(steps)
        .contains("{\"metric\":{\"app\":\"shop\"},\"value\":[" + (BASE + 119) + ".999,\"");
  }

  @Test
  void labelsAndFieldsAreDetected() throws Exception {
    assertThat(get("/loki/api/v1/detected_labels", "query", "{env=\"prod\"}"))
        .isEqualTo(
            "{\"detectedLabels\":[{\"label\":\"app\",\"cardinality\":2},{\"label\":\"env\","
                + "\"cardinality\":1},{\"label\":\"service_name\",\"cardinality\":2}]}");
    assertThat(get("/loki/api/v1/detected_fields", "query", "{env=\"prod\"}"))
        .isEqualTo(
            "{\"fields\":[{\"label\":\"bytes\",\"type\":\"int\",\"cardinality\":1,\"parsers\":"
                + "[\"logfmt\"]},{\"label\":\"detected_level\",\"type\":\"string\",\"cardinality\":"
                + "2,\"parsers\":null},{\"label\":\"dur\",\"type\":\"duration\",\"cardinality\":6,"
                + "\"parsers\":[\"json\"],\"jsonPath\":[\"dur\"]},{\"label\":\"level\",\"type\":"
                + "\"string\",\"cardinality\":2,\"parsers\":[\"json\",\"logfmt\"],\"jsonPath\":"
                + "[\"level\"]},{\"label\":\"msg\",\"type\":\"string\",\"cardinality\":1,"
                + "\"parsers\":[\"logfmt\"]},{\"label\":\"pod\",\"type\":\"string\","
                + "\"cardinality\":2,\"parsers\":null},{\"label\":\"status\",\"type\":\"int\","
                + "\"cardinality\":6,\"parsers\":[\"json\"],\"jsonPath\":[\"status\"]}],"
                + "\"limit\":1000}");
    assertThat(get("/loki/api/v1/detected_field/pod/values", "query", "{env=\"prod\"}"))
        .isEqualTo("{\"values\":[\"p0\",\"p1\"],\"limit\":1000}");
    assertThat(get("/loki/api/v1/detected_fields", "query", "{app=\"none\"}")).isEqualTo("{}");
  }

  @Test
  void aFormIsAsGoodAsAQueryString() throws Exception {
    String[] pairs = {"query", "rate({app=\"pay\"}[10m])", "time", Long.toString(BASE + 120)};

    assertThat(client.post(base(), INSTANT, pairs).body()).isEqualTo(get(INSTANT, pairs));
  }
}
