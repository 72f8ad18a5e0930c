package mop.stack.metrics.compaction;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SortedSet;
import java.util.TreeSet;
import mop.stack.labels.Labels;
import mop.stack.metrics.block.Block;
import mop.stack.metrics.block.Block.StoredSeries;
import mop.stack.metrics.block.BlockMeta;
import mop.stack.metrics.block.BlockMeta.Compaction;
import mop.stack.metrics.block.BlockMeta.Parent;
import mop.stack.metrics.block.BlockMeta.Stats;
import mop.stack.metrics.block.BlockWriter;
import mop.stack.metrics.block.ThanosMeta;
import mop.stack.metrics.block.Ulid;
import mop.stack.metrics.chunk.Chunk;
import mop.stack.metrics.chunk.CorruptChunk;

/** Makes several blocks into one; of one block, leaves out what was deleted from it. */
public final class Compactor {
  private Compactor() {}

  /**
   * Merges blocks into a new one, series by series in bounded memory.
   *
   * @param blocks in the order of their start; where two have a sample of one time, the first
   *     counts
   * @param parent folder in which the new block is put
   * @param ulid name of the new block
   * @return empty when no sample is left: then there is no new block, and the old ones may go
   */
  public static Optional<BlockMeta> merge(List<Block> blocks, Path parent, Ulid ulid)
      throws IOException {
    BlockMeta meta = combine(blocks.stream().map(Block::meta).toList(), ulid);
    PriorityQueue<Source> queue =
        new PriorityQueue<>(
            Comparator.comparing((Source s) -> s.current.labels()).thenComparingInt(s -> s.number));
    for (int i = 0; i < blocks.size(); i++) {
      Source s = new Source(i, blocks.get(i));
      if (s.next()) {
        queue.add(s);
      }
    }
    try (BlockWriter out = new BlockWriter(parent, ulid)) {
      ChunkMerge chunks = new ChunkMerge();
      while (!queue.isEmpty()) {
        Labels labels = queue.element().current.labels();
        for (Source s = queue.peek(); s != null && s.current.labels().equals(labels); ) {
          queue.remove();
          add(chunks, s);
          if (s.next()) {
            queue.add(s);
          }
          s = queue.peek();
        }
        out.add(labels, merged(chunks, labels, blocks));
      }
      return out.finish(meta);
    }
  }

  private static void add(ChunkMerge chunks, Source s) throws IOException {
    try {
      chunks.add(s.number, s.block, s.current);
    } catch (CorruptChunk e) {
      throw Block.damage(s.current.labels(), List.of(s.block), e);
    }
  }

  private static List<Chunk> merged(ChunkMerge chunks, Labels labels, List<Block> blocks)
      throws IOException {
    try {
      return chunks.merged();
    } catch (CorruptChunk e) {
      throw Block.damage(labels, blocks, e);
    }
  }

  /** Walks through the series of a block. */
  private static final class Source {
    private static final StoredSeries NONE = new StoredSeries(Labels.EMPTY, 0, List.of());

    final int number;
    final Block block;
    private final int[] refs;
    private int at;
    StoredSeries current = NONE;

    Source(int number, Block block) throws IOException {
      this.number = number;
      this.block = block;
      this.refs = block.references();
    }

    boolean next() throws IOException {
      if (at >= refs.length) {
        return false;
      }
      current = block.series(refs[at++]);
      return true;
    }
  }

  /**
   * The meta of a block made of others. That it is out of order it says only if all of them do;
   * other hints it has if one of them has them.
   */
  static BlockMeta combine(List<BlockMeta> blocks, Ulid ulid) {
    SortedSet<Ulid> sources = new TreeSet<>();
    SortedSet<String> hints = new TreeSet<>();
    List<Parent> parents = new ArrayList<>();
    int level = 0;
    long minTime = Long.MAX_VALUE;
    long maxTime = Long.MIN_VALUE;
    for (BlockMeta b : blocks) {
      sources.addAll(b.compaction().sources());
      hints.addAll(b.compaction().hints());
      parents.add(new Parent(b.ulid(), b.minTime(), b.maxTime()));
      level = Math.max(level, b.compaction().level());
      minTime = Math.min(minTime, b.minTime());
      maxTime = Math.max(maxTime, b.maxTime());
    }
    if (!blocks.stream().allMatch(BlockMeta::isOutOfOrder)) {
      hints.remove(BlockMeta.OUT_OF_ORDER);
    }
    Compaction compaction =
        new Compaction(level + 1, List.copyOf(sources), false, parents, false, List.copyOf(hints));
    return new BlockMeta(ulid, minTime, maxTime, Stats.EMPTY, compaction, thanos(blocks));
  }

  private static Optional<ThanosMeta> thanos(List<BlockMeta> blocks) {
    List<ThanosMeta> parts = blocks.stream().flatMap(b -> b.thanos().stream()).toList();
    long resolution = blocks.getFirst().resolutionMillis();
    Map<String, String> labels = parts.isEmpty() ? Map.of() : parts.getFirst().labels();
    for (BlockMeta b : blocks) {
      if (b.resolutionMillis() != resolution
          || !b.thanos().map(ThanosMeta::labels).orElse(Map.of()).equals(labels)) {
        throw new IllegalArgumentException(
            "block "
                + b.ulid()
                + " has another resolution or other labels than "
                + blocks.getFirst().ulid());
      }
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(new ThanosMeta(labels, resolution, "compactor", List.of()));
  }
}
