package mop.stack.metrics.compaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import mop.stack.labels.Labels;
import mop.stack.metrics.SampleCursor.Kind;
import mop.stack.metrics.block.Block;
import mop.stack.metrics.block.BlockMeta;
import mop.stack.metrics.block.BlockMeta.Parent;
import mop.stack.metrics.block.BlockWriter;
import mop.stack.metrics.block.Model;
import mop.stack.metrics.block.ThanosMeta;
import mop.stack.metrics.block.Ulid;
import mop.stack.metrics.chunk.Chunk;
import mop.stack.metrics.chunk.Histogram;
import mop.stack.metrics.chunk.Histogram.Layout;
import mop.stack.metrics.chunk.Histogram.Reset;
import mop.stack.metrics.chunk.HistogramChunkWriter;
import mop.stack.metrics.chunk.XorWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricCompactorTest {
  private static final long START = 1_699_999_200_000L;
  private static final long TWO_HOURS = Model.TWO_HOURS;
  private static final Ulid MERGED = Ulid.of(START, 5, 0);

  @TempDir Path folder;

  private static Ulid ulid(int i) {
    return Ulid.of(START + i, 5, 1 + i);
  }

  private Block write(Model m, int i, long from, long to) throws IOException {
    m.write(folder, ulid(i), from, to);
    return Block.open(folder.resolve(ulid(i).toString()));
  }

  private Block merge(List<Block> blocks) throws IOException {
    assertThat(Compactor.merge(blocks, folder, MERGED)).isPresent();
    return Block.open(folder.resolve(MERGED.toString()));
  }

  private static Model union(List<Model> models) {
    Model all = new Model();
    for (Model m : models.reversed()) {
      m.series().forEach((l, s) -> all.series().computeIfAbsent(l, x -> new TreeMap<>()).putAll(s));
    }
    return all;
  }

  @Test
  void blocksBehindEachOtherBecomeOneWithTheSameChunks() throws IOException {
    List<Model> models = new ArrayList<>();
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      long from = START + i * TWO_HOURS;
      models.add(Model.generate(40 + i, 100 + 10 * (i % 3), from, from + TWO_HOURS, 15_000));
      blocks.add(write(models.get(i), i, from, from + TWO_HOURS));
    }
    Block merged = merge(blocks);
    assertThat(Model.read(merged)).isEqualTo(union(models));
    BlockMeta meta = merged.meta();
    assertThat(meta.stats().chunks())
        .isEqualTo(blocks.stream().mapToLong(b -> b.meta().stats().chunks()).sum());
    assertThat(chunkBytes(List.of(merged))).isEqualTo(chunkBytes(blocks));
    assertThat(meta.minTime()).isEqualTo(START);
    assertThat(meta.maxTime()).isEqualTo(START + 6 * TWO_HOURS);
    assertThat(meta.compaction().level()).isEqualTo(2);
    assertThat(meta.compaction().sources())
        .containsExactlyElementsOf(blocks.stream().map(b -> b.meta().ulid()).toList());
    assertThat(meta.compaction().parents().getFirst())
        .isEqualTo(new Parent(ulid(0), START, START + TWO_HOURS));
  }

  private static Map<Integer, Integer> chunkBytes(List<Block> blocks) throws IOException {
    Map<Integer, Integer> count = new HashMap<>();
    for (Block b : blocks) {
      for (int ref : b.references()) {
        for (Block.StoredChunk c : b.series(ref).chunks()) {
          count.merge(Arrays.hashCode(c.read().data()), 1, Integer::sum);
        }
      }
    }
    return count;
  }

  /** Blocks that overlap in any way hold, merged, what a map of series, time and value would. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void overlappingBlocksBecomeTheUnion(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    int count = 2 + random.nextInt(4);
    List<Model> models = new ArrayList<>();
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long from = START + random.nextLong(TWO_HOURS);
      long to = from + 1 + random.nextLong(2 * TWO_HOURS);
      Model m = Model.generate(seed * 10 + i % 2, 30, from, to, 30_000);
      for (SortedMap<Long, Long> samples : m.series().values()) {
        samples.keySet().removeIf(t -> random.nextInt(10) == 0);
      }
      m.series().values().removeIf(Map::isEmpty);
      models.add(m);
      blocks.add(write(m, i, from, to));
    }
    Model all = union(models);
    Block merged = merge(blocks);
    assertThat(Model.read(merged)).isEqualTo(all);
    assertThat(merged.meta().stats().samples()).isEqualTo(all.samples());
  }

  @Test
  void equalChunksOfReplicasAreKeptAsTheyAre() throws IOException {
    Model m = Model.generate(3, 50, START, START + TWO_HOURS, 15_000);
    Block one = write(m, 0, START, START + TWO_HOURS);
    Block two = write(m, 1, START, START + TWO_HOURS);
    Block merged = merge(List.of(one, two));
    assertThat(chunkBytes(List.of(merged))).isEqualTo(chunkBytes(List.of(one)));
  }

  @Test
  void ofTwoSamplesOfOneTimeTheFirstBlocksCounts() throws IOException {
    Labels l = Labels.of("a", "b");
    Model first = new Model();
    Model second = new Model();
    for (int t = 0; t < 10; t++) {
      first.put(l, START + 2L * t, 1);
      second.put(l, START + t, 2);
    }
    Block merged =
        merge(List.of(write(first, 0, START, START + 20), write(second, 1, START, START + 10)));
    assertThat(Model.read(merged)).isEqualTo(union(List.of(first, second)));
  }

  @Test
  void whatWasDeletedIsLeftOutAndAnEmptyResultIsNoBlock() throws IOException {
    Model m = Model.generate(3, 50, START, START + TWO_HOURS, 15_000);
    Block block = write(m, 0, START, START + TWO_HOURS);
    Path tombstones = folder.resolve(ulid(0) + "/tombstones");
    SortedMap<Labels, List<long[]>> deleted = new TreeMap<>();
    SplittableRandom random = new SplittableRandom(1);
    for (Labels l : m.series().keySet()) {
      long from = START + random.nextLong(TWO_HOURS);
      deleted.put(l, List.of(new long[] {from, from + random.nextLong(3_000_000)}));
    }
    Files.write(tombstones, Model.tombstones(block, deleted));
    Model left = new Model();
    m.series().forEach((l, s) -> left.series().put(l, new TreeMap<>(s)));
    deleted.forEach((l, i) -> left.of(l).subMap(i.getFirst()[0], i.getFirst()[1] + 1).clear());
    Block merged = merge(List.of(Block.open(folder.resolve(ulid(0).toString()))));
    assertThat(Model.read(merged)).isEqualTo(left);

    deleted.replaceAll((l, i) -> List.of(new long[] {Long.MIN_VALUE, Long.MAX_VALUE}));
    Files.write(tombstones, Model.tombstones(block, deleted));
    Block gone = Block.open(folder.resolve(ulid(0).toString()));
    assertThat(Compactor.merge(List.of(gone), folder, ulid(77))).isEmpty();
    assertThat(folder.resolve(ulid(77).toString())).doesNotExist();
  }

  @Test
  void hintsAreKeptWhereTheyStayTrue() {
    BlockMeta inOrder = BlockMeta.cut(ulid(0), 0, 1, List.of());
    BlockMeta outOfOrder = BlockMeta.cut(ulid(1), 0, 1, List.of(BlockMeta.OUT_OF_ORDER));
    assertThat(Compactor.combine(List.of(outOfOrder, outOfOrder), MERGED).isOutOfOrder()).isTrue();
    assertThat(Compactor.combine(List.of(outOfOrder, inOrder), MERGED).isOutOfOrder()).isFalse();
  }

  @Test
  void blocksOfAnotherResolutionAreRefused() {
    BlockMeta raw = BlockMeta.cut(ulid(0), 0, 1, List.of());
    BlockMeta five = raw.withThanos(new ThanosMeta(Map.of(), 300_000, "", List.of()));
    assertThatThrownBy(() -> Compactor.combine(List.of(raw, five), MERGED))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Histogram histogram(long count) {
    Layout layout =
        new Layout(0, 0, new int[] {1, (int) (2 + count % 5)}, new int[0], new double[0]);
    return new Histogram(
        true,
        Reset.UNKNOWN,
        layout,
        count,
        0,
        count,
        new long[] {count / 2, count - count / 2},
        new long[0]);
  }

  private Block histograms(int number, int first, int step) throws IOException {
    List<Chunk> chunks = new ArrayList<>();
    HistogramChunkWriter w = new HistogramChunkWriter(TWO_HOURS);
    for (int i = first; i < 200; i += step) {
      w.append(START + 1000L * i, histogram(i)).ifPresent(chunks::add);
    }
    w.cut().ifPresent(chunks::add);
    XorWriter floats = new XorWriter();
    floats.append(START + 200_000 + number, number);
    chunks.add(floats.chunk());
    try (BlockWriter out = new BlockWriter(folder, ulid(number))) {
      out.add(Labels.of("a", "b"), chunks);
      assertThat(out.finish(BlockMeta.cut(ulid(number), START, START + TWO_HOURS, List.of())))
          .isPresent();
    }
    return Block.open(folder.resolve(ulid(number).toString()));
  }

  private static SortedMap<Long, String> kinds(Block b) throws IOException {
    SortedMap<Long, String> all = new TreeMap<>();
    for (int ref : b.references()) {
      for (Block.StoredChunk c : b.series(ref).chunks()) {
        var cursor = c.read().cursor();
        for (var k = cursor.next(); k != Kind.END; k = cursor.next()) {
          String is =
              k == Kind.FLOAT
                  ? "float " + cursor.value()
                  : "histogram " + cursor.histogram().count() + ' ' + cursor.histogram().sum();
          assertThat(all.put(cursor.timestamp(), is)).isNull();
        }
      }
    }
    return all;
  }

  @Test
  void overlappingHistogramsAreMergedToo() throws IOException {
    Block even = histograms(0, 0, 2);
    Block third = histograms(1, 0, 3);
    SortedMap<Long, String> both = kinds(third);
    both.putAll(kinds(even));
    Block merged = merge(List.of(even, third));
    assertThat(kinds(merged)).isEqualTo(both).hasSize(135);
    assertThat(merged.meta().stats().histograms()).isEqualTo(133);
    assertThat(merged.meta().stats().floats()).isEqualTo(2);
  }
}
