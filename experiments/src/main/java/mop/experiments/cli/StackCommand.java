package mop.experiments.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The stack under test, on its own. */
@Command(
    name = "stack",
    description = "Run the stack itself, for clients and a Grafana of yours.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = StackUpCommand.class,
    footerHeading = "%nExample:%n",
    footer = "  ./workbench stack up")
final class StackCommand implements Runnable {
  @Spec CommandSpec spec;

  /** Without a command there is nothing to do but to say what there is. */
  @Override
  public void run() {
    CommandLine line = spec.commandLine();
    throw new ParameterException(line, "No command given");
  }
}
