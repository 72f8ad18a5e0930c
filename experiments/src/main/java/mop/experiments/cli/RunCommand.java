package mop.experiments.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import mop.analysis.result.ResultJson;
import mop.experiments.run.Finished;
import mop.experiments.run.ProgressListener;
import mop.experiments.run.Runner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Runs an experiment, or goes on with one that was interrupted. */
@Command(
    name = "run",
    description = "Run an experiment and report cost and accuracy.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./workbench run adaptive-sampling",
      "  ./workbench run adaptive-sampling --workload otlp:./my-traces",
      "  ./workbench run --resume reports/runs/adaptive-sampling/7f3c2a"
    })
final class RunCommand implements Callable<Integer> {
  private static final Set<String> ALLOWED_WITH_RESUME =
      Set.of("--resume", "--format", "--quiet", "--debug");

  @Spec CommandSpec spec;

  @ParentCommand Workbench workbench;

  @Parameters(
      arity = "0..1",
      paramLabel = "EXPERIMENT",
      description = "Name, or a definition's .yaml file.")
  @Nullable String experiment;

  @Mixin RunOptions options = new RunOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where runs are kept. Default: reports/runs.")
  @Nullable Path out;

  @Option(
      names = "--resume",
      paramLabel = "RUN-DIR",
      description = "Go on with the run in this folder.")
  @Nullable Path resume;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, or json: the result on stdout.")
  Format format = Format.text;

  /** How the answer is printed; spelled as typed. */
  @SuppressWarnings("EnumNaming")
  enum Format {
    text,
    json
  }

  @Override
  public Integer call() throws IOException {
    refuseWithResume();
    ProgressListener progress = TerminalProgress.of(workbench.quiet);
    Finished finished = resume == null ? start(progress) : Runner.resume(home(), resume, progress);
    if (format == Format.json) {
      spec.commandLine().getOut().print(ResultJson.write(finished.result()));
    } else {
      spec.commandLine().getOut().print(TerminalText.of(finished));
    }
    spec.commandLine().getOut().flush();
    return ExitCode.DONE;
  }

  /** A begun run has its experiment and options already; others beside it would be ignored. */
  private void refuseWithResume() {
    if (resume == null) {
      return;
    }
    List<String> others = new ArrayList<>();
    if (experiment != null) {
      others.add(experiment);
    }
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      if (!ALLOWED_WITH_RESUME.contains(option.longestName())) {
        others.add(option.longestName());
      }
    }
    if (!others.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "--resume goes on with the run as it was begun and takes no "
              + String.join(", ", others)
              + "; leave it out, or start a new run");
    }
  }

  private Finished start(ProgressListener progress) throws IOException {
    if (experiment == null) {
      throw new ParameterException(spec.commandLine(), "Missing: EXPERIMENT, or --resume RUN-DIR");
    }
    Path runs = out == null ? home().resolve("reports").resolve("runs") : out;
    return Runner.start(options.request(experiment, home(), CommandText.of(spec)), runs, progress);
  }

  private static Path home() {
    return Workbench.home();
  }
}
