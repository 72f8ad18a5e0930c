package mop.experiments.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import mop.analysis.cost.CostJson;
import mop.analysis.cost.PriceCatalog;
import mop.analysis.cost.Scenario;
import mop.analysis.cost.estimate.Estimate;
import mop.analysis.cost.focus.Invoice;
import mop.analysis.cost.focus.OurLine;
import mop.analysis.cost.focus.Reconciler;
import mop.analysis.cost.focus.Reconciliation;
import mop.analysis.input.InvalidInput;
import mop.analysis.input.NearestWord;
import mop.analysis.result.Result;
import mop.analysis.result.ResultJson;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Holds an invoice against what the usage should have cost. */
@Command(
    name = "reconcile",
    description = {
      "Hold an invoice (FOCUS or plain CSV) against our bill.",
      "Tells what is matched, what differs, what nothing of ours explains and",
      "which commitments were paid for and not used. Exit 10 if they disagree."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./workbench cost reconcile march.csv --scenario shop.yaml",
      "  ./workbench cost reconcile march.csv --run latest --treatment keep-all"
    })
final class CostReconcileCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "INVOICE", description = "A CSV file.")
  String invoice = "";

  @Option(
      names = "--scenario",
      paramLabel = "S",
      description = "Hold it against the system of this scenario.")
  @Nullable String scenario;

  @Option(names = "--run", paramLabel = "RUN", description = "Hold it against a bill of this run.")
  @Nullable String run;

  @Option(
      names = "--treatment",
      paramLabel = "T",
      description = "Whose bill of the run. Default: the baseline's.")
  @Nullable String treatment;

  @Option(
      names = "--catalog",
      paramLabel = "C",
      description = {
        "Name, or a catalogue's .yaml file. Default: the",
        "run's own, else aws-us-east-1."
      })
  @Nullable String catalog;

  @Option(
      names = "--tolerance",
      paramLabel = "PCT",
      defaultValue = "2",
      description = "Percent that still counts as matched. Default: 2.")
  BigDecimal tolerance = BigDecimal.TWO;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "One of: ${COMPLETION-CANDIDATES}. Default: text.")
  AnswerFormat format = AnswerFormat.text;

  private record Bill(String what, PriceCatalog catalog, List<OurLine> lines) {}

  @Override
  public Integer call() throws IOException {
    if (tolerance.signum() < 0) {
      throw new ParameterException(
          spec.commandLine(), "--tolerance: it is " + tolerance + "; expected 0 or more");
    }
    Invoice read = Invoice.read(invoice);
    Bill bill = bill();
    Reconciliation told = Reconciler.of(read, bill.lines, bill.what, bill.catalog, tolerance);
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        switch (format) {
          case text -> ReconciliationText.render(told);
          case json -> CostJson.write(told);
        });
    out.flush();
    return told.agrees() ? ExitCode.DONE : ExitCode.DIFFERENCE;
  }

  private Bill bill() throws IOException {
    if ((scenario == null) == (run == null)) {
      throw new ParameterException(
          spec.commandLine(),
          (run == null ? "Neither --scenario nor --run" : "Both --scenario and --run")
              + ": expected exactly one of them");
    }
    return run == null ? ofScenario(scenario == null ? "" : scenario) : ofRun(run);
  }

  private Bill ofScenario(String name) {
    PriceCatalog prices = PriceCatalog.load(catalog == null ? "aws-us-east-1" : catalog);
    Scenario system = Scenario.load(name);
    Estimate estimate = Estimate.of(system, List.of(prices));
    return new Bill(
        "scenario " + system.name() + " at the prices of " + prices.name(),
        prices,
        OurLine.of(estimate.catalogs().getFirst(), prices));
  }

  private Bill ofRun(String name) throws IOException {
    Path folder = FinishedRuns.folder(name);
    Path file = folder.resolve("result.json");
    Result result = ResultJson.read(Files.readString(file), file.toString());
    PriceCatalog prices =
        PriceCatalog.load(catalog == null ? folder.resolve("prices.yaml").toString() : catalog);
    String wanted = treatment == null ? baseline(result) : treatment;
    List<Result.TreatmentCost> bills = result.cost().treatments();
    Result.TreatmentCost bill =
        bills.stream()
            .filter(each -> each.name().equals(wanted))
            .findFirst()
            .orElseThrow(() ->
                new InvalidInput(
                    "--treatment " + wanted,
                    "run " + result.run().id() + " has no such treatment",
                    "one that it has",
                    NearestWord.hint(
                        wanted, bills.stream().map(Result.TreatmentCost::name).toList())));
    return new Bill(
        "treatment "
            + wanted
            + " of run "
            + result.run().id()
            + " at the prices of "
            + prices.name(),
        prices,
        OurLine.of(bill, prices));
  }

  private static String baseline(Result result) {
    return result.design().treatments().stream()
        .filter(Result.Treatment::baseline)
        .map(Result.Treatment::name)
        .findFirst()
        .orElseThrow();
  }
}
