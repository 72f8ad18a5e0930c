package mop.stack.metrics.downsample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mop.stack.metrics.block.Block;
import mop.stack.metrics.block.Block.StoredChunk;
import mop.stack.metrics.block.Block.StoredSeries;
import mop.stack.metrics.block.BlockMeta;
import mop.stack.metrics.block.BlockMeta.Stats;
import mop.stack.metrics.block.BlockWriter;
import mop.stack.metrics.block.DeletingCursor;
import mop.stack.metrics.block.Interval;
import mop.stack.metrics.block.ThanosMeta;
import mop.stack.metrics.block.Ulid;
import mop.stack.metrics.chunk.Chunk;
import mop.stack.metrics.chunk.ChunkEncoding;

/**
 * Writes a block anew with fewer samples, as Thanos does. Series of native histograms are left out;
 * Thanos down-samples them too.
 */
public final class Downsampler {
  private Downsampler() {}

  /**
   * @param resolutionMillis windows of the new block, longer than those of the old
   * @param parent folder in which the new block is put
   * @return empty when there is nothing to down-sample
   */
  public static Optional<BlockMeta> downsample(
      Block block, long resolutionMillis, Path parent, Ulid ulid) throws IOException {
    BlockMeta old = block.meta();
    long before = old.resolutionMillis();
    if (before >= resolutionMillis || resolutionMillis <= 0) {
      throw new IllegalArgumentException(
          "windows of " + resolutionMillis + " ms from ones of " + before + " ms");
    }
    try (BlockWriter out = new BlockWriter(parent, ulid)) {
      for (int ref : block.references()) {
        StoredSeries s = block.series(ref);
        List<Chunk> chunks =
            before == 0
                ? FloatWindows.raw(samples(block, s), resolutionMillis)
                : again(s, before, resolutionMillis);
        out.add(s.labels(), chunks);
      }
      return out.finish(meta(old, resolutionMillis, ulid));
    }
  }

  private static Samples samples(Block block, StoredSeries s) throws IOException {
    List<Interval> deleted = block.deleted(s.ref());
    Samples all = new Samples();
    for (StoredChunk stored : s.chunks()) {
      Chunk c = stored.read();
      if (c.encoding() == ChunkEncoding.XOR) {
        all.add(deleted.isEmpty() ? c.cursor() : new DeletingCursor(c.cursor(), deleted));
      }
    }
    return all;
  }

  private static List<Chunk> again(StoredSeries s, long before, long resolution)
      throws IOException {
    List<Chunk> chunks = new ArrayList<>();
    for (StoredChunk c : s.chunks()) {
      chunks.add(c.read());
    }
    return chunks.isEmpty() ? chunks : FloatWindows.again(chunks, before, resolution);
  }

  private static BlockMeta meta(BlockMeta old, long resolution, Ulid ulid) {
    Map<String, String> labels = old.thanos().map(ThanosMeta::labels).orElse(Map.of());
    return new BlockMeta(
        ulid,
        old.minTime(),
        old.maxTime(),
        Stats.EMPTY,
        old.compaction(),
        Optional.of(new ThanosMeta(labels, resolution, "compactor", List.of())));
  }
}
