package mop.experiments.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What things cost, without running anything. */
@Command(
    name = "cost",
    description = "Price a system, judge an investment, check an invoice.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      CostEstimateCommand.class,
      CostRoiCommand.class,
      CostCarbonCommand.class,
      CostReconcileCommand.class
    },
    footerHeading = "%nExample:%n",
    footer = "  ./workbench cost estimate reference")
final class CostCommand implements Runnable {
  @Spec CommandSpec spec;

  /** Without a command there is nothing to do but to say what there is. */
  @Override
  public void run() {
    CommandLine line = spec.commandLine();
    throw new ParameterException(line, "No command given");
  }
}
