package mop.stack.logs;

import java.time.Duration;
import mop.stack.logs.format.Compression;

/**
 * When chunks are cut and flushed. The defaults are those of Loki 3's {@code ingester} section.
 *
 * @param compression of blocks ({@code chunk_encoding})
 * @param blockBytes before compression at which a block is cut ({@code chunk_block_size})
 * @param targetBytes after compression at which a chunk is full ({@code chunk_target_size})
 * @param maxIdle a chunk without new entries for longer is flushed ({@code chunk_idle_period})
 * @param maxAge a chunk whose entries span more is flushed; entries more than half of it behind the
 *     newest of their stream are refused ({@code max_chunk_age})
 * @param syncPeriod chunks of a stream are cut once in this time, at a moment that follows from its
 *     fingerprint ({@code sync_period})
 * @param syncUtilization only if the chunk has more than this share of its target ({@code
 *     sync_min_utilization})
 */
public record ChunkRules(
    Compression compression,
    int blockBytes,
    int targetBytes,
    Duration maxIdle,
    Duration maxAge,
    Duration syncPeriod,
    double syncUtilization) {
  public static final ChunkRules DEFAULT =
      new ChunkRules(
          Compression.GZIP,
          256 << 10,
          1536 << 10,
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(1),
          0.1);

  public ChunkRules withCompression(Compression other) {
    return new ChunkRules(
        other, blockBytes, targetBytes, maxIdle, maxAge, syncPeriod, syncUtilization);
  }

  public ChunkRules withSizes(int block, int target) {
    return new ChunkRules(compression, block, target, maxIdle, maxAge, syncPeriod, syncUtilization);
  }
}
