package mop.experiments.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import mop.analysis.cost.CostJson;
import mop.analysis.cost.roi.InvestmentReader;
import mop.analysis.cost.roi.InvestmentReader.Stated;
import mop.analysis.cost.roi.Roi;
import mop.analysis.cost.roi.RoiAnalysis;
import mop.analysis.cost.roi.RunSaving;
import mop.analysis.input.InvalidInput;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges an investment by what it saves. */
@Command(
    name = "roi",
    description = {
      "Whether an investment pays: NPV, IRR, payback, break-even, risk.",
      "VALUE is a number, LOW..HIGH (all equally likely), LOW..LIKELY..HIGH",
      "(never outside) or LOW..LIKELY..HIGH@95 (an interval that holds 95 %%)."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./workbench cost roi --investment 40000 --saving 3000..5790..6500",
      "  ./workbench cost roi plan.yaml --discount-rate 6..12",
      "  ./workbench cost roi --investment 40000 --run latest"
    })
final class CostRoiCommand implements Callable<Integer> {
  private static final String SAVING = "monthlySaving";

  @Spec CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "A YAML file that states the numbers; options win.")
  @Nullable String file;

  @Option(names = "--investment", paramLabel = "VALUE", description = "Money paid now.")
  @Nullable String investment;

  @Option(names = "--saving", paramLabel = "VALUE", description = "Money saved each month.")
  @Nullable String saving;

  @Option(
      names = "--run",
      paramLabel = "RUN-DIR",
      description = "Take the saving from a finished run's bills.")
  @Nullable String run;

  @Option(
      names = "--treatment",
      paramLabel = "T",
      description = "Whose saving. Default: the recommended one's.")
  @Nullable String treatment;

  @Option(
      names = "--running-cost",
      paramLabel = "VALUE",
      description = "Money it costs each month. Default: 0.")
  @Nullable String runningCost;

  @Option(names = "--months", paramLabel = "N", description = "Months counted. Default: 36.")
  @Nullable String months;

  @Option(
      names = "--discount-rate",
      paramLabel = "VALUE",
      description = "Percent a year. Default: 0.")
  @Nullable String discountRate;

  @Option(
      names = "--growth",
      paramLabel = "VALUE",
      description = "Of the saving, percent a year. Default: 0.")
  @Nullable String growth;

  @Option(
      names = "--ramp",
      paramLabel = "VALUE",
      description = "Months until all of it is saved. Default: 0.")
  @Nullable String ramp;

  @Option(names = "--currency", paramLabel = "CODE", description = "ISO 4217. Default: USD.")
  @Nullable String currency;

  @Option(
      names = "--draws",
      paramLabel = "N",
      defaultValue = "20000",
      description = "Random draws. Default: 20000.")
  int draws;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "42",
      description = "Start of the draws. Default: 42.")
  long seed;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "One of: ${COMPLETION-CANDIDATES}. Default: text.")
  AnswerFormat format = AnswerFormat.text;

  @Override
  public Integer call() throws IOException {
    if (draws < 100 || draws > 1_000_000) {
      throw new ParameterException(
          spec.commandLine(), "--draws: it is " + draws + "; expected 100 to 1,000,000");
    }
    SequencedMap<String, Stated> stated = stated();
    Map<String, String> sources = defaults(stated);
    List<String> cautions = new ArrayList<>();
    if (run != null) {
      RunSaving ofRun = savingOfRun(run, stated);
      sources.put(SAVING, ofRun.source());
      cautions.addAll(ofRun.cautions());
    } else if (treatment != null) {
      throw new ParameterException(
          spec.commandLine(), "--treatment " + treatment + ": expected --run RUN-DIR with it");
    }
    Roi roi = RoiAnalysis.of(InvestmentReader.read(stated), draws, seed).with(sources, cautions);
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        switch (format) {
          case text -> RoiText.render(roi);
          case json -> CostJson.write(roi);
        });
    out.flush();
    return ExitCode.DONE;
  }

  private SequencedMap<String, Stated> stated() {
    SequencedMap<String, Stated> stated =
        file == null ? new LinkedHashMap<>() : InvestmentReader.file(file);
    put(stated, "investment", "--investment", investment);
    put(stated, SAVING, "--saving", saving);
    put(stated, "monthlyCost", "--running-cost", runningCost);
    put(stated, "months", "--months", months);
    put(stated, "discountRate", "--discount-rate", discountRate);
    put(stated, "savingGrowth", "--growth", growth);
    put(stated, "rampMonths", "--ramp", ramp);
    put(stated, "currency", "--currency", currency);
    return stated;
  }

  /** What nobody stated. */
  private static Map<String, String> defaults(SequencedMap<String, Stated> stated) {
    Map<String, String> defaults = new LinkedHashMap<>();
    for (String key : List.of("monthlyCost", "discountRate", "savingGrowth", "rampMonths")) {
      if (!stated.containsKey(key)) {
        defaults.put(key, RoiText.DEFAULT);
      }
    }
    return defaults;
  }

  /** Puts the saving of a run where nobody stated one, and says where it comes from. */
  private RunSaving savingOfRun(String named, SequencedMap<String, Stated> stated)
      throws IOException {
    Stated other = stated.get(SAVING);
    if (other != null) {
      throw new InvalidInput(
          other.where(),
          "the saving is stated here and taken from --run " + named,
          "one of the two",
          "Leave one out.");
    }
    RunSaving saving =
        RunSaving.of(
            FinishedRuns.result(FinishedRuns.folder(named)),
            "--run " + named,
            Optional.ofNullable(treatment));
    Stated currencyStated =
        stated.computeIfAbsent("currency", key -> new Stated("--run", saving.currency()));
    if (!currencyStated.text().equals(saving.currency())) {
      throw new InvalidInput(
          currencyStated.where(),
          "'" + currencyStated.text() + "', but the bills of the run are in " + saving.currency(),
          "the same currency",
          "State all money in " + saving.currency() + ".");
    }
    stated.put(SAVING, new Stated("--run " + named, saving.value()));
    return saving;
  }

  private static void put(
      SequencedMap<String, Stated> stated, String key, String option, @Nullable String text) {
    if (text != null) {
      stated.put(key, new Stated(option, text));
    }
  }
}
