package mop.experiments.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Another program that measures the same thing beside ours, where it is installed. */
final class Peer {
  /** What a script ends with when a library of its is not installed. */
  static final int MISSING = 3;

  private Peer() {}

  /**
   * The numbers that a program prints; empty where it is not installed.
   *
   * @param command a name on the PATH or an absolute path, and its arguments
   * @throws IOException when it fails
   */
  static Optional<double[]> ask(List<String> command) throws IOException, InterruptedException {
    if (!installed(command.getFirst())) {
      return Optional.empty();
    }
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      process.destroy();
      throw new IOException(command.getFirst() + " took more than a minute");
    }
    if (process.exitValue() == MISSING) {
      return Optional.empty();
    }
    if (process.exitValue() != 0) {
      throw new IOException(command.getFirst() + " failed: " + said);
    }
    return Optional.of(
        Arrays.stream(said.strip().split(" ", -1)).mapToDouble(Double::parseDouble).toArray());
  }

  static boolean installed(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(program)));
  }
}
