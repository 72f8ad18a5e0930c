package mop.experiments.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import mop.analysis.input.InvalidInput;
import mop.analysis.input.NearestWord;
import mop.experiments.definition.DefinitionReader;
import mop.experiments.run.RunRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that shape an experiment; {@code run} and {@code plan} share them. */
final class RunOptions {
  private static final List<String> STACKS = List.of("embedded");
  private static final int MOST_THREADS = 256;

  @Option(
      names = "--stack",
      paramLabel = "STACK",
      defaultValue = "embedded",
      description = "Who runs the telemetry stack: ${DEFAULT-VALUE}.")
  String stack = "embedded";

  @Option(
      names = "--workload",
      paramLabel = "SPEC",
      description = {
        "Telemetry to run on: shop, shop:KEY=VALUE,…",
        "or otlp:PATH (folder, files or globs).",
        "Default: the definition's own."
      })
  @Nullable String workload;

  @ArgGroup Size size = new Size();

  /** How many blocks; at most one of these. */
  static final class Size {
    @Option(names = "--replicates", paramLabel = "N", description = "Measured blocks, at least 2.")
    @Nullable Integer replicates;

    @Option(
        names = "--precision",
        paramLabel = "PCT",
        description = {
          "Add blocks until the change of the bill is known",
          "to ± PCT percent and that of the faults found to",
          "± PCT points."
        })
    @Nullable Double precision;

    @Option(names = "--quick", description = "Few blocks, in seconds; says what it cannot decide.")
    boolean quick;
  }

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "42",
      description = "Seed of every draw. Default: ${DEFAULT-VALUE}.")
  long seed;

  @Option(
      names = "--set",
      paramLabel = "FACTOR=LEVEL",
      description = {
        "Only the baseline and treatments with this level,",
        "such as sampler=adaptive-5. May be repeated."
      })
  List<String> settings = new ArrayList<>();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Worker threads. Default: the cores of this machine.")
  @Nullable Integer threads;

  @Option(
      names = "--max-bad-lines",
      paramLabel = "N",
      defaultValue = "100",
      description = {
        "Unreadable lines of otlp: files to skip before",
        "the run stops. Default: ${DEFAULT-VALUE}."
      })
  int maxBadLines;

  RunRequest request(String experiment, Path home, String command) {
    if (!STACKS.contains(stack)) {
      throw new InvalidInput(
          "--stack " + stack,
          "unknown stack",
          String.join(", ", STACKS),
          NearestWord.of(stack, STACKS)
              .map(word -> "Did you mean '" + word + "'?")
              .orElse("Leave --stack out."));
    }
    int threadCount = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    atLeast("--threads", threadCount, 1);
    atMost("--threads", threadCount, MOST_THREADS, "More threads than cores do not help.");
    atLeast("--max-bad-lines", maxBadLines, 0);
    if (size.replicates != null) {
      atLeast("--replicates", size.replicates, 2);
      atMost(
          "--replicates",
          size.replicates,
          DefinitionReader.MOST_REPLICATES,
          "More blocks than that decide nothing more.");
    }
    if (size.precision != null && !(size.precision > 0 && size.precision < 100)) {
      throw new InvalidInput(
          "--precision " + size.precision,
          "not a half-width",
          "percent above 0 and below 100",
          "Give --precision 2, for example.");
    }
    return new RunRequest(
        home,
        experiment,
        workload,
        size.replicates == null ? OptionalInt.empty() : OptionalInt.of(size.replicates),
        size.precision == null ? OptionalDouble.empty() : OptionalDouble.of(size.precision / 100),
        size.quick,
        seed,
        List.copyOf(settings),
        threadCount,
        maxBadLines,
        null,
        command);
  }

  private static void atMost(String option, int value, int most, String mend) {
    if (value > most) {
      throw new InvalidInput(option + " " + value, "too many", "at most " + most, mend);
    }
  }

  private static void atLeast(String option, long value, long min) {
    if (value < min) {
      throw new InvalidInput(
          option + " " + value, "too small", "at least " + min, "Give a larger number.");
    }
  }
}
