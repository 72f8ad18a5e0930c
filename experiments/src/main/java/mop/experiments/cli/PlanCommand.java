package mop.experiments.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import mop.experiments.run.Plan;
import mop.experiments.run.RunRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what a run would do and what it could decide, and does nothing. */
@Command(
    name = "plan",
    description = "Show what a run would do and what it can decide.",
    footerHeading = "%nExample:%n",
    footer = "  ./workbench plan adaptive-sampling --replicates 20")
final class PlanCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "EXPERIMENT", description = "Name, or a definition's .yaml file.")
  String experiment = "";

  @Mixin RunOptions options = new RunOptions();

  @Override
  public Integer call() throws IOException {
    String command = CommandText.of(spec);
    RunRequest request = options.request(experiment, Workbench.home(), command);
    try (Plan plan = Plan.make(request, spec.commandLine().getErr()::println)) {
      spec.commandLine().getOut().print(PlanText.render(plan));
      spec.commandLine().getOut().flush();
    }
    return ExitCode.DONE;
  }
}
