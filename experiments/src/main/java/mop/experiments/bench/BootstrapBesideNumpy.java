package mop.experiments.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import mop.analysis.inference.MeanBootstrap;
import mop.analysis.inference.PoissonBootstrap;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * The bootstrap of a mean beside numpy and R's {@code boot} on the same values, by turns in one
 * run, in draws per CPU-second. A draw is one index (exact) or one weight (Poisson) of one value in
 * one resample, with its part in the mean. All must come to the same standard error.
 */
public final class BootstrapBesideNumpy {
  private static final String PYTHON = "/usr/bin/python3";
  private static final int[] SIZES = {100, 1_000, 10_000};
  private static final int RESAMPLES = 20_000;

  /** Enough for a rate; before it as much again to warm up. */
  private static final long CPU_NANOS = 500_000_000;

  /** As many draws a call as numpy is near its fastest with: what it holds stays in the cache. */
  private static final String NUMPY =
      """
      import sys, time
      try:
          import numpy as np
      except ImportError:
          sys.exit(%d)
      x = np.loadtxt(sys.argv[1]); n = len(x); rows = 400_000 // n; rng = np.random.default_rng(1)
      means = []; begin = time.process_time()
      while time.process_time() - begin < 1:
          means.append(x[rng.integers(0, n, size=(rows, n))].mean(axis=1))
      took = time.process_time() - begin
      print(len(means) * rows * n / took, np.concatenate(means).std())
      """
          .formatted(Peer.MISSING);

  private static final String R =
      "if (!requireNamespace('boot', quietly=TRUE)) quit(status=%d);".formatted(Peer.MISSING)
          + " x <- scan(commandArgs(TRUE)[1], quiet=TRUE); k <- 4e6 / length(x);"
          + " t <- system.time(b <- boot::boot(x, function(d, i) mean(d[i]), k));"
          + " cat(sprintf('%.17g %.17g', k * length(x) / (t[1] + t[2]), sd(b$t)))";

  private interface Kernel {
    double[] means(double[] values, int resamples, long seed);
  }

  /** Draws per CPU-second and the standard error that came of them. */
  private record Rate(double draws, double error) {
    static Rate of(double[] numbers) {
      return new Rate(numbers[0], numbers[1]);
    }
  }

  private BootstrapBesideNumpy() {}

  /**
   * Measures and prints a line a number of values.
   *
   * @param rounds turns of all; the middle one of each is printed
   */
  public static void run(int rounds, PrintWriter out) throws IOException, InterruptedException {
    out.printf(
        Locale.ROOT,
        "%nBootstrap of a mean: million draws per CPU-second, a draw being one index%n"
            + "(exact) or one weight (Poisson) of one value in one resample%n"
            + "%6s %6s %8s %6s %7s  %11s %13s  %s%n",
        "values",
        "exact",
        "Poisson",
        "numpy",
        "R boot",
        "exact/numpy",
        "Poisson/numpy",
        "SE / numpy's");
    for (int size : SIZES) {
      double[] values = values(size);
      Path file = Files.createTempFile("bootstrap", ".txt");
      try {
        Files.writeString(
            file,
            DoubleStream.of(values).mapToObj(Double::toString).collect(Collectors.joining("\n")));
        line(values, file, rounds, out);
      } finally {
        Files.delete(file);
      }
    }
  }

  private static void line(double[] values, Path file, int rounds, PrintWriter out)
      throws IOException, InterruptedException {
    Rate[] exact = new Rate[rounds];
    Rate[] poisson = new Rate[rounds];
    Rate[] numpy = new Rate[rounds];
    Rate[] boot = new Rate[rounds];
    for (int round = 0; round < rounds; round++) {
      exact[round] = ours(MeanBootstrap::means, values);
      poisson[round] = ours(PoissonBootstrap::means, values);
      numpy[round] = beside(List.of(PYTHON, "-c", NUMPY, file.toString()));
      boot[round] = beside(List.of("Rscript", "-e", R, file.toString()));
    }
    double theirs = middle(numpy);
    out.printf(
        Locale.ROOT,
        "%6d %6.0f %8.0f %6s %7s",
        values.length,
        middle(exact) / 1e6,
        middle(poisson) / 1e6,
        millions(theirs),
        millions(middle(boot)));
    out.println(
        theirs == 0
            ? "  (no " + PYTHON + " with numpy)"
            : String.format(
                Locale.ROOT,
                "  %10.1fx %12.1fx  %.3f, %.3f",
                middle(exact) / theirs,
                middle(poisson) / theirs,
                exact[0].error / numpy[0].error,
                poisson[0].error / numpy[0].error));
    out.flush();
  }

  private static double middle(Rate[] rates) {
    double[] draws = Arrays.stream(rates).mapToDouble(Rate::draws).sorted().toArray();
    return draws[draws.length / 2];
  }

  private static String millions(double draws) {
    return draws == 0 ? "none" : String.format(Locale.ROOT, "%.0f", draws / 1e6);
  }

  /** No draws where the program is not installed. */
  private static Rate beside(List<String> command) throws IOException, InterruptedException {
    return Peer.ask(command).map(Rate::of).orElse(new Rate(0, 0));
  }

  private static Rate ours(Kernel kernel, double[] values) {
    repeat(kernel, values);
    long begin = cpuNanos();
    int calls = repeat(kernel, values);
    double seconds = (cpuNanos() - begin) / 1e9;
    double[] means = kernel.means(values, RESAMPLES, 1);
    double mean = Arrays.stream(means).average().orElseThrow();
    double squares = Arrays.stream(means).map(each -> (each - mean) * (each - mean)).sum();
    return new Rate(
        (double) calls * RESAMPLES * values.length / seconds, Math.sqrt(squares / means.length));
  }

  private static int repeat(Kernel kernel, double[] values) {
    long end = cpuNanos() + CPU_NANOS;
    int calls = 0;
    do {
      kernel.means(values, RESAMPLES, calls++);
    } while (cpuNanos() < end);
    return calls;
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** Skewed as sizes and durations are; always the same. */
  private static double[] values(int size) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(size);
    var normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[] values = new double[size];
    Arrays.setAll(values, i -> Math.exp(normal.sample()));
    return values;
  }
}
