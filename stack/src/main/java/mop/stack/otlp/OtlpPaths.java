package mop.stack.otlp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
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

  private static final String CHECK = "Check the path.";
  private static final int MAX_TYPOS = 3;

  private OtlpPaths() {}

  /** Files in the order of the specs; inside a folder or glob by name. */
  static List<Path> resolve(List<String> specs) {
    List<Path> files = new ArrayList<>();
    for (String spec : specs) {
      if (spec.isBlank()) {
        throw noPath();
      }
      try {
        files.addAll(resolve(spec));
      } catch (InvalidPathException e) {
        throw new InvalidInput(spec, "not a path", "a folder, file or glob", "Mend the path.");
      } catch (IOException | UncheckedIOException e) {
        throw unlistable(spec, e);
      }
    }
    if (files.isEmpty()) {
      throw noPath();
    }
    return files;
  }

  private static InvalidInput noPath() {
    return new InvalidInput("otlp:", "no path given", "a folder, file or glob", "Name one.");
  }

  private static InvalidInput unlistable(String spec, Exception e) {
    return new InvalidInput(
        spec, "cannot be listed (" + e.getMessage() + ")", "a readable folder", "Allow it.");
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
    PathMatcher matcher = matcher(spec, cut < 0 ? "./" + spec : spec);
    if (!Files.isDirectory(base)) {
      throw new InvalidInput(spec, "no folder " + base, "an existing folder", hint(base));
    }
    try (Stream<Path> below = Files.walk(base, depth(spec.substring(cut + 1)))) {
      List<Path> found =
          below.filter(matcher::matches).filter(Files::isRegularFile).sorted().toList();
      if (found.isEmpty()) {
        throw new InvalidInput(spec, "matches no file", EXPECTED, "Quote the glob for the shell.");
      }
      return found;
    }
  }

  private static PathMatcher matcher(String spec, String pattern) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    } catch (PatternSyntaxException e) {
      throw new InvalidInput(
          spec,
          "not a glob (" + e.getDescription() + ")",
          "a folder, file, or glob such as traces/*.jsonl",
          "Close the bracket, or write \\ before a character that means itself.");
    }
  }

  /** How many folders deep a pattern can match; the whole tree only where it says so. */
  private static int depth(String pattern) {
    return pattern.contains("**")
        ? Integer.MAX_VALUE
        : 1 + (int) pattern.chars().filter(c -> c == '/').count();
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

  /** The name beside the first part of the path that is missing, if it may have been meant. */
  private static String hint(Path missing) {
    Path path = missing.toAbsolutePath().normalize();
    Path folder = path.getParent();
    while (folder != null && !Files.isDirectory(folder)) {
      path = folder;
      folder = path.getParent();
    }
    if (folder == null) {
      return CHECK;
    }
    String typed = name(path);
    try (Stream<Path> children = Files.list(folder)) {
      List<String> names =
          children
              .filter(child -> Files.isDirectory(child) || isOtlp(child))
              .map(OtlpPaths::name)
              .sorted()
              .toList();
      return NearestWord.within(Math.clamp(typed.length() / 3, 1, MAX_TYPOS), typed, names)
          .map(near -> "Did you mean '" + near + "'?")
          .orElse(CHECK);
    } catch (IOException | UncheckedIOException e) {
      return CHECK;
    }
  }
}
