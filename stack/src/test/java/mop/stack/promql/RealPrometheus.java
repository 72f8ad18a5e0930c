package mop.stack.promql;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import mop.stack.labels.Labels;
import mop.stack.peer.PrometheusProcess;
import mop.stack.promql.MemorySource.Stored;
import org.xerial.snappy.Snappy;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** A Prometheus that takes samples by remote write and answers queries. */
public final class RealPrometheus {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long SLICE = 1_800_000;

  private final HttpClient client = HttpClient.newHttpClient();
  private final PrometheusProcess process;
  private final URI base;

  private RealPrometheus(PrometheusProcess process) {
    this.process = process;
    this.base = process.base();
  }

  /** Starts it and waits until it is ready. */
  public static RealPrometheus start(Path folder) throws IOException {
    return new RealPrometheus(
        PrometheusProcess.start(
            folder.resolve("data"),
            "global:\n  evaluation_interval: 1m\n",
            "--web.enable-remote-write-receiver",
            "--enable-feature=promql-experimental-functions,promql-per-step-stats"));
  }

  /** Writes all samples through the remote-write receiver, in slices of time. */
  public void write(List<Stored> series) throws IOException, InterruptedException {
    long first = series.stream().mapToLong(s -> s.times()[0]).min().orElseThrow();
    long last = series.stream().mapToLong(s -> s.times()[s.times().length - 1]).max().orElseThrow();
    for (long from = first; from <= last; from += SLICE) {
      byte[] body = Snappy.compress(writeRequest(series, from, from + SLICE));
      HttpRequest request =
          HttpRequest.newBuilder(base.resolve("/api/v1/write"))
              .header("Content-Encoding", "snappy")
              .header("Content-Type", "application/x-protobuf")
              .header("X-Prometheus-Remote-Write-Version", "0.1.0")
              .POST(HttpRequest.BodyPublishers.ofByteArray(body))
              .build();
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw new IllegalStateException(response.statusCode() + " " + response.body());
      }
    }
  }

  /** {@code prometheus.WriteRequest} of remote write 1.0. */
  private static byte[] writeRequest(List<Stored> series, long from, long to) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    for (Stored s : series) {
      out.writeByteArray(1, timeSeries(s, from, to));
    }
    out.flush();
    return bytes.toByteArray();
  }

  private static byte[] timeSeries(Stored s, long from, long to) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    Labels labels = s.labels();
    for (int i = 0; i < labels.size(); i++) {
      ByteArrayOutputStream label = new ByteArrayOutputStream();
      CodedOutputStream pair = CodedOutputStream.newInstance(label);
      pair.writeString(1, labels.name(i));
      pair.writeString(2, labels.value(i));
      pair.flush();
      out.writeByteArray(1, label.toByteArray());
    }
    for (int i = 0; i < s.times().length; i++) {
      if (s.times()[i] >= from && s.times()[i] < to) {
        ByteArrayOutputStream sample = new ByteArrayOutputStream();
        CodedOutputStream point = CodedOutputStream.newInstance(sample);
        point.writeDouble(1, s.values()[i]);
        point.writeInt64(2, s.times()[i]);
        point.flush();
        out.writeByteArray(2, sample.toByteArray());
      }
    }
    out.flush();
    return bytes.toByteArray();
  }

  /** Where it listens. */
  public URI base() {
    return base;
  }

  /** The whole answer of an endpoint, error or not. */
  JsonNode get(String path, Map<String, String> parameters)
      throws IOException, InterruptedException {
    return JSON.readTree(bytes(path, parameters));
  }

  byte[] bytes(String path, Map<String, String> parameters)
      throws IOException, InterruptedException {
    String form =
        parameters.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
  }

  /** The dialect of this binary's release. */
  public Dialect dialect() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(base.resolve("/api/v1/status/buildinfo")).build();
    String body = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    String version = JSON.readTree(body).at("/data/version").asString();
    return version.startsWith("2.") ? Dialect.PROMETHEUS_2 : Dialect.PROMETHEUS_3;
  }

  /** Ends the process, however the test ended. */
  public void stop() {
    process.close();
  }
}
