package mop.experiments.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import mop.analysis.cost.CostJson;
import mop.analysis.cost.Scenario;
import mop.analysis.cost.carbon.Carbon;
import mop.analysis.cost.carbon.CarbonAnalysis;
import mop.analysis.cost.carbon.Coefficients;
import mop.analysis.cost.carbon.Coefficients.Region;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the whole system that a scenario states emits, by the SCI specification. */
@Command(
    name = "carbon",
    description = {
      "What a scenario's system emits a month, region by region.",
      "SCI = ((E × I) + M) per R, Software Carbon Intensity 1.1."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./workbench cost carbon reference",
      "  ./workbench cost carbon shop.yaml --region gcp-us-central1 --per logGBPerDay"
    })
final class CostCarbonCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "SCENARIO",
      defaultValue = Scenario.DEFAULT,
      description = "Name, or a scenario's .yaml file. Default: reference.")
  String scenario = Scenario.DEFAULT;

  @Option(
      names = "--region",
      paramLabel = "R",
      description = "A region of the coefficients; may be given again. Default: all.")
  List<String> regions = new ArrayList<>();

  @Option(
      names = "--per",
      paramLabel = "USE",
      description = "Use of the scenario that R counts. Default: its first volume.")
  @Nullable String per;

  @Option(
      names = "--coefficients",
      paramLabel = "FILE",
      defaultValue = Coefficients.DEFAULT,
      description = "A YAML file of your own. Default: Cloud Carbon Footprint's.")
  String coefficients = Coefficients.DEFAULT;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "One of: ${COMPLETION-CANDIDATES}. Default: text.")
  AnswerFormat format = AnswerFormat.text;

  @Override
  public Integer call() {
    Scenario system = Scenario.load(scenario);
    Coefficients known = Coefficients.load(coefficients);
    List<Region> wanted =
        regions.isEmpty() ? known.regions() : regions.stream().map(known::region).toList();
    Carbon carbon =
        CarbonAnalysis.of(
            system, known, wanted, per == null ? CarbonAnalysis.defaultUnit(system) : per);
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        switch (format) {
          case text -> CarbonText.render(carbon, known.source());
          case json -> CostJson.write(carbon);
        });
    out.flush();
    return ExitCode.DONE;
  }
}
