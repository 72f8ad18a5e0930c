package mop.experiments.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import mop.analysis.input.InvalidInput;
import mop.analysis.input.NearestWord;
import mop.analysis.result.Result;
import mop.analysis.result.ResultJson;
import mop.experiments.run.Pages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Renders the pages of finished runs again, without running anything. */
@Command(
    name = "report",
    description = "Render the pages of a finished run again.",
    footerHeading = "%nExample:%n",
    footer = "  ./workbench report latest")
final class ReportCommand implements Callable<Integer> {
  private static final String RESULT = "result.json";

  @Spec CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "RUN",
      description = {"A run's folder, its id, or latest (the newest", "of all experiments)."})
  List<String> runs = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    for (String run : runs) {
      Path folder = folder(run);
      Path file = folder.resolve(RESULT);
      Result result = ResultJson.read(Files.readString(file), file.toString());
      Pages.write(folder, result);
      spec.commandLine().getOut().println("→ " + folder.resolve("report.html"));
    }
    return ExitCode.DONE;
  }

  private static Path folder(String run) throws IOException {
    Path asPath = Path.of(run);
    if (Files.isRegularFile(asPath.resolve(RESULT))) {
      return asPath;
    }
    List<Path> finished = finished();
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

  /** Folders of finished runs under reports/runs, oldest first. */
  private static List<Path> finished() throws IOException {
    Path root = Workbench.home().resolve("reports").resolve("runs");
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    record Dated(FileTime time, Path folder) {}
    try (Stream<Path> paths = Files.walk(root, 2)) {
      List<Dated> found = new ArrayList<>();
      for (Path path : paths.filter(path -> !Files.isSymbolicLink(path)).toList()) {
        if (Files.isRegularFile(path.resolve(RESULT))) {
          found.add(new Dated(Files.getLastModifiedTime(path.resolve(RESULT)), path));
        }
      }
      found.sort(Comparator.comparing(Dated::time).thenComparing(Dated::folder));
      return found.stream().map(Dated::folder).toList();
    }
  }
}
