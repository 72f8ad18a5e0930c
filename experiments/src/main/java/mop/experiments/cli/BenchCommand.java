package mop.experiments.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the JMH benchmarks of the product, each in a JVM of its own with the launcher's options. */
@Command(
    name = "bench",
    description = "Measure what a span costs: decode, decide, write (JMH).",
    footerHeading = "%nExample:%n",
    footer = "  ./workbench bench decode")
final class BenchCommand implements Callable<Integer> {
  /** What {@code ./workbench} gives to its own JVM, as far as it has to do with speed. */
  static final List<String> JVM_OPTIONS =
      List.of(
          "-Xmx1g",
          "-XX:+UseParallelGC",
          "-XX:+UseCompactObjectHeaders",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

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
      defaultValue = "4",
      description = "Measured seconds a benchmark. Default: ${DEFAULT-VALUE}.")
  int iterations;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws RunnerException {
    PrintWriter out = spec.commandLine().getOut();
    BenchTable.print(new Runner(options()).run(), out);
    out.flush();
    return ExitCode.DONE;
  }

  private Options options() {
    List<Kernel> chosen = kernels.isEmpty() ? List.of(Kernel.values()) : kernels;
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .jvmArgs(JVM_OPTIONS.toArray(String[]::new))
            .warmupIterations(4)
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
    return options.build();
  }
}
