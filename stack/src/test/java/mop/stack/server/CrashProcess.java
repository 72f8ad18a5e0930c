package mop.stack.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A {@link CrashChild} that runs. */
final class CrashProcess {
  private static final List<String> JVM =
      List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-Xmx160m");

  private final Process process;
  private final BufferedReader out;
  private final List<String> recovery = new ArrayList<>();
  private final Map<Endpoint, URI> addresses = new EnumMap<>(Endpoint.class);

  private CrashProcess(Process process) {
    this.process = process;
    this.out = process.inputReader(StandardCharsets.UTF_8);
  }

  /** What makes the start short, by a run on a folder of its own. */
  static CrashArchive archive(Path folder) throws IOException, InterruptedException {
    return CrashArchive.of(
        folder, JVM, List.of(CrashChild.class.getName(), folder.resolve("first").toString()));
  }

  /**
   * Starts one and does not wait for it.
   *
   * @param errors what it writes to its standard error is added to this file
   */
  static CrashProcess start(CrashArchive archive, Path folder, Path errors) throws IOException {
    List<String> command = new ArrayList<>(JVM);
    command.addAll(archive.options());
    command.add(CrashChild.class.getName());
    command.add(folder.toString());
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
            .start();
    return new CrashProcess(process);
  }

  /** Waits until it serves; false when it ended before. */
  boolean awaitReady() throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(CrashChild.RECOVERY)) {
        recovery.add(line.substring(CrashChild.RECOVERY.length()));
      } else if (line.startsWith(CrashChild.READY)) {
        for (String part : line.substring(CrashChild.READY.length() + 1).split(" ", -1)) {
          String[] pair = part.split("=", -1);
          addresses.put(Endpoint.valueOf(pair[0]), URI.create("http://127.0.0.1:" + pair[1]));
        }
        return true;
      }
    }
    return false;
  }

  List<String> recovery() {
    return recovery;
  }

  URI address(Endpoint endpoint) {
    return Objects.requireNonNull(addresses.get(endpoint));
  }

  /** SIGKILL; returns when the process is no more. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
