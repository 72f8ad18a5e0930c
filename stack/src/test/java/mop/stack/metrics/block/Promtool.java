package mop.stack.metrics.block;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mop.stack.labels.Labels;

/** The real promtool. */
final class Promtool {
  private static final Pattern LINE = Pattern.compile("\\{(.*)\\} (\\S+) (-?\\d+)");
  private static final Pattern PAIR = Pattern.compile("([^=, ]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  private Promtool() {}

  /** Runs it and gives what it prints; fails when it fails. */
  static String run(String... args) {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(args));
    try {
      Process p = new ProcessBuilder(command).redirectErrorStream(true).start();
      String out = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exit = p.waitFor();
      if (exit != 0) {
        throw new AssertionError(command + " exits with " + exit + ": " + out);
      }
      return out;
    } catch (IOException e) {
      throw new UncheckedIOException("promtool cannot be run; install prometheus", e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** All samples of the blocks in a folder, as promtool reads them. */
  static Model dump(Path folder) throws IOException {
    // It wants to read a write-ahead log too.
    Files.createDirectories(folder.resolve("wal"));
    Model m = new Model();
    for (String line : run("tsdb", "dump", folder.toString()).lines().toList()) {
      Matcher l = LINE.matcher(line);
      if (!l.matches()) {
        throw new AssertionError("promtool prints " + line);
      }
      Labels.Builder labels = Labels.builder();
      Matcher pair = PAIR.matcher(l.group(1));
      while (pair.find()) {
        labels.set(pair.group(1), pair.group(2).replace("\\\"", "\"").replace("\\\\", "\\"));
      }
      m.put(labels.build(), Long.parseLong(l.group(3)), number(l.group(2)));
    }
    return m;
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}
