package mop.stack.metrics.block;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mop.stack.labels.Labels;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Prometheus on loopback over a folder of blocks; stopped when closed. */
public final class PrometheusServer implements AutoCloseable {
  private final Process process;
  private final String address;
  private final HttpClient http = HttpClient.newHttpClient();

  public PrometheusServer(Path folder) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    address = "127.0.0.1:" + port;
    Path config = Files.writeString(folder.resolve("prometheus.yml"), "scrape_configs: []\n");
    try {
      process =
          new ProcessBuilder(
                  "prometheus",
                  "--config.file=" + config,
                  "--storage.tsdb.path=" + folder,
                  "--storage.tsdb.retention.time=100y",
                  "--web.listen-address=" + address)
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      throw new IOException("prometheus cannot be run; install it", e);
    }
    awaitReady();
  }

  private void awaitReady() throws IOException {
    StringBuilder said = new StringBuilder();
    BufferedReader log = process.inputReader();
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      said.append(line).append('\n');
      if (line.contains("Server is ready to receive web requests")) {
        Thread.ofVirtual().start(() -> drain(log));
        return;
      }
    }
    throw new IOException("prometheus ended: " + said);
  }

  /** Its log must be read, or it would stop when the pipe is full. */
  private static void drain(BufferedReader log) {
    try {
      log.transferTo(Writer.nullWriter());
    } catch (IOException e) {
      // It was stopped.
    }
  }

  /** The answer to an instant query. */
  public JsonNode query(String promql, long atMillis) throws IOException, InterruptedException {
    String url =
        "http://"
            + address
            + "/api/v1/query?time="
            + atMillis / 1000.0
            + "&query="
            + URLEncoder.encode(promql, StandardCharsets.UTF_8);
    String body =
        http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString()).body();
    JsonNode answer = JsonMapper.shared().readTree(body);
    if (!answer.path("status").asString("").equals("success")) {
      throw new IOException(promql + ": " + body);
    }
    return answer.path("data").path("result");
  }

  /** All samples of a time range, but for the marks of an end. */
  public Model samples(long from, long to) throws IOException, InterruptedException {
    Model m = new Model();
    for (JsonNode series : query("{__name__=~\".+\"}[" + (to - from + 1) + "ms]", to)) {
      Labels.Builder labels = Labels.builder();
      for (Map.Entry<String, JsonNode> e : series.path("metric").properties()) {
        labels.set(e.getKey(), e.getValue().asString());
      }
      for (JsonNode sample : series.path("values")) {
        long millis = Math.round(sample.get(0).asDouble() * 1000);
        String value = sample.get(1).asString();
        m.put(labels.build(), millis, Double.parseDouble(value.replace("Inf", "Infinity")));
      }
    }
    return m;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
