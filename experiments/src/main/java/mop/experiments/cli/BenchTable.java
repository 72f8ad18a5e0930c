package mop.experiments.cli;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import mop.experiments.bench.SpanCounter;
import org.openjdk.jmh.results.RunResult;

/** Measurements as spans per CPU-second, which other work on the machine disturbs least. */
final class BenchTable {
  private BenchTable() {}

  /**
   * A line a benchmark.
   *
   * @param results of benchmarks that count with {@link SpanCounter}
   */
  static void print(Collection<RunResult> results, PrintWriter out) {
    out.printf(Locale.ROOT, "%n%-32s %14s %14s%n", "benchmark", "spans/CPU-s", "CPU ns a span");
    for (RunResult result : results) {
      double spans = score(result, "spans");
      double cpuSeconds = score(result, "cpuSeconds");
      out.printf(
          Locale.ROOT,
          "%-32s %,14.0f %,14.1f%n",
          name(result),
          spans / cpuSeconds,
          1e9 * cpuSeconds / spans);
    }
  }

  private static double score(RunResult result, String counter) {
    return Objects.requireNonNull(result.getSecondaryResults().get(counter), counter).getScore();
  }

  private static String name(RunResult result) {
    String benchmark = result.getParams().getBenchmark();
    String kernel = benchmark.replaceAll(".*\\.(\\w+)\\.\\w+$", "$1").toLowerCase(Locale.ROOT);
    return kernel
        + result.getParams().getParamsKeys().stream()
            .map(key -> " " + result.getParams().getParam(key))
            .collect(Collectors.joining());
  }
}
