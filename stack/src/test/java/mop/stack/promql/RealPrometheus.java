package mop.stack.promql;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import mop.stack.labels.Labels;
import mop.stack.promql.MemorySource.Stored;
import org.xerial.snappy.Snappy;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * A Prometheus process of its own, on loopback, with its data in a folder. The system property
 * {@code mop.prometheus} names another binary than the one in the path.
 */
public final class RealPrometheus {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long SLICE = 1_800_000;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final URI base;
  private final Path log;

  private RealPrometheus(Process process, int port, Path log) {
    this.process = process;
    this.base = URI.create("http://127.0.0.1:" + port);
    this.log = log;
  }

  /** Starts it and waits until it is ready. */
  public static RealPrometheus start(Path folder) throws IOException, InterruptedException {
    Path config = folder.resolve("prometheus.yml");
    Files.writeString(config, "global:\n  evaluation_interval: 1m\n");
    Path log = folder.resolve("log");
    int port = freePort();
    String binary = System.getProperty("mop.prometheus", "prometheus");
    ProcessBuilder builder =
        new ProcessBuilder(
                binary,
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--web.enable-remote-write-receiver",
                "--enable-feature=promql-experimental-functions,promql-per-step-stats",
                "--log.level=warn")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new IllegalStateException(
          "no Prometheus to compare with: install Debian's package prometheus, or name a binary"
              + " with -Dmop.prometheus=",
          e);
    }
    // Also where the tests are broken off.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    RealPrometheus server = new RealPrometheus(process, port, log);
    server.awaitReady();
    return server;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady() throws IOException, InterruptedException {
    HttpRequest ready = HttpRequest.newBuilder(base.resolve("/-/ready")).build();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.nanoTime() < deadline) {
      try {
        if (client.send(ready, HttpResponse.BodyHandlers.ofString()).statusCode() == 200) {
          return;
        }
      } catch (IOException e) {
        // It does not listen yet.
      }
      if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
        break;
      }
    }
    stop();
    throw new IllegalStateException("Prometheus does not start: " + Files.readString(log));
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
  public void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
