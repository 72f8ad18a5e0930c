package mop.experiments.bench;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
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
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A real Prometheus on loopback over a data folder; ended when closed. */
final class PeerPrometheus implements Closeable {
  private static final String PROGRAM = "prometheus";

  private final Process process;
  private final URI address;
  private final HttpClient http = HttpClient.newHttpClient();

  private PeerPrometheus(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Starts it and waits until it answers; empty where it is not installed.
   *
   * @throws IOException when it does not start, with what it said
   */
  static Optional<PeerPrometheus> start(Path data) throws IOException {
    if (!Peer.installed(PROGRAM)) {
      return Optional.empty();
    }
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path config = data.resolveSibling("prometheus.yml");
    Files.writeString(config, "global: {evaluation_interval: 1m}\n");
    Process process =
        new ProcessBuilder(
                PROGRAM,
                "--config.file=" + config,
                "--storage.tsdb.path=" + data,
                "--storage.tsdb.retention.time=100y",
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    PeerPrometheus server = new PeerPrometheus(process, URI.create("http://127.0.0.1:" + port));
    server.awaitReady();
    return Optional.of(server);
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
    throw new IOException(PROGRAM + " ended: " + said);
  }

  /** Its log must be read, or it would stop when the pipe is full. */
  private static void drain(BufferedReader log) {
    try {
      log.transferTo(Writer.nullWriter());
    } catch (IOException ended) {
      // nothing more to read
    }
  }

  /** The answer to a range query; times in seconds. */
  byte[] range(String query, long from, long to, long step)
      throws IOException, InterruptedException {
    String text = URLEncoder.encode(query, StandardCharsets.UTF_8);
    String times = "&start=" + from + "&end=" + to + "&step=" + step;
    URI uri = address.resolve("/api/v1/query_range?query=" + text + times);
    HttpResponse<byte[]> answer =
        http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException(query + ": " + new String(answer.body(), StandardCharsets.UTF_8));
    }
    return answer.body();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(process, 20, TimeUnit.SECONDS).join();
    process.destroyForcibly().onExit().join();
  }
}
