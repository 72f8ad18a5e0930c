package mop.experiments.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mop.stack.promql.EngineSettings;
import mop.stack.promql.Interrupt;
import mop.stack.promql.PromEngine;
import mop.stack.promql.Query;
import mop.stack.promql.QueryAnswer;
import mop.stack.promql.ResultJson;

/**
 * Range queries beside a real Prometheus over the same blocks, by turns in one run: wall time from
 * the text of the query to the text of the answer, there over loopback.
 */
public final class PromqlBesidePrometheus {
  private static final int SERIES = 2_000;
  private static final long STEP_SECONDS = 15;
  private static final long FROM = MetricBlocks.START + 1_800_000;

  /** Turns before the measured ones. */
  private static final int WARM_UP = 3;

  private static final List<String> QUERIES =
      List.of(
          "temp",
          "sum(temp)",
          "rate(requests_total[5m])",
          "sum by (job) (rate(requests_total[5m]))",
          "sum by (job, code) (increase(requests_total[1h]))",
          "sum(rate(requests_total{job=\"job1\"}[5m]))",
          "max_over_time(temp[10m])",
          "sum_over_time(temp[10m])",
          "quantile_over_time(0.9, temp[10m])",
          "deriv(temp[10m])",
          "quantile by (job) (0.9, temp)",
          "topk(5, temp)",
          "temp * on (instance, path) group_left () temp",
          "temp > 10 and on (path) temp < 400",
          "avg_over_time(sum(rate(requests_total[5m]))[30m:1m])",
          "label_replace(temp, \"x\", \"$1\", \"path\", \"/(.).*\")",
          "count_values(\"v\", round(temp / 10))");

  private PromqlBesidePrometheus() {}

  private interface Turn {
    void take() throws IOException, InterruptedException;
  }

  /**
   * Measures and prints a line a query.
   *
   * @param rounds turns of both; the middle one of each is printed
   */
  public static void run(int rounds, PrintWriter out) throws IOException, InterruptedException {
    out.printf(
        Locale.ROOT,
        "%nPromQL over %,d series, 3.5 hours at a step of %d s: wall milliseconds%n%8s %10s %6s  %s%n",
        SERIES,
        STEP_SECONDS,
        "here",
        "Prometheus",
        "ratio",
        "query");
    Path folder = Files.createTempDirectory("promql");
    try {
      // each its own copy, since Prometheus may merge blocks
      Path here = Files.createDirectory(folder.resolve("here"));
      Path there = Files.createDirectory(folder.resolve("there"));
      MetricBlocks.write(here, SERIES);
      MetricBlocks.write(there, SERIES);
      PromEngine engine = new PromEngine(MetricBlocks.open(here), EngineSettings.DEFAULT);
      Optional<PeerPrometheus> peer = PeerPrometheus.start(there);
      try {
        for (String query : QUERIES) {
          line(engine, peer, query, rounds, out);
        }
      } finally {
        peer.ifPresent(PeerPrometheus::close);
      }
    } finally {
      Folders.delete(folder);
    }
  }

  private static void line(
      PromEngine engine, Optional<PeerPrometheus> peer, String query, int rounds, PrintWriter out)
      throws IOException, InterruptedException {
    double[] here = new double[rounds];
    double[] there = new double[rounds];
    for (int i = -WARM_UP; i < rounds; i++) {
      int slot = Math.max(i, 0);
      here[slot] = millis(() -> answer(engine, query));
      if (peer.isPresent()) {
        there[slot] = millis(() -> answer(peer.get(), query));
      }
    }
    double ours = middle(here);
    double theirs = middle(there);
    out.printf(
        Locale.ROOT,
        "%8.1f %10s %6s  %s%n",
        ours,
        peer.isPresent() ? String.format(Locale.ROOT, "%.1f", theirs) : "none",
        peer.isPresent() ? String.format(Locale.ROOT, "%.2f", ours / theirs) : "",
        query);
    out.flush();
  }

  private static double middle(double[] millis) {
    Arrays.sort(millis);
    return millis[millis.length / 2];
  }

  private static double millis(Turn turn) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    turn.take();
    return (System.nanoTime() - begin) / 1e6;
  }

  private static void answer(PromEngine engine, String query) throws IOException {
    QueryAnswer answer =
        engine.range(
            Query.parse(query), FROM, MetricBlocks.END, STEP_SECONDS * 1000, Interrupt.NEVER);
    ResultJson.write(answer.result(), new StringBuilder());
  }

  private static void answer(PeerPrometheus peer, String query)
      throws IOException, InterruptedException {
    byte[] answer = peer.range(query, FROM / 1000, MetricBlocks.END / 1000, STEP_SECONDS);
    if (answer.length == 0) {
      throw new IOException(query + ": no answer");
    }
  }
}
