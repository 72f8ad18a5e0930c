package mop.experiments.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Runs the real command in a process of its own, as a user would. */
final class Command {
  private final List<String> command = new ArrayList<>();
  private final Path folder;
  private File out;

  /**
   * @param folder current folder of the process; its output goes into files there
   */
  Command(Path folder, String... args) {
    this.folder = folder;
    this.out = folder.resolve("out.txt").toFile();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx1g",
            "-XX:+UseParallelGC",
            "-XX:+UseCompactObjectHeaders",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dworkbench.home=" + home(),
            "-cp",
            System.getProperty("java.class.path"),
            "mop.experiments.cli.Workbench"));
    command.addAll(List.of(args));
  }

  /** The checkout under test. */
  static Path home() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("adaptive-sampling.yaml"))
        ? Objects.requireNonNull(here.getParent())
        : here;
  }

  /** What the process said and how it ended. */
  record Ended(int exit, String out, String err) {}

  /** Sends stdout elsewhere. */
  Command into(File file) {
    out = file;
    return this;
  }

  Process start() throws IOException {
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectOutput(out)
        .redirectError(folder.resolve("err.txt").toFile())
        .start();
  }

  Ended run() throws IOException, InterruptedException {
    Process process = start();
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("no end after five minutes: " + command);
    }
    String said = out.equals(folder.resolve("out.txt").toFile()) ? read("out.txt") : "";
    return new Ended(process.exitValue(), said, read("err.txt"));
  }

  String read(String name) throws IOException {
    return Files.readString(folder.resolve(name), StandardCharsets.UTF_8);
  }
}
