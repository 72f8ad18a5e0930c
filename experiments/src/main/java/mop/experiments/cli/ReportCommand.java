package mop.experiments.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
  @Spec CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "RUN",
      description = {"A run's folder, its id, or latest (the newest", "of all experiments)."})
  List<String> runs = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    for (String run : runs) {
      Path folder = FinishedRuns.folder(run);
      Pages.write(folder, FinishedRuns.result(folder));
      spec.commandLine().getOut().println("→ " + folder.resolve("report.html"));
    }
    return ExitCode.DONE;
  }
}
