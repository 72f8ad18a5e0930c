package mop.stack.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real Prometheus of its own on loopback. The system property {@code mop.prometheus} names
 * another binary than the one in the path.
 */
public final class PrometheusProcess implements AutoCloseable {
  private final Process process;
  private final URI base;

  private PrometheusProcess(Process process, URI base) {
    this.process = process;
    this.base = base;
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @param data its folder, which may hold samples
   * @param config content of its configuration file
   * @param flags more flags
   */
  public static PrometheusProcess start(Path data, String config, String... flags)
      throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Files.createDirectories(data);
    Path file = Files.writeString(data.resolve("prometheus.yml"), config);
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("mop.prometheus", "prometheus"));
    command.add("--config.file=" + file);
    command.add("--storage.tsdb.path=" + data);
    command.add("--storage.tsdb.retention.time=100y");
    command.add("--web.listen-address=127.0.0.1:" + port);
    command.addAll(List.of(flags));
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new IOException(
          "no Prometheus to compare with: install Debian's package prometheus, or name a binary"
              + " with -Dmop.prometheus=",
          e);
    }
    // Also where the tests are broken off.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    awaitReady(process);
    return new PrometheusProcess(process, URI.create("http://127.0.0.1:" + port));
  }

  private static void awaitReady(Process process) throws IOException {
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
      // It was ended.
    }
  }

  /** Where it listens. */
  public URI base() {
    return base;
  }

  /** Ends it without warning, as the death of the process does. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(process, 20, TimeUnit.SECONDS).join();
    kill();
  }
}
