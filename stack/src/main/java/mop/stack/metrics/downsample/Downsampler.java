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
import mop.stack.metrics.chunk.AggregateChunk;
import mop.stack.metrics.chunk.Chunk;
import mop.stack.metrics.chunk.ChunkEncoding;
import mop.stack.metrics.chunk.CorruptChunk;

/**
 * Writes a block anew with fewer samples, as Thanos does. Native histograms are left out and
 * counted; Thanos down-samples them too.
 */
public final class Downsampler {
  private Downsampler() {}

  /**
   * @param meta of the new block; empty when there was nothing to down-sample
   * @param leftOut chunks of native histograms that are not in it
   */
  public record Result(Optional<BlockMeta> meta, long leftOut) {}

  /**
   * @param resolutionMillis windows of the new block, longer than those of the old
   * @param parent folder in which the new block is put
   */
  public static Result downsample(Block block, long resolutionMillis, Path parent, Ulid ulid)
      throws IOException {
    BlockMeta old = block.meta();
    long before = old.resolutionMillis();
    if (before >= resolutionMillis || resolutionMillis <= 0) {
      throw new IllegalArgumentException(
          "windows of " + resolutionMillis + " ms from ones of " + before + " ms");
    }
    long leftOut = 0;
    try (BlockWriter out = new BlockWriter(parent, ulid)) {
      for (int ref : block.references()) {
        StoredSeries s = block.series(ref);
        try {
          List<Chunk> floats = floats(s);
          leftOut += s.chunks().size() - floats.size();
          out.add(
              s.labels(),
              before == 0
                  ? FloatWindows.raw(samples(block, s, floats), resolutionMillis)
                  : FloatWindows.again(floats, before, resolutionMillis));
        } catch (CorruptChunk e) {
          throw Block.damage(s.labels(), List.of(block), e);
        }
      }
      return new Result(out.finish(meta(old, resolutionMillis, ulid)), leftOut);
    }
  }

  private static List<Chunk> floats(StoredSeries s) throws IOException {
    List<Chunk> floats = new ArrayList<>();
    for (StoredChunk stored : s.chunks()) {
      Chunk c = stored.read();
      if (isFloats(c)) {
        floats.add(c);
      }
    }
    return floats;
  }

  /** Of histograms Thanos down-samples sum and counter to histograms too. */
  private static boolean isFloats(Chunk c) {
    return c.encoding() == ChunkEncoding.XOR
        || (c.encoding() == ChunkEncoding.AGGREGATES
            && AggregateChunk.parts(c).values().stream()
                .allMatch(p -> p.encoding() == ChunkEncoding.XOR));
  }

  private static Samples samples(Block block, StoredSeries s, List<Chunk> chunks)
      throws IOException {
    List<Interval> deleted = block.deleted(s.ref());
    Samples all = new Samples();
    for (Chunk c : chunks) {
      all.add(deleted.isEmpty() ? c.cursor() : new DeletingCursor(c.cursor(), deleted));
    }
    return all;
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
