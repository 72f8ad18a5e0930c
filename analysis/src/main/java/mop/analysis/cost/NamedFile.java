package mop.analysis.cost;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mop.analysis.input.InvalidInput;
import mop.analysis.input.NearestWord;
import mop.analysis.input.YamlDocument;

/** Finds a YAML file that the user named: one that comes with the workbench, or one on disk. */
public final class NamedFile {
  private NamedFile() {}

  /** A file's name for messages, and its text. */
  record Text(String file, String yaml) {}

  /**
   * Loads a file.
   *
   * @param nameOrPath a name of {@code builtIn}, or a path
   * @param folder class-path folder of the built-in ones, below {@code mop/analysis}
   * @param what what it is, for messages: {@code price catalogue}
   * @throws InvalidInput when there is no such file, or it cannot be read as YAML
   */
  public static YamlDocument load(
      String nameOrPath, List<String> builtIn, String folder, String what) {
    Text text = text(nameOrPath, builtIn, folder, what);
    return YamlDocument.parse(text.file, text.yaml);
  }

  /** The same without reading it as YAML. */
  static Text text(String nameOrPath, List<String> builtIn, String folder, String what) {
    if (builtIn.contains(nameOrPath)) {
      String file = folder + "/" + nameOrPath + ".yaml";
      return new Text(file, resource("/mop/analysis/" + file));
    }
    Path path = Path.of(nameOrPath);
    if (!Files.isRegularFile(path)) {
      throw new InvalidInput(
          nameOrPath,
          Files.isDirectory(path)
              ? "it is a folder, no " + what
              : "no " + what + " of that name and no such file",
          "a name or a YAML file",
          NearestWord.hint(nameOrPath, builtIn));
    }
    try {
      return new Text(nameOrPath, Files.readString(path));
    } catch (MalformedInputException e) {
      throw new InvalidInput(nameOrPath, "not UTF-8", "a YAML file in UTF-8", "Save it as UTF-8.");
    } catch (IOException e) {
      throw new InvalidInput(
          nameOrPath, "cannot be read (" + e.getMessage() + ")", "a readable file", "Check it.");
    }
  }

  private static String resource(String name) {
    try (InputStream in = NamedFile.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
