package mop.experiments.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import mop.stack.labels.Labels;
import mop.stack.metrics.MergedSource;
import mop.stack.metrics.MergedSource.Part;
import mop.stack.metrics.SeriesSource;
import mop.stack.metrics.block.Block;
import mop.stack.metrics.block.BlockMeta;
import mop.stack.metrics.block.BlockWriter;
import mop.stack.metrics.block.Ulid;
import mop.stack.metrics.chunk.Chunk;
import mop.stack.metrics.chunk.FloatChunkWriter;

/**
 * Two Prometheus blocks of two hours each, always the same: counters and some gauges, every 15 s.
 */
final class MetricBlocks {
  private static final long RANGE = 7_200_000;
  private static final int BLOCKS = 2;

  /** Unix milliseconds; the begin of a block range. */
  static final long START = 1_700_000_000_000L / RANGE * RANGE;

  static final long END = START + BLOCKS * RANGE;

  private MetricBlocks() {}

  static void write(Path data, int series) throws IOException {
    for (int number = 0; number < BLOCKS; number++) {
      SplittableRandom random = new SplittableRandom(number);
      Ulid ulid = ulid(number);
      long from = START + number * RANGE;
      try (BlockWriter out = new BlockWriter(data, ulid)) {
        for (Labels labels : labels(series)) {
          out.add(labels, chunks(from, labels, random));
        }
        out.finish(BlockMeta.cut(ulid, from, from + RANGE, List.of()));
      }
    }
  }

  private static Ulid ulid(int number) {
    return Ulid.of(START, 1, number);
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

  /** With some jitter: a counter that seldom resets, or a gauge that wanders. */
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

  static SeriesSource open(Path data) throws IOException {
    List<Part> parts = new ArrayList<>();
    for (int number = 0; number < BLOCKS; number++) {
      Block block = Block.open(data.resolve(ulid(number).toString()));
      parts.add(new Part(block, block.meta().minTime(), block.meta().maxTime() - 1));
    }
    return new MergedSource(parts);
  }
}
