package mop.stack.metrics.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import mop.stack.labels.Labels;
import mop.stack.labels.Matcher;
import mop.stack.labels.Matcher.Op;
import mop.stack.metrics.SampleCursor;
import mop.stack.metrics.SampleCursor.Kind;
import mop.stack.metrics.SeriesSource;
import mop.stack.metrics.block.BlockMeta.Stats;
import mop.stack.metrics.chunk.Chunk;
import mop.stack.metrics.chunk.XorWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricBlockTest {
  private static final Ulid ULID = Ulid.of(1_700_000_000_000L, 1, 1);
  private static final long START = 1_699_999_200_000L;

  private static final List<Op> OPS = List.copyOf(EnumSet.allOf(Op.class));

  @TempDir Path folder;

  private Block written(Model m) throws IOException {
    m.write(folder, ULID, START, START + Model.TWO_HOURS);
    return Block.open(folder.resolve(ULID.toString()));
  }

  private static Model model() {
    return Model.generate(3, 200, START, START + Model.TWO_HOURS, 15_000);
  }

  @Test
  void readsBackWhatWasWritten() throws IOException {
    Model m = model();
    Block block = written(m);
    assertThat(Model.read(block)).isEqualTo(m);
    Stats stats = block.meta().stats();
    assertThat(stats.samples()).isEqualTo(m.samples()).isEqualTo(stats.floats());
    assertThat(stats.series()).isEqualTo(200);
    assertThat(block.meta().compaction().sources()).containsExactly(ULID);
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(folder.resolve(ULID.toString()));
    }
  }

  @Test
  void seeksLikeAScan() throws IOException {
    Model m = model();
    SplittableRandom random = new SplittableRandom(5);
    for (SeriesSource.Series s : written(m).select(START, Long.MAX_VALUE, List.of())) {
      TreeMap<Long, Long> all = new TreeMap<>(m.of(s.labels()));
      SampleCursor c = s.samples();
      long at = Long.MIN_VALUE;
      for (int i = 0; i < 40; i++) {
        boolean step = random.nextInt(3) == 0;
        long target = START + random.nextLong(Model.TWO_HOURS + 60_000);
        Long expected = step ? all.higherKey(at) : all.ceilingKey(Math.max(target, at));
        Kind kind = step ? c.next() : c.seek(target);
        if (expected == null) {
          assertThat(kind).isEqualTo(Kind.END);
          break;
        }
        assertThat(kind).isEqualTo(Kind.FLOAT);
        assertThat(c.timestamp()).isEqualTo(expected);
        assertThat(Double.doubleToRawLongBits(c.value())).isEqualTo(all.get(expected));
        at = expected;
      }
    }
  }

  @Test
  void selectsAsMatchersSay() throws IOException {
    Model m = model();
    Block block = written(m);
    List<String> values =
        List.of(
            "",
            "api",
            "api|wörker-1",
            ".*",
            ".+",
            "wör.*",
            "nobody",
            "|api",
            "(?:z1|z2)",
            "z.",
            "10\\.0\\.0\\.1:9090",
            "1|2|3",
            "metric_1",
            "metric_[1-3]");
    List<String> names = List.of("job", "zone", "instance", "id", "__name__", "missing");
    SplittableRandom random = new SplittableRandom(9);
    int found = 0;
    for (int round = 0; round < 3000; round++) {
      List<Matcher> matchers = new ArrayList<>();
      for (int i = random.nextInt(1, 4); i > 0; i--) {
        matchers.add(
            Matcher.of(
                names.get(random.nextInt(names.size())),
                OPS.get(random.nextInt(4)),
                values.get(random.nextInt(values.size()))));
      }
      List<Labels> expected =
          m.series().keySet().stream()
              .filter(l -> matchers.stream().allMatch(x -> x.matches(l)))
              .toList();
      assertThat(block.select(START, Long.MAX_VALUE, matchers))
          .as("%s", matchers)
          .extracting(SeriesSource.Series::labels)
          .isEqualTo(expected);
      assertThat(block.labelValues("job", START, Long.MAX_VALUE, matchers))
          .isEqualTo(expected.stream().map(l -> l.get("job")).distinct().sorted().toList());
      found += expected.size();
    }
    assertThat(found).isGreaterThan(3000);
    assertThat(block.labelNames(START, Long.MAX_VALUE, List.of()))
        .containsExactly("__name__", "id", "instance", "job", "zone");
    assertThat(block.labelNames(START, Long.MAX_VALUE, List.of(Matcher.equal("zone", ""))))
        .containsExactly("__name__", "id", "instance", "job");
  }

  @Test
  void leavesOutWhatIsOutsideTheRange() throws IOException {
    Block block = written(model());
    assertThat(block.select(0, START - 1, List.of())).isEmpty();
    assertThat(block.select(START + Model.TWO_HOURS, Long.MAX_VALUE, List.of())).isEmpty();
    assertThat(block.labelNames(0, START - 1, List.of())).isEmpty();
  }

  @Test
  void honoursTombstones() throws IOException {
    Model m = model();
    Block block = written(m);
    int[] refs = block.references();
    SplittableRandom random = new SplittableRandom(11);
    SortedMap<Long, List<Interval>> deleted = new TreeMap<>();
    for (int ref : refs) {
      List<Interval> intervals = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        long from = START + random.nextLong(Model.TWO_HOURS);
        intervals.add(new Interval(from, from + random.nextLong(2_000_000)));
      }
      deleted.put((long) ref, intervals);
      SortedMap<Long, Long> samples = m.of(block.series(ref).labels());
      samples.keySet().removeIf(t -> intervals.stream().anyMatch(i -> i.contains(t)));
    }
    Path file = folder.resolve(ULID.toString()).resolve("tombstones");
    Files.write(file, Tombstones.of(deleted).encode());
    Block after = Block.open(folder.resolve(ULID.toString()));
    assertThat(Model.read(after)).isEqualTo(m);
    assertThat(after.tombstones()).isEqualTo(Tombstones.of(deleted));
  }

  @Test
  void chunksGoToAsManyFilesAsTheLimitAsks() throws IOException {
    Model m = model();
    try (BlockWriter w = new BlockWriter(folder, ULID, 10_000, 70)) {
      for (var e : m.series().entrySet()) {
        w.add(e.getKey(), Model.chunks(e.getValue()));
      }
      assertThat(w.finish(BlockMeta.cut(ULID, START, START + Model.TWO_HOURS, List.of())))
          .isPresent();
    }
    Path block = folder.resolve(ULID.toString());
    try (var files = Files.list(block.resolve("chunks"))) {
      assertThat(files).hasSizeGreaterThan(20).allMatch(f -> f.toFile().length() <= 10_000);
    }
    assertThat(Model.read(Block.open(block))).isEqualTo(m);
  }

  /** More series than are written in one go, and symbols and lists beyond the buffers' sizes. */
  @Test
  void aLargeIndexIsWrittenPieceByPiece() throws IOException {
    int series = 150_000;
    Chunk chunk = chunk(START, START + 1);
    try (BlockWriter w = new BlockWriter(folder, ULID, 1 << 28, 1000)) {
      for (int i = 0; i < series; i++) {
        w.add(Labels.of("__name__", "m", "id", id(i), "zone", "z" + i % 2), List.of(chunk));
      }
      assertThat(w.finish(BlockMeta.cut(ULID, START, START + Model.TWO_HOURS, List.of())))
          .isPresent();
    }
    Block block = Block.open(folder.resolve(ULID.toString()));
    assertThat(block.references()).hasSize(series);
    assertThat(block.references(List.of(Matcher.equal("zone", "z1")))).hasSize(series / 2);
    assertThat(block.labelValues("id", START, START, List.of())).hasSize(series);
    for (int i = 0; i < series; i += 9_999) {
      assertThat(block.select(START, START, List.of(Matcher.equal("id", id(i)))))
          .extracting(SeriesSource.Series::labels)
          .containsExactly(Labels.of("__name__", "m", "id", id(i), "zone", "z" + i % 2));
    }
  }

  private static String id(int i) {
    return String.format(Locale.ROOT, "a-rather-long-identifier-%08d", i);
  }

  @Test
  void aBlockWithoutSamplesIsNone() throws IOException {
    try (BlockWriter w = new BlockWriter(folder, ULID)) {
      w.add(Labels.of("a", "b"), List.of());
      assertThat(w.finish(BlockMeta.cut(ULID, 0, 1, List.of()))).isEmpty();
    }
    try (var left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void anUnfinishedBlockLeavesNothing() throws IOException {
    try (BlockWriter w = new BlockWriter(folder, ULID)) {
      w.add(Labels.of("a", "b"), List.of(chunk(1, 2)));
    }
    try (var left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  private static Chunk chunk(long... times) {
    XorWriter w = new XorWriter();
    for (long t : times) {
      w.append(t, 1);
    }
    return w.chunk();
  }

  @Test
  void refusesAnotherOrder() throws IOException {
    try (BlockWriter w = new BlockWriter(folder, ULID)) {
      w.add(Labels.of("a", "b"), List.of(chunk(1, 2)));
      assertThatThrownBy(() -> w.add(Labels.of("a", "b"), List.of(chunk(1, 2))))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> w.add(Labels.of("a", "c"), List.of(chunk(1, 2), chunk(2, 3))))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
