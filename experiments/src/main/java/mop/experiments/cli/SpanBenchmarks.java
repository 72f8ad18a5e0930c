package mop.experiments.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * The benchmarks of JMH, each in a JVM of its own. Not in the command, see {@link SamplerWords}.
 */
final class SpanBenchmarks {
  private SpanBenchmarks() {}

  /**
   * Measures and prints.
   *
   * @param names of classes in {@code mop.experiments.bench}, in lower case
   * @param seconds measured for each
   */
  static void run(List<String> names, List<String> jvmOptions, int seconds, PrintWriter out)
      throws IOException {
    try {
      BenchTable.print(new Runner(options(names, jvmOptions, seconds)).run(), out);
    } catch (RunnerException e) {
      throw new IOException("a benchmark failed: " + e.getMessage(), e);
    }
  }

  private static Options options(List<String> names, List<String> jvmOptions, int seconds) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .jvmArgs(jvmOptions.toArray(String[]::new))
            .warmupIterations(4)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(seconds)
            .measurementTime(TimeValue.seconds(1))
            .forks(1)
            .shouldDoGC(true);
    for (String name : names) {
      options.include(
          "mop\\.experiments\\.bench\\."
              + Character.toUpperCase(name.charAt(0))
              + name.substring(1)
              + "\\.");
    }
    return options.build();
  }
}
