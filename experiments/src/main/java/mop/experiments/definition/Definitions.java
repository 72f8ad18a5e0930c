package mop.experiments.definition;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import mop.analysis.input.InvalidInput;
import mop.analysis.input.NearestWord;

/** The definitions in a checkout: {@code experiments/<name>.yaml}. */
public final class Definitions {
  private static final String SUFFIX = ".yaml";

  private Definitions() {}

  /** Names of the definitions there, sorted. */
  public static List<String> names(Path home) throws IOException {
    Path folder = home.resolve("experiments");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .sorted()
          .toList();
    }
  }

  /**
   * The definition of that name, or in that file when {@code experiment} ends in {@code .yaml}.
   *
   * @throws InvalidInput when there is none, with the nearest name, or when it does not fit
   */
  public static Definition load(Path home, String experiment) throws IOException {
    Path file =
        experiment.endsWith(SUFFIX)
            ? Path.of(experiment)
            : home.resolve("experiments").resolve(experiment + SUFFIX);
    if (!Files.isRegularFile(file)) {
      List<String> names = names(home);
      throw new InvalidInput(
          experiment,
          "no such experiment",
          "one of " + String.join(", ", names) + ", or a .yaml file",
          NearestWord.hint(experiment, names));
    }
    String shown = experiment.endsWith(SUFFIX) ? experiment : "experiments/" + experiment + SUFFIX;
    try {
      return DefinitionReader.read(shown, Files.readString(file));
    } catch (MalformedInputException e) {
      throw new InvalidInput(shown, "not UTF-8", "a YAML file in UTF-8", "Save it as UTF-8.");
    }
  }
}
