package mop.stack.promql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import mop.stack.labels.Labels;
import mop.stack.metrics.MergedSource;
import mop.stack.metrics.MergedSource.Part;
import mop.stack.metrics.block.Block;
import mop.stack.metrics.block.BlockMeta;
import mop.stack.metrics.block.BlockWriter;
import mop.stack.metrics.block.Ulid;
import mop.stack.metrics.chunk.Chunk;
import mop.stack.metrics.chunk.FloatChunkWriter;

/**
 * Time of range queries over the same blocks, here and in a real Prometheus, both from the text of
 * the query to the text of the answer; there over loopback. Arguments: how many series (2000), step
 * in seconds (15). Not a test: {@code java … mop.stack.promql.PromqlBenchmark 2000 15}.
 */
final class PromqlBenchmark {
  private static final long RANGE = 7_200_000;

  /** The start of a block range. */
  private static final long START = 1_700_000_000_000L / RANGE * RANGE;

  private static final long END = START + 2 * RANGE;
  private static final int ROUNDS = 11;
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
          "avg_over_time(sum by (job) (rate(requests_total[5m]))[30m:1m])",
          "label_replace(temp, \"x\", \"$1\", \"path\", \"/(.).*\")",
          "count_values(\"v\", round(temp / 10))");

  private PromqlBenchmark() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    int series = args.length > 0 ? Integer.parseInt(args[0]) : 2000;
    long step = 1000 * (args.length > 1 ? Long.parseLong(args[1]) : 15);
    Path folder = Files.createTempDirectory("promql-benchmark");
    try {
      // Each side has its own copy, since Prometheus may merge blocks.
      Path ours = Files.createDirectory(folder.resolve("ours"));
      Path real = Files.createDirectory(folder.resolve("theirs"));
      for (Path data : List.of(ours, Files.createDirectory(real.resolve("data")))) {
        write(data, 0, series);
        write(data, 1, series);
      }
      compare(ours, real, step);
    } finally {
      delete(folder);
    }
  }

  private static void write(Path data, int number, int series) throws IOException {
    SplittableRandom random = new SplittableRandom(number);
    Ulid ulid = Ulid.of(START, 1, number);
    long from = START + number * RANGE;
    try (BlockWriter out = new BlockWriter(data, ulid)) {
      for (Labels labels : labels(series)) {
        out.add(labels, chunks(from, labels, random));
      }
      out.finish(BlockMeta.cut(ulid, from, from + RANGE, List.of()));
    }
  }

  private static List<Labels> labels(int series) {
    List<Labels> all = new ArrayList<>();
    for (int i = 0; i < series; i++) {
      all.add(
          Labels.of(
              "__name__", i % 4 == 3 ? "temp" : "requests_total",
              "job", "job" + i % 10,
              "instance", "instance-" + i / 40,
              "code", String.valueOf(200 + i % 5),
              "path", "/p" + i));
    }
    all.sort(null);
    return all;
  }

  /** Every 15 s with some jitter: a counter that seldom resets, or a gauge that wanders. */
  private static List<Chunk> chunks(long from, Labels labels, SplittableRandom random) {
    boolean gauge = labels.get("__name__").equals("temp");
    FloatChunkWriter writer = new FloatChunkWriter(RANGE);
    List<Chunk> chunks = new ArrayList<>();
    long offset = random.nextInt(14_000);
    double value = random.nextInt(1000);
    for (long t = from + offset; t < from + RANGE; t += 15_000) {
      double step = gauge ? random.nextDouble() - 0.5 : random.nextInt(100);
      value = !gauge && random.nextInt(500) == 0 ? 0 : value + step;
      writer.append(t + random.nextInt(20), value).ifPresent(chunks::add);
    }
    writer.cut().ifPresent(chunks::add);
    return chunks;
  }

  private static void compare(Path ours, Path theirs, long step)
      throws IOException, InterruptedException {
    RealPrometheus real = RealPrometheus.start(theirs);
    try {
      PromEngine engine = new PromEngine(source(ours), EngineSettings.DEFAULT.with(real.dialect()));
      for (String query : QUERIES) {
        double[] here = new double[ROUNDS];
        double[] there = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
          here[i] = millis(() -> answer(engine, query, step));
          there[i] = millis(() -> answer(real, query, step));
        }
        Arrays.sort(here);
        Arrays.sort(there);
        System.out.printf(
            Locale.ROOT,
            "%-64s %8.1f ms, Prometheus %8.1f ms: %.2f (fastest %.2f)%n",
            query,
            here[ROUNDS / 2],
            there[ROUNDS / 2],
            here[ROUNDS / 2] / there[ROUNDS / 2],
            here[0] / there[0]);
      }
    } finally {
      real.stop();
    }
  }

  private static MergedSource source(Path data) throws IOException {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Block block = Block.open(data.resolve(Ulid.of(START, 1, i).toString()));
      parts.add(new Part(block, block.meta().minTime(), block.meta().maxTime() - 1));
    }
    return new MergedSource(parts);
  }

  private interface Run {
    void go() throws IOException, InterruptedException;
  }

  private static double millis(Run run) throws IOException, InterruptedException {
    long start = System.nanoTime();
    run.go();
    return (System.nanoTime() - start) / 1e6;
  }

  private static void answer(PromEngine engine, String query, long step) throws IOException {
    QueryAnswer answer =
        engine.range(Query.parse(query), START + RANGE / 4, END, step, Interrupt.NEVER);
    ResultJson.write(answer.result(), new StringBuilder());
  }

  private static void answer(RealPrometheus real, String query, long step)
      throws IOException, InterruptedException {
    String start = String.valueOf((START + RANGE / 4) / 1000);
    String end = String.valueOf(END / 1000);
    Map<String, String> parameters =
        Map.of("query", query, "start", start, "end", end, "step", step / 1000 + "s");
    real.bytes("/api/v1/query_range", parameters);
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(p);
      }
    }
  }
}
