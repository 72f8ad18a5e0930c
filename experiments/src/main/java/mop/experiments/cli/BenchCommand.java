package mop.experiments.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import mop.analysis.input.InvalidInput;
import mop.analysis.input.NearestWord;
import mop.experiments.bench.BootstrapBesideNumpy;
import mop.experiments.bench.HoltWintersBesideR;
import mop.experiments.bench.PromqlBesidePrometheus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Runs the benchmarks of the product; those of JMH each in a JVM of its own with the launcher's
 * options.
 */
@Command(
    name = "bench",
    description = "Measure speed: spans (JMH), kernels beside their peers.",
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
    write,
    compact,
    /** Beside R, where it is installed. */
    holtwinters,
    /** Beside numpy and R's boot, where they are installed. */
    bootstrap,
    /** Beside a real Prometheus, where it is installed. */
    promql
  }

  /** What is measured beside other programs, not by JMH. */
  private static final Set<Kernel> BESIDE =
      EnumSet.of(Kernel.holtwinters, Kernel.bootstrap, Kernel.promql);

  /** Names, not kernels: picocli would call one that it cannot convert an unmatched argument. */
  @Parameters(
      arity = "0..*",
      paramLabel = "NAME",
      completionCandidates = Kernels.class,
      description = {"Any of: ${COMPLETION-CANDIDATES}.", "Default: all."})
  List<String> names = new ArrayList<>();

  /** The names of all kernels. */
  static final class Kernels implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.of(Kernel.values()).map(Kernel::name).iterator();
    }
  }

  @Option(
      names = "--iterations",
      paramLabel = "N",
      defaultValue = "4",
      description = {
        "Measured seconds a benchmark, or turns beside others.",
        "Default: ${DEFAULT-VALUE}."
      })
  int iterations;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (iterations < 1) {
      throw new InvalidInput(
          "--iterations " + iterations, "too small", "at least 1", "Give a larger number.");
    }
    PrintWriter out = spec.commandLine().getOut();
    List<Kernel> chosen =
        names.isEmpty()
            ? List.of(Kernel.values())
            : names.stream().map(BenchCommand::named).toList();
    List<Kernel> spans = chosen.stream().filter(kernel -> !BESIDE.contains(kernel)).toList();
    if (!spans.isEmpty()) {
      SpanBenchmarks.run(spans.stream().map(Kernel::name).toList(), JVM_OPTIONS, iterations, out);
    }
    if (chosen.contains(Kernel.holtwinters)) {
      HoltWintersBesideR.run(iterations, out);
    }
    if (chosen.contains(Kernel.bootstrap)) {
      BootstrapBesideNumpy.run(iterations, out);
    }
    if (chosen.contains(Kernel.promql)) {
      PromqlBesidePrometheus.run(iterations, out);
    }
    out.flush();
    return ExitCode.DONE;
  }

  private static Kernel named(String name) {
    List<String> all = Stream.of(Kernel.values()).map(Kernel::name).toList();
    if (!all.contains(name)) {
      throw new InvalidInput(
          "bench " + name,
          "unknown name",
          "any of " + String.join(", ", all),
          NearestWord.of(name, all)
              .map(near -> "Did you mean '" + near + "'?")
              .orElse("Name one."));
    }
    return Kernel.valueOf(name);
  }
}
