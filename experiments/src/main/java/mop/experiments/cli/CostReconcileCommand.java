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
import mop.analysis.cost.WholeSystem;
import mop.analysis.cost.estimate.Estimate;
import mop.analysis.cost.focus.Invoice;
import mop.analysis.cost.focus.OurLine;
import mop.analysis.cost.focus.Reconciler;
import mop.analysis.cost.focus.Reconciliation;
import mop.analysis.input.DecimalText;
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
        "With --scenario: name, or a catalogue's .yaml file.",
        "Default: aws-us-east-1. A run has its own."
      })
  @Nullable String catalog;

  @Option(
      names = "--tolerance",
      paramLabel = "PCT",
      defaultValue = "2",
      description = "Percent that still counts as matched. Default: 2.")
  String tolerance = "2";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "One of: ${COMPLETION-CANDIDATES}. Default: text.")
  AnswerFormat format = AnswerFormat.text;

  /** Our side, and the rows of the invoice that are held against it. */
  private record Bill(
      String what, String basis, PriceCatalog catalog, List<OurLine> lines, Invoice invoice) {}

  @Override
  public Integer call() throws IOException {
    BigDecimal percent = percent();
    Bill bill = bill();
    Reconciliation told =
        Reconciler.of(
            bill.invoice,
            bill.lines,
            bill.what,
            List.of(bill.basis, "invoiced: as the file bills it, checked against nothing else"),
            bill.catalog,
            percent);
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        switch (format) {
          case text -> ReconciliationText.render(told);
          case json -> CostJson.write(told);
        });
    out.flush();
    return told.agrees() ? ExitCode.DONE : ExitCode.DIFFERENCE;
  }

  private BigDecimal percent() {
    BigDecimal percent =
        DecimalText.parse(
            tolerance,
            "a percentage such as 2",
            (what, expected) ->
                new InvalidInput("--tolerance", what, expected, "Leave it out for 2."));
    if (percent.signum() < 0) {
      throw new ParameterException(
          spec.commandLine(), "--tolerance: it is " + tolerance + "; expected 0 or more");
    }
    return percent;
  }

  private Bill bill() throws IOException {
    if ((scenario == null) == (run == null)) {
      throw new ParameterException(
          spec.commandLine(),
          (run == null ? "Neither --scenario nor --run" : "Both --scenario and --run")
              + ": expected exactly one of them");
    }
    if (run != null && catalog != null) {
      throw new ParameterException(
          spec.commandLine(),
          "--catalog "
              + catalog
              + ": expected with --scenario only; a run's bill is at the prices of the run");
    }
    Invoice read = Invoice.read(invoice);
    return run == null ? ofScenario(scenario == null ? "" : scenario, read) : ofRun(run, read);
  }

  private Bill ofScenario(String name, Invoice read) {
    PriceCatalog prices = PriceCatalog.load(catalog == null ? "aws-us-east-1" : catalog);
    Scenario system = Scenario.load(name);
    Estimate estimate = Estimate.of(system, List.of(prices));
    return new Bill(
        "scenario " + system.name() + " at the prices of " + prices.name(),
        "ours: modelled, usage as the scenario's file states it ("
            + Provenances.words(system.system().usage().stream().map(WholeSystem.Usage::provenance))
            + ") × "
            + prices(prices),
        prices,
        OurLine.of(estimate.catalogs().getFirst(), prices),
        read);
  }

  private Bill ofRun(String name, Invoice read) throws IOException {
    Path folder = FinishedRuns.folder(name);
    Path file = folder.resolve("result.json");
    Result result = ResultJson.read(Files.readString(file), file.toString());
    PriceCatalog prices = PriceCatalog.load(folder.resolve("prices.yaml").toString());
    String wanted = treatment == null ? baseline(result) : treatment;
    List<Result.TreatmentCost> bills = result.cost().treatments();
    List<String> treatments = bills.stream().map(Result.TreatmentCost::name).toList();
    Result.TreatmentCost bill =
        bills.stream()
            .filter(each -> each.name().equals(wanted))
            .findFirst()
            .orElseThrow(() ->
                new InvalidInput(
                    "--treatment " + wanted,
                    "run " + result.run().id() + " has no such treatment",
                    "one that it has",
                    NearestWord.hint(wanted, treatments)));
    return new Bill(
        "treatment "
            + wanted
            + " of run "
            + result.run().id()
            + " at the prices of "
            + prices.name(),
        "ours: modelled, the bill of the run's report ("
            + Provenances.words(bill.lines().stream().map(Result.Line::provenance))
            + " quantities) × "
            + prices(prices),
        prices,
        OurLine.of(bill, prices),
        read.ofTreatment(wanted, treatments));
  }

  private static String prices(PriceCatalog prices) {
    return "list prices read by " + prices.date() + " (" + prices.source() + ")";
  }

  private static String baseline(Result result) {
    return result.design().treatments().stream()
        .filter(Result.Treatment::baseline)
        .map(Result.Treatment::name)
        .findFirst()
        .orElseThrow();
  }
}
