package mop.experiments.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import mop.analysis.input.InvalidInput;
import mop.analysis.input.NearestWord;
import mop.analysis.result.Result;
import mop.analysis.result.ResultJson;

/** Finds the folders of finished runs. */
final class FinishedRuns {
  private static final String RESULT = "result.json";

  private FinishedRuns() {}

  /**
   * The folder of one run.
   *
   * @param run a folder, the id of a run under reports/runs, or {@code latest}
   * @throws InvalidInput when there is no finished run of that name
   */
  static Path folder(String run) throws IOException {
    Path asPath = Path.of(run);
    if (finished(asPath)) {
      return asPath;
    }
    List<Path> finished = all();
    if (run.equals("latest") && !finished.isEmpty()) {
      return finished.getLast();
    }
    for (Path each : finished) {
      if (each.getFileName().toString().equals(run)) {
        return each;
      }
    }
    List<String> ids = finished.stream().map(each -> each.getFileName().toString()).toList();
    throw new InvalidInput(
        run,
        Files.isDirectory(asPath) ? "no result.json there, the run is not finished" : "no such run",
        "a finished run's folder or id",
        ids.isEmpty() ? "Make one with: ./workbench run EXPERIMENT" : NearestWord.hint(run, ids));
  }

  /** Where runs are kept, a folder an experiment. */
  static Path root() {
    return Workbench.home().resolve("reports").resolve("runs");
  }

  /** Whether a run's folder has a result. */
  static boolean finished(Path folder) {
    return Files.isRegularFile(folder.resolve(RESULT));
  }

  /** Folders of finished runs under reports/runs, oldest first. */
  static List<Path> all() throws IOException {
    Path root = root();
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    record Dated(FileTime time, Path folder) {}
    try (Stream<Path> paths = Files.walk(root, 2)) {
      List<Dated> found = new ArrayList<>();
      for (Path path : paths.filter(path -> !Files.isSymbolicLink(path)).toList()) {
        if (finished(path)) {
          found.add(new Dated(Files.getLastModifiedTime(path.resolve(RESULT)), path));
        }
      }
      found.sort(Comparator.comparing(Dated::time).thenComparing(Dated::folder));
      return found.stream().map(Dated::folder).toList();
    }
  }

  /** The result in a folder of {@link #folder}. */
  static Result result(Path folder) throws IOException {
    Path file = folder.resolve(RESULT);
    return ResultJson.read(Files.readString(file), file.toString());
  }
}
