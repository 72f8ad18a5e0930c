package mop.experiments.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the JMH benchmarks of the product. */
@Command(
    name = "bench",
    description = "Measure what a span costs: decode, decide, write (JMH).",
    footerHeading = "%nExample:%n",
    footer = "  ./workbench bench decode")
final class BenchCommand implements Callable<Integer> {
  /** What can be measured; spelled as typed. */
  @SuppressWarnings("EnumNaming")
  enum Kernel {
    decode,
    decide,
    write
  }

  @Parameters(
      arity = "0..*",
      paramLabel = "NAME",
      description = "Any of: ${COMPLETION-CANDIDATES}. Default: all.")
  List<Kernel> kernels = new ArrayList<>();

  @Option(
      names = "--iterations",
      paramLabel = "N",
      defaultValue = "5",
      description = "Measured seconds a benchmark. Default: ${DEFAULT-VALUE}.")
  int iterations;

  @Override
  public Integer call() throws RunnerException {
    List<Kernel> chosen = kernels.isEmpty() ? List.of(Kernel.values()) : kernels;
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .warmupIterations(5)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(Math.max(1, iterations))
            .measurementTime(TimeValue.seconds(1))
            .forks(1)
            .shouldDoGC(true);
    for (Kernel kernel : chosen) {
      String name = kernel.name();
      options.include(
          "mop\\.experiments\\.bench\\."
              + Character.toUpperCase(name.charAt(0))
              + name.substring(1)
              + "\\.");
    }
    new Runner(options.build()).run();
    return ExitCode.DONE;
  }
}
