package mop.stack.metrics.chunk;

/**
 * A finished chunk: samples of one series in the order of time, each time once. The bytes belong to
 * the chunk; nobody changes them.
 */
public final class Chunk {
  private final long minTime;
  private final long maxTime;
  private final ChunkEncoding encoding;
  private final byte[] data;

  /**
   * @param minTime of the first sample, milliseconds since 1970
   * @param maxTime of the last sample, milliseconds since 1970
   * @param data in the encoding, from the number of samples on
   */
  public Chunk(long minTime, long maxTime, ChunkEncoding encoding, byte[] data) {
    if (minTime > maxTime || data.length < 2) {
      throw new IllegalArgumentException(
          "chunk of " + data.length + " bytes from " + minTime + " to " + maxTime);
    }
    this.minTime = minTime;
    this.maxTime = maxTime;
    this.encoding = encoding;
    this.data = data;
  }

  /** Time of the first sample, milliseconds since 1970. */
  public long minTime() {
    return minTime;
  }

  /** Time of the last sample, milliseconds since 1970. */
  public long maxTime() {
    return maxTime;
  }

  public ChunkEncoding encoding() {
    return encoding;
  }

  /** The bytes themselves, not to be changed. */
  public byte[] data() {
    return data;
  }

  /** How many samples there are, of aggregates how many windows. */
  public int samples() {
    if (encoding == ChunkEncoding.AGGREGATES) {
      return AggregateChunk.part(this, Aggregate.COUNT).map(Chunk::samples).orElse(0);
    }
    return ((data[0] & 0xff) << 8) | (data[1] & 0xff);
  }

  /**
   * A new cursor before the first sample.
   *
   * @throws CorruptChunk for aggregates, of which one must be chosen first
   */
  public ChunkCursor cursor() {
    return new ChunkCursor.Reusable().cursor(encoding, data, 0, data.length);
  }
}
