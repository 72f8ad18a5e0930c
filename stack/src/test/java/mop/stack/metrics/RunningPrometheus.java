package mop.stack.metrics;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mop.stack.labels.Labels;
import mop.stack.metrics.head.Contents;
import mop.stack.peer.PrometheusProcess;
import org.xerial.snappy.Snappy;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Prometheus on loopback that takes remote write; ended when closed. */
final class RunningPrometheus implements AutoCloseable {
  private final PrometheusProcess process;
  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * @param data its folder, which may hold samples
   * @param flags more flags
   */
  RunningPrometheus(Path data, String... flags) throws IOException {
    List<String> all = new ArrayList<>(List.of(flags));
    all.add("--web.enable-remote-write-receiver");
    all.add("--web.enable-admin-api");
    process =
        PrometheusProcess.start(
            data, "storage: {tsdb: {out_of_order_time_window: 1d}}\n", all.toArray(String[]::new));
  }

  /** Sends a write request; returns the status. */
  int write(byte[] message) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(process.base() + "/api/v1/write"))
            .header("Content-Encoding", "snappy")
            .header("Content-Type", "application/x-protobuf")
            .header("X-Prometheus-Remote-Write-Version", "0.1.0")
            .POST(HttpRequest.BodyPublishers.ofByteArray(Snappy.compress(message)))
            .build();
    return http.send(request, BodyHandlers.ofString()).statusCode();
  }

  /** Deletes samples of series; both ends are included. Returns the status. */
  int delete(String selector, long from, long to) throws IOException, InterruptedException {
    String match = URLEncoder.encode(selector, StandardCharsets.UTF_8);
    String times = "&start=" + from / 1000.0 + "&end=" + to / 1000.0;
    URI uri =
        URI.create(
            process.base() + "/api/v1/admin/tsdb/delete_series?match%5B%5D=" + match + times);
    HttpRequest request =
        HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.noBody()).build();
    return http.send(request, BodyHandlers.ofString()).statusCode();
  }

  /** All floats of a time range, but for the marks of an end. */
  Map<Labels, Map<Long, Object>> samples(long from, long to)
      throws IOException, InterruptedException {
    String range = "{__name__=~\".+\"}[" + (to - from + 1) + "ms]";
    Map<Labels, Map<Long, Object>> all = new HashMap<>();
    for (JsonNode series : query(range, to)) {
      Labels.Builder labels = Labels.builder();
      series
          .path("metric")
          .properties()
          .forEach(e -> labels.set(e.getKey(), e.getValue().asString()));
      Map<Long, Object> samples = new TreeMap<>();
      for (JsonNode sample : series.path("values")) {
        String value = sample.get(1).asString().replace("Inf", "Infinity");
        samples.put(
            Math.round(sample.get(0).asDouble() * 1000), Contents.bits(Double.parseDouble(value)));
      }
      if (!samples.isEmpty()) {
        all.put(labels.build(), samples);
      }
    }
    return all;
  }

  private JsonNode query(String promql, long atMillis) throws IOException, InterruptedException {
    String text = URLEncoder.encode(promql, StandardCharsets.UTF_8);
    URI uri =
        URI.create(process.base() + "/api/v1/query?time=" + atMillis / 1000.0 + "&query=" + text);
    String body = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    JsonNode answer = JsonMapper.shared().readTree(body);
    if (!answer.path("status").asString("").equals("success")) {
      throw new IOException(promql + ": " + body);
    }
    return answer.path("data").path("result");
  }

  /** Ends it without warning, as the death of the process does. */
  void kill() {
    process.kill();
  }

  @Override
  public void close() {
    process.close();
  }
}
