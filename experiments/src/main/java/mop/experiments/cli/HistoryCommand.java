package mop.experiments.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import mop.analysis.cost.CostJson;
import mop.analysis.history.RegressionGate;
import mop.analysis.history.RunHistory;
import mop.analysis.input.InvalidInput;
import mop.analysis.input.NearestWord;
import mop.analysis.result.Result;
import mop.experiments.definition.Definitions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what the finished runs of an experiment say in the order of time. */
@Command(
    name = "history",
    description = {
      "Where an experiment's runs changed; is the newest worse than before?",
      "Compares runs that asked the same as the newest, and names the others.",
      "Exit 10 if the newest is worse beyond its interval and the margin."
    },
    footerHeading = "%nExample:%n",
    footer = "  ./workbench history adaptive-sampling")
final class HistoryCommand implements Callable<Integer> {
  private static final int MOST_PERCENT = 1_000;

  @Spec CommandSpec spec;

  @Parameters(paramLabel = "EXPERIMENT", description = "Name, or a definition's .yaml file.")
  String experiment = "";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where runs are kept. Default: reports/runs.")
  @Nullable Path out;

  @Option(
      names = "--margin",
      paramLabel = "PCT",
      defaultValue = "5",
      description = {
        "Rise of a bill that is accepted, in percent of the",
        "baseline's bill. Default: ${DEFAULT-VALUE}. For accuracy the margin",
        "is the definition's own."
      })
  double margin;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "One of: ${COMPLETION-CANDIDATES}. Default: text.")
  AnswerFormat format = AnswerFormat.text;

  @Override
  public Integer call() throws IOException {
    if (!(margin >= 0 && margin <= MOST_PERCENT)) {
      throw new ParameterException(
          spec.commandLine(), "--margin: it is " + margin + "; expected 0 to " + MOST_PERCENT);
    }
    RunHistory history = history();
    PrintWriter answer = spec.commandLine().getOut();
    answer.print(
        switch (format) {
          case text -> HistoryText.render(history);
          case json -> CostJson.write(history);
        });
    answer.flush();
    return history.with(RegressionGate.Answer.FAIL).isEmpty() ? ExitCode.DONE : ExitCode.DIFFERENCE;
  }

  private RunHistory history() throws IOException {
    Path root = out == null ? FinishedRuns.root() : out;
    String name = name(root);
    List<Result> finished = new ArrayList<>();
    List<String> unfinished = new ArrayList<>();
    for (Path folder : folders(root.resolve(name))) {
      if (FinishedRuns.finished(folder)) {
        finished.add(FinishedRuns.result(folder));
      } else {
        unfinished.add(folder.getFileName().toString());
      }
    }
    if (finished.isEmpty()) {
      throw new InvalidInput(
          experiment,
          "no finished run under " + root.resolve(name),
          "at least one",
          "Make one with: ./workbench run " + experiment);
    }
    return RunHistory.of(finished, unfinished, margin / 100);
  }

  /** The name under which runs are kept. */
  private String name(Path root) throws IOException {
    if (experiment.endsWith(".yaml")) {
      return Definitions.load(Workbench.home(), experiment).name();
    }
    Set<String> known = new TreeSet<>(Definitions.names(Workbench.home()));
    folders(root).forEach(folder -> known.add(folder.getFileName().toString()));
    if (!known.contains(experiment)) {
      throw new InvalidInput(
          experiment,
          "no such experiment",
          "one that is defined, or that has runs under " + root,
          known.isEmpty()
              ? "Name another --out, or a definition's .yaml file."
              : NearestWord.hint(experiment, known));
    }
    return experiment;
  }

  /** Folders in a folder, sorted, without links such as {@code latest}. */
  private static List<Path> folders(Path parent) throws IOException {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.list(parent)) {
      return paths
          .filter(path -> Files.isDirectory(path) && !Files.isSymbolicLink(path))
          .sorted()
          .toList();
    }
  }
}
