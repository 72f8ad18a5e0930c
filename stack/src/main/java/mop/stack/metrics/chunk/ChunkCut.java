package mop.stack.metrics.chunk;

/**
 * When a head begins a new chunk, as Prometheus 3 decides it (tsdb/head_append.go): chunks never
 * cross a multiple of the block range, and within it are meant to be equally full.
 */
public final class ChunkCut {
  /** Samples of floats to aim at; Prometheus' DefaultSamplesPerChunk. */
  public static final int TARGET_SAMPLES = 120;

  /** A chunk of floats larger than this takes no more, so that none is larger than 1,024 bytes. */
  public static final int MAX_FLOAT_BYTES = 1024 - 19;

  /** Bytes of histograms to aim at. */
  public static final int TARGET_HISTOGRAM_BYTES = 1024;

  /** So many histograms are held by a chunk however large they are. */
  public static final int MIN_HISTOGRAMS = 10;

  private ChunkCut() {}

  /**
   * The end of the block range that holds a time, itself not in the range. Rounds towards zero, as
   * Prometheus does: before 1970 a time at the start of a range belongs to the range before.
   */
  public static long rangeEnd(long millis, long rangeMillis) {
    return millis / rangeMillis * rangeMillis + rangeMillis;
  }

  /**
   * Where a chunk should end when samples keep coming as they did, so that the chunks up to {@code
   * latest} become equally full.
   *
   * @param first time of the chunk's first sample
   * @param last time of its last sample so far
   * @param latest where it ends in any case
   * @param timesToFull how many times what it holds now a full chunk holds
   */
  public static long predictedEnd(long first, long last, long latest, double timesToFull) {
    double chunks = (latest - first) / ((last - first + 1) * timesToFull);
    return chunks <= 1 ? latest : (long) (first + (latest - first) / Math.floor(chunks));
  }
}
