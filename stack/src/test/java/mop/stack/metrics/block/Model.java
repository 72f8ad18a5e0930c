package mop.stack.metrics.block;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import mop.stack.labels.Labels;
import mop.stack.metrics.SampleCursor;
import mop.stack.metrics.SampleCursor.Kind;
import mop.stack.metrics.SeriesSource;
import mop.stack.metrics.chunk.Chunk;
import mop.stack.metrics.chunk.FloatChunkWriter;

/** Samples by series and time: what a block should hold. Values are kept as bits. */
public record Model(SortedMap<Labels, SortedMap<Long, Long>> series) {
  public static final long TWO_HOURS = 7_200_000;

  public Model() {
    this(new TreeMap<>());
  }

  public void put(Labels labels, long millis, double value) {
    series
        .computeIfAbsent(labels, l -> new TreeMap<>())
        .put(millis, Double.doubleToRawLongBits(value));
  }

  /** The samples of a series; none when there is no such series. */
  public SortedMap<Long, Long> of(Labels labels) {
    return series.getOrDefault(labels, new TreeMap<>());
  }

  public long samples() {
    return series.values().stream().mapToLong(Map::size).sum();
  }

  /**
   * Series as a scraped service has them: counters, gauges with few digits, constants, random ones,
   * with gaps, jitter and marks of an end.
   */
  public static Model generate(long seed, int seriesCount, long from, long to, long step) {
    SplittableRandom random = new SplittableRandom(seed);
    Model m = new Model();
    for (int s = 0; s < seriesCount; s++) {
      Labels labels =
          Labels.of(
              "__name__",
              "metric_" + s % 7,
              "instance",
              "10.0.0." + s % 50 + ":9090",
              "job",
              s % 3 == 0 ? "api" : "wörker-" + s % 5,
              "zone",
              s % 4 == 0 ? "" : "z" + s % 4,
              "id",
              Integer.toString(s));
      double value = random.nextInt(1000);
      for (long t = from + random.nextInt((int) step); t < to; t += step) {
        value =
            switch (s % 5) {
              case 0 -> value + random.nextInt(10);
              case 1 -> Math.round(100 * Math.sin(t / 1e6 + s)) / 10.0;
              case 2 -> value;
              case 3 -> random.nextDouble() * 1e6;
              default -> random.nextInt(20) == 0 ? value + 1 : value;
            };
        boolean stale = random.nextInt(200) == 0;
        if (random.nextInt(50) != 0) {
          m.put(
              labels,
              s % 2 == 0 ? t : t + random.nextInt(5),
              stale ? Double.longBitsToDouble(SampleCursor.STALE_BITS) : value);
        }
      }
    }
    return m;
  }

  /** Chunks of a series, cut as a head cuts them. */
  public static List<Chunk> chunks(SortedMap<Long, Long> samples) {
    List<Chunk> chunks = new ArrayList<>();
    FloatChunkWriter w = new FloatChunkWriter(TWO_HOURS);
    samples.forEach((t, bits) -> w.append(t, Double.longBitsToDouble(bits)).ifPresent(chunks::add));
    w.cut().ifPresent(chunks::add);
    return chunks;
  }

  public BlockMeta write(Path parent, Ulid ulid, long minTime, long maxTime) throws IOException {
    try (BlockWriter w = new BlockWriter(parent, ulid)) {
      for (Labels l : series.keySet()) {
        w.add(l, chunks(of(l)));
      }
      return w.finish(BlockMeta.cut(ulid, minTime, maxTime, List.of())).orElseThrow();
    }
  }

  public static Model read(SeriesSource source) throws IOException {
    Model m = new Model();
    for (SeriesSource.Series s : source.select(Long.MIN_VALUE, Long.MAX_VALUE, List.of())) {
      m.series.put(s.labels(), read(s.samples()));
    }
    return m;
  }

  static SortedMap<Long, Long> read(SampleCursor c) throws IOException {
    SortedMap<Long, Long> samples = new TreeMap<>();
    while (c.next() != Kind.END) {
      Long before = samples.put(c.timestamp(), Double.doubleToRawLongBits(c.value()));
      if (before != null) {
        throw new AssertionError("two samples at " + c.timestamp());
      }
    }
    return samples;
  }

  /** As Prometheus reads it for backfilling; an end of a series cannot be said in it. */
  public String openMetrics() {
    StringBuilder out = new StringBuilder();
    String metric = "";
    for (Labels l : series.keySet()) {
      String name = l.get("__name__");
      if (!name.equals(metric)) {
        out.append("# TYPE ").append(name).append(" gauge\n");
        metric = name;
      }
      String text = name + l.keep(n -> !n.equals("__name__")).toString().replace(", ", ",");
      series
          .getOrDefault(l, new TreeMap<>())
          .forEach((t, bits) ->
              out.append(text)
                  .append(' ')
                  .append(number(Double.longBitsToDouble(bits)))
                  .append(' ')
                  .append(t / 1000.0)
                  .append('\n'));
    }
    return out.append("# EOF\n").toString();
  }

  private static String number(double v) {
    return Double.isNaN(v) ? "NaN" : Double.isInfinite(v) ? (v > 0 ? "+Inf" : "-Inf") : "" + v;
  }

  /** With every NaN the one that Go reads from text: promtool prints them all alike. */
  public Model withOneNan() {
    Model m = new Model();
    series.forEach((l, samples) ->
        samples.forEach((t, bits) -> m.put(l, t, plain(Double.longBitsToDouble(bits)))));
    return m;
  }

  /** Without the marks of an end, which a query does not give, and with one NaN. */
  public Model withoutEnds() {
    Model m = new Model();
    series.forEach((l, samples) ->
        samples.forEach((t, bits) -> {
          if (bits != SampleCursor.STALE_BITS) {
            m.put(l, t, plain(Double.longBitsToDouble(bits)));
          }
        }));
    return m;
  }

  private static double plain(double v) {
    return Double.isNaN(v) ? Double.longBitsToDouble(0x7ff8000000000001L) : v;
  }

  /** The file that deletes some intervals of some series of a block. */
  public static byte[] tombstones(Block block, Map<Labels, List<long[]>> deleted)
      throws IOException {
    Map<Long, List<Interval>> byRef = new TreeMap<>();
    for (int ref : block.references()) {
      List<long[]> intervals = deleted.getOrDefault(block.series(ref).labels(), List.of());
      byRef.put((long) ref, intervals.stream().map(i -> new Interval(i[0], i[1])).toList());
    }
    return Tombstones.of(byRef).encode();
  }
}
