package mop.stack.logs.index;

import java.util.Comparator;

/**
 * What the index holds of a chunk.
 *
 * @param minMillis time of the oldest entry, rounded down
 * @param maxMillis time of the newest entry, rounded up
 * @param kib KiB before compression, rounded
 * @param checksum of the chunk's object, part of its key
 */
public record ChunkMeta(long minMillis, long maxMillis, int kib, int entries, int checksum)
    implements Comparable<ChunkMeta> {
  private static final Comparator<ChunkMeta> ORDER =
      Comparator.comparingLong(ChunkMeta::minMillis)
          .thenComparingLong(ChunkMeta::maxMillis)
          .thenComparing(ChunkMeta::checksum, Integer::compareUnsigned);

  /** By oldest entry, newest entry and checksum: those three name a chunk of a stream. */
  @Override
  public int compareTo(ChunkMeta other) {
    return ORDER.compare(this, other);
  }
}
