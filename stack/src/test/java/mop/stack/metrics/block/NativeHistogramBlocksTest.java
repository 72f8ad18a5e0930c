package mop.stack.metrics.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import mop.stack.labels.Labels;
import mop.stack.metrics.SampleCursor.Kind;
import mop.stack.metrics.SeriesSource;
import mop.stack.metrics.block.Block.StoredChunk;
import mop.stack.metrics.chunk.Chunk;
import mop.stack.metrics.chunk.ChunkCursor;
import mop.stack.metrics.chunk.ChunkEncoding;
import mop.stack.metrics.chunk.Histogram;
import mop.stack.metrics.chunk.Histogram.Layout;
import mop.stack.metrics.chunk.Histogram.Reset;
import mop.stack.metrics.chunk.HistogramChunkWriter;
import mop.stack.metrics.chunk.HistogramCursor;
import mop.stack.metrics.chunk.HistogramWriter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Native histograms of Prometheus 3.5.3: counters of itself and, by recording rules, float gauges
 * and float counters, of which it wrote the chunks in the block among the resources.
 */
class NativeHistogramBlocksTest {
  private static final Ulid THEIRS = Ulid.parse("01M8G5SGTAX904P5SA991D029M");
  private static final long START = 1_699_999_200_000L;

  @TempDir Path folder;

  private static Path theirs() throws URISyntaxException {
    String meta = "prometheus-3.5.3/" + THEIRS + "/meta.json";
    Path file =
        Path.of(Objects.requireNonNull(NativeHistogramBlocksTest.class.getResource(meta)).toURI());
    return Objects.requireNonNull(file.getParent());
  }

  @Test
  void ourChunksAreThoseOfPrometheusByteForByte() throws Exception {
    Block block = Block.open(theirs());
    int whole = 0;
    int floats = 0;
    for (int ref : block.references()) {
      for (StoredChunk stored : block.series(ref).chunks()) {
        Chunk c = stored.read();
        assertThat(again(c).data()).isEqualTo(c.data());
        whole += c.encoding() == ChunkEncoding.HISTOGRAM ? c.samples() : 0;
        floats += c.encoding() == ChunkEncoding.FLOAT_HISTOGRAM ? c.samples() : 0;
      }
    }
    assertThat(whole).isEqualTo(539);
    assertThat(floats).isEqualTo(520);
  }

  /** A chunk of the same histograms, written by us. */
  private static Chunk again(Chunk c) {
    HistogramCursor in = new HistogramCursor();
    in.reset(c.encoding(), c.data(), 0, c.data().length);
    assertThat(in.next()).isEqualTo(Kind.HISTOGRAM);
    HistogramWriter out = new HistogramWriter(in.histogram(), in.header());
    do {
      assertThat(out.fit(in.histogram())).isEqualTo(HistogramWriter.Fit.FITS);
      out.append(in.timestamp(), in.histogram());
    } while (in.next() == Kind.HISTOGRAM);
    return out.chunk();
  }

  /** What the API of Prometheus says of a histogram: count, sum, and counts that are not 0. */
  private record Told(double count, double sum, List<Double> buckets) {
    static Told of(Histogram h) {
      List<Double> buckets = new ArrayList<>();
      buckets.add(h.number(h.zeroCount()));
      Arrays.stream(h.positive()).forEach(c -> buckets.add(h.number(c)));
      Arrays.stream(h.negative()).forEach(c -> buckets.add(h.number(c)));
      return new Told(h.number(h.count()), h.sum(), sorted(buckets));
    }

    static Told of(JsonNode o) {
      List<Double> buckets = new ArrayList<>();
      o.path("buckets").forEach(b -> buckets.add(Double.parseDouble(b.get(3).asString())));
      return new Told(
          Double.parseDouble(o.path("count").asString()),
          Double.parseDouble(o.path("sum").asString()),
          sorted(buckets));
    }

    private static List<Double> sorted(List<Double> counts) {
      return counts.stream().filter(c -> c != 0).sorted().toList();
    }
  }

  private static SortedMap<Labels, SortedMap<Long, Told>> read(Block block) throws IOException {
    SortedMap<Labels, SortedMap<Long, Told>> all = new TreeMap<>();
    for (SeriesSource.Series s : block.select(0, Long.MAX_VALUE, List.of())) {
      SortedMap<Long, Told> told = new TreeMap<>();
      ChunkCursor c = (ChunkCursor) s.samples();
      while (c.next() == Kind.HISTOGRAM) {
        if (!c.histogram().isStale()) {
          told.put(c.timestamp(), Told.of(c.histogram()));
        }
      }
      all.put(s.labels(), told);
    }
    return all;
  }

