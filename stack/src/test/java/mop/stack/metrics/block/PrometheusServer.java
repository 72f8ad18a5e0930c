package mop.stack.metrics.block;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import mop.stack.labels.Labels;
import mop.stack.peer.PrometheusProcess;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Prometheus on loopback over a folder of blocks; stopped when closed. */
public final class PrometheusServer implements AutoCloseable {
  private final PrometheusProcess process;
  private final HttpClient http = HttpClient.newHttpClient();

  public PrometheusServer(Path folder) throws IOException {
    process = PrometheusProcess.start(folder, "scrape_configs: []\n");
  }

  /** The answer to an instant query. */
  public JsonNode query(String promql, long atMillis) throws IOException, InterruptedException {
    String url =
        process.base()
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
    process.close();
  }
}
