package mop.experiments.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import mop.analysis.detect.HoltWinters;
import mop.analysis.detect.Seasonality;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * The fit of triple exponential smoothing beside R's {@code HoltWinters} on the same series, by
 * turns in one run, as CPU time: both start from the same values, so that the sums of squared
 * errors compare.
 */
public final class HoltWintersBesideR {
  private static final int WARM_UP = 30;
  private static final int FITS = 20;
  private static final int R_FITS = 5;
  private static final String R =
      "a <- commandArgs(TRUE); x <- ts(scan(a[1], quiet=TRUE), frequency=as.integer(a[2]));"
          + " k <- as.integer(a[4]);"
          + " t <- system.time(for (i in 1:k) f <- suppressWarnings(HoltWinters(x, seasonal=a[3])));"
          + " cat(sprintf('%.17g %.17g', f$SSE, 1000 * (t[1] + t[2]) / k))";

  /** What a fit takes, in CPU milliseconds, and the sum of squared errors that it leaves. */
  private record Fit(double sse, double millis) {}

  private record Shape(String name, int size, int period) {}

  private static final List<Shape> SHAPES =
      List.of(
          new Shape("40 years by month", 480, 12),
          new Shape("30 days by half hour", 1_440, 48),
          new Shape("14 days by 5 minutes", 4_032, 288),
          new Shape("76 days by 5 minutes", 21_888, 288));

  private HoltWintersBesideR() {}

  /**
   * Measures and prints a line a series.
   *
   * @param rounds turns of both; the middle one is printed
   */
  public static void run(int rounds, PrintWriter out) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("holt-winters");
    try {
      out.printf(
          Locale.ROOT,
          "%n%-22s %-14s %9s %9s %7s %12s%n",
          "Holt-Winters fit",
          "season",
          "ours ms",
          "R ms",
          "faster",
          "SSE ours/R");
      for (Shape shape : SHAPES) {
        double[] series = series(shape);
        Path file = write(folder, shape, series);
        for (Seasonality seasonality : Seasonality.values()) {
          line(shape, series, file, seasonality, rounds, out);
        }
      }
    } finally {
      for (Shape shape : SHAPES) {
        Files.deleteIfExists(file(folder, shape));
      }
      Files.delete(folder);
    }
  }

  private static void line(
      Shape shape, double[] series, Path file, Seasonality seasonality, int rounds, PrintWriter out)
      throws IOException, InterruptedException {
    double[] ours = new double[rounds];
    double[] theirs = new double[rounds];
    double ratio = 0;
    boolean beside = true;
    for (int round = 0; round < rounds; round++) {
      Fit fit = ours(series, shape.period, seasonality);
      Optional<Fit> peer = r(file, shape.period, seasonality);
      ours[round] = fit.millis;
      beside = peer.isPresent();
      theirs[round] = peer.map(Fit::millis).orElse(0.0);
      ratio = peer.map(each -> fit.sse / each.sse).orElse(0.0);
    }
    Arrays.sort(ours);
    Arrays.sort(theirs);
    double mine = ours[rounds / 2];
    double its = theirs[rounds / 2];
    String words = seasonality.name().toLowerCase(Locale.ROOT);
    out.printf(Locale.ROOT, "%-22s %-14s %9.2f", shape.name, words, mine);
    out.println(
        beside
            ? String.format(Locale.ROOT, " %9.2f %6.1fx %12.9f", its, its / mine, ratio)
            : "   (no Rscript on the PATH to measure beside)");
    out.flush();
  }

  private static Fit ours(double[] series, int period, Seasonality seasonality) {
    for (int i = 0; i < WARM_UP; i++) {
      HoltWinters.fit(series, period, seasonality);
    }
    double sse = 0;
    long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    for (int i = 0; i < FITS; i++) {
      sse = HoltWinters.fit(series, period, seasonality).sse();
    }
    long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin;
    return new Fit(sse, took / 1e6 / FITS);
  }

  /** R's fit; empty where there is no R. */
  private static Optional<Fit> r(Path file, int period, Seasonality seasonality)
      throws IOException, InterruptedException {
    return Peer.ask(
            List.of(
                "Rscript",
                "-e",
                R,
                file.toString(),
                Integer.toString(period),
                seasonality.name().toLowerCase(Locale.ROOT),
                Integer.toString(R_FITS)))
        .map(numbers -> new Fit(numbers[0], numbers[1]));
  }

  /** A growing series whose season grows with it, and some noise; always the same. */
  private static double[] series(Shape shape) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(shape.size);
    var normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[] series = new double[shape.size];
    double level = 1_000;
    for (int i = 0; i < series.length; i++) {
      level += 0.05 + 2 * normal.sample();
      double season = 1 + 0.3 * Math.sin(2 * Math.PI * i / shape.period);
      series[i] = Math.max(1, level) * season * Math.exp(0.02 * normal.sample());
    }
    return series;
  }

  private static Path write(Path folder, Shape shape, double[] series) throws IOException {
    String text =
        DoubleStream.of(series).mapToObj(Double::toString).collect(Collectors.joining("\n"));
    return Files.writeString(file(folder, shape), text + "\n");
  }

  private static Path file(Path folder, Shape shape) {
    return folder.resolve(shape.size + ".txt");
  }
}
