package mop.stack.otlp;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mop.analysis.input.InvalidInput;
import mop.analysis.input.NearestWord;

/** From what a user wrote to the OTLP files it means: a folder, a file, or a glob. */
final class OtlpPaths {
  private static final Pattern NAME =
      Pattern.compile("(?i).+\\.(jsonl|ndjson|json|pb|binpb|otlp)(\\.gz|\\.zst)?");
  private static final Pattern WILDCARD = Pattern.compile("[*?\\[{]");

  /** Ground truth beside the telemetry; its name is part of the workload format. */
  private static final String LABELS = "labels.json";

  private static final String EXPECTED =
      "*.jsonl, *.json, *.pb, *.binpb or *.otlp, plain, .gz or .zst";

  private OtlpPaths() {}

  /** Files in the order of the specs; inside a folder or glob by name. */
  static List<Path> resolve(List<String> specs) {
    List<Path> files = new ArrayList<>();
    for (String spec : specs) {
      try {
        files.addAll(resolve(spec));
      } catch (InvalidPathException e) {
        throw new InvalidInput(spec, "not a path", "a folder, file or glob", "Mend the path.");
      } catch (IOException e) {
        throw new InvalidInput(
            spec, "cannot be listed (" + e.getMessage() + ")", "a readable folder", "Allow it.");
      }
    }
    if (files.isEmpty()) {
      throw new InvalidInput("otlp:", "no path given", "a folder, file or glob", "Name one.");
    }
    return files;
  }

  private static List<Path> resolve(String spec) throws IOException {
    if (WILDCARD.matcher(spec).find() && !Files.exists(Path.of(spec))) {
      return glob(spec);
    }
    Path path = Path.of(spec);
    if (Files.isDirectory(path)) {
      return folder(path);
    }
    if (Files.isRegularFile(path)) {
      return List.of(path);
    }
    throw new InvalidInput(spec, "no such file or folder", EXPECTED, hint(path));
  }

  private static List<Path> folder(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      List<Path> found = children.filter(OtlpPaths::isOtlp).sorted().toList();
      if (found.isEmpty()) {
        throw new InvalidInput(
            folder.toString(), "no OTLP file in this folder", EXPECTED, "Name another folder.");
      }
      return found;
    }
  }

  private static List<Path> glob(String spec) throws IOException {
    int wildcard = spec.indexOf(WILDCARD.matcher(spec).results().findFirst().orElseThrow().group());
    int cut = spec.lastIndexOf('/', wildcard);
    Path base = Path.of(cut < 0 ? "." : cut == 0 ? "/" : spec.substring(0, cut));
    String pattern = cut < 0 ? "./" + spec : spec;
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    if (!Files.isDirectory(base)) {
      throw new InvalidInput(spec, "no folder " + base, "an existing folder", hint(base));
    }
    try (Stream<Path> below = Files.walk(base)) {
      List<Path> found =
          below.filter(matcher::matches).filter(Files::isRegularFile).sorted().toList();
      if (found.isEmpty()) {
        throw new InvalidInput(spec, "matches no file", EXPECTED, "Quote the glob for the shell.");
      }
      return found;
    }
  }

  private static boolean isOtlp(Path file) {
    String name = name(file);
    return NAME.matcher(name).matches()
        && !name.toLowerCase(Locale.ROOT).equals(LABELS)
        && Files.isRegularFile(file);
  }

  private static String name(Path file) {
    Path name = file.getFileName();
    return name == null ? "" : name.toString();
  }

  private static String hint(Path missing) {
    Path folder = missing.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return "Check the path.";
    }
    try (Stream<Path> children = Files.list(folder)) {
      List<String> names = children.map(OtlpPaths::name).sorted().toList();
      return NearestWord.of(name(missing), names)
          .map(near -> "Did you mean '" + near + "'?")
          .orElse("Check the path.");
    } catch (IOException e) {
      return "Check the path.";
    }
  }
}