  /** Asked series by series: 2.42 mixes them up in one question. */
  private SortedMap<Labels, SortedMap<Long, Told>> served(
      Iterable<Labels> asked, long from, long to) throws Exception {
    SortedMap<Labels, SortedMap<Long, Told>> all = new TreeMap<>();
    try (PrometheusServer server = new PrometheusServer(folder)) {
      for (Labels labels : asked) {
        SortedMap<Long, Told> told = new TreeMap<>();
        JsonNode answer = server.query(labels + "[" + (to - from + 1) + "ms]", to);
        for (JsonNode h : answer.path(0).path("histograms")) {
          told.put(Math.round(h.get(0).asDouble() * 1000), Told.of(h.get(1)));
        }
        all.put(labels, told);
      }
    }
    return all;
  }

  @Tag("peer")
  @Test
  void weReadThemAsPrometheusDoes() throws Exception {
    Path copy = Files.createDirectories(folder.resolve(THEIRS + "/chunks"));
    try (Stream<Path> files = Files.walk(theirs())) {
      for (Path f : files.filter(Files::isRegularFile).toList()) {
        Files.copy(f, folder.resolve(THEIRS.toString()).resolve(theirs().relativize(f)));
      }
    }
    Block block = Block.open(Objects.requireNonNull(copy.getParent()));
    BlockMeta meta = block.meta();
    SortedMap<Labels, SortedMap<Long, Told>> ours = read(block);
    assertThat(served(ours.keySet(), meta.minTime(), meta.maxTime())).isEqualTo(ours);
    assertThat(ours).hasSize(14);
  }

  @Tag("peer")
  @Test
  void prometheusReadsOurs() throws Exception {
    Ulid ulid = Ulid.of(START, 3, 3);
    try (BlockWriter w = new BlockWriter(folder, ulid)) {
      w.add(Labels.of("__name__", "float"), chunks(1, false));
      w.add(Labels.of("__name__", "whole"), chunks(2, true));
      assertThat(w.finish(BlockMeta.cut(ulid, START, START + Model.TWO_HOURS, List.of())))
          .isPresent();
    }
    SortedMap<Labels, SortedMap<Long, Told>> ours =
        read(Block.open(folder.resolve(ulid.toString())));
    assertThat(ours.values()).allMatch(s -> s.size() == 299);
    assertThat(served(ours.keySet(), START, START + Model.TWO_HOURS)).isEqualTo(ours);
  }

  /** Buckets become more, the counter begins anew, and once the series ends. */
  private static List<Chunk> chunks(long seed, boolean whole) {
    SplittableRandom random = new SplittableRandom(seed);
    HistogramChunkWriter w = new HistogramChunkWriter(Model.TWO_HOURS);
    List<Chunk> chunks = new ArrayList<>();
    SortedMap<Integer, Long> counts = new TreeMap<>();
    for (int i = 0; i < 300; i++) {
      long time = START + 20_000L * i;
      if (i == 200) {
        counts.clear();
      }
      counts.merge(random.nextInt(3 + i / 20) - 2, 1L, Long::sum);
      Histogram h = i == 250 ? Histogram.stale(whole) : histogram(counts, whole);
      w.append(time, h).ifPresent(chunks::add);
    }
    w.cut().ifPresent(chunks::add);
    return chunks;
  }

  private static Histogram histogram(SortedMap<Integer, Long> counts, boolean whole) {
    int[] buckets = counts.keySet().stream().mapToInt(Integer::intValue).toArray();
    long[] held = counts.values().stream().mapToLong(c -> held(c, whole)).toArray();
    long all = 2 * counts.values().stream().mapToLong(Long::longValue).sum();
    Layout layout = new Layout(1, 0x1p-128, buckets, buckets, new double[0]);
    return new Histogram(
        whole, Reset.UNKNOWN, layout, held(all, whole), held(0, whole), all / 3.0, held, held);
  }

  private static long held(long count, boolean whole) {
    return whole ? count : Double.doubleToRawLongBits(count / 2.0);
  }
}
