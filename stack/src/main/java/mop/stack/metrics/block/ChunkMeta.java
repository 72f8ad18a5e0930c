package mop.stack.metrics.block;

/**
 * Where a chunk lies, as the index says.
 *
 * @param minTime of its first sample, milliseconds since 1970
 * @param maxTime of its last sample, milliseconds since 1970
 * @param ref number of the segment file from 0 in the upper four bytes, offset in it in the lower
 */
record ChunkMeta(long minTime, long maxTime, long ref) {
  boolean overlaps(long from, long to) {
    return minTime <= to && from <= maxTime;
  }
}
