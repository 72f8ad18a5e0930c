package mop.experiments.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import mop.analysis.cost.CostJson;
import mop.analysis.cost.roi.InvestmentReader;
import mop.analysis.cost.roi.InvestmentReader.Stated;
import mop.analysis.cost.roi.Roi;
import mop.analysis.cost.roi.RoiAnalysis;
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
      "  ./workbench cost roi plan.yaml --discount-rate 6..12"
    })
final class CostRoiCommand implements Callable<Integer> {
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
  public Integer call() {
    if (draws < 100 || draws > 10_000_000) {
      throw new ParameterException(
          spec.commandLine(), "--draws: it is " + draws + "; expected 100 to 10,000,000");
    }
    Roi roi = RoiAnalysis.of(InvestmentReader.read(stated()), draws, seed);
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
    put(stated, "monthlySaving", "--saving", saving);
    put(stated, "monthlyCost", "--running-cost", runningCost);
    put(stated, "months", "--months", months);
    put(stated, "discountRate", "--discount-rate", discountRate);
    put(stated, "savingGrowth", "--growth", growth);
    put(stated, "rampMonths", "--ramp", ramp);
    put(stated, "currency", "--currency", currency);
    return stated;
  }

  private static void put(
      SequencedMap<String, Stated> stated, String key, String option, @Nullable String text) {
    if (text != null) {
      stated.put(key, new Stated(option, text));
    }
  }
}
