package mop.experiments.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import mop.analysis.cost.CostJson;
import mop.analysis.cost.PriceCatalog;
import mop.analysis.cost.Scenario;
import mop.analysis.cost.estimate.Estimate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prices the whole system that a scenario states, in several catalogues side by side. */
@Command(
    name = "estimate",
    description = {
      "What a scenario's system costs a month, catalogue by catalogue.",
      "Lines are shown for the catalogues that are named."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./workbench cost estimate reference",
      "  ./workbench cost estimate shop.yaml --catalog ./contract.yaml"
    })
final class CostEstimateCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "SCENARIO",
      defaultValue = Scenario.DEFAULT,
      description = "Name, or a scenario's .yaml file. Default: reference.")
  String scenario = Scenario.DEFAULT;

  @Option(
      names = "--catalog",
      paramLabel = "C",
      description = {"Name, or a catalogue's .yaml file; may be given", "again. Default: all."})
  List<String> catalogs = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "One of: ${COMPLETION-CANDIDATES}. Default: text.")
  AnswerFormat format = AnswerFormat.text;

  @Override
  public Integer call() {
    List<String> names = catalogs.isEmpty() ? PriceCatalog.names() : catalogs;
    Estimate estimate =
        Estimate.of(Scenario.load(scenario), names.stream().map(PriceCatalog::load).toList());
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        switch (format) {
          case text -> EstimateText.render(estimate, !catalogs.isEmpty());
          case json -> CostJson.write(estimate);
        });
    out.flush();
    return ExitCode.DONE;
  }
}
