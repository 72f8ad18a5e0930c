package mop.stack.metrics.chunk;

/** How the samples of a chunk are written (Prometheus, tsdb/docs/format/chunks.md). */
public enum ChunkEncoding {
  /** Floats, after Facebook's Gorilla. */
  XOR(1),
  /** Native histograms with whole counts. */
  HISTOGRAM(2),
  /** Native histograms with fractional counts. */
  FLOAT_HISTOGRAM(3),
  /** Thanos' aggregates of a down-sampled series, a chunk in itself for each. */
  AGGREGATES(0xff);

  private final int code;

  ChunkEncoding(int code) {
    this.code = code;
  }

  /** The byte that stands for it in files. */
  public int code() {
    return code;
  }

  /**
   * @throws CorruptChunk when there is no such encoding; Prometheus 3.14 has three more behind
   *     feature flags (4 to 6, with start timestamps), which are not read
   */
  public static ChunkEncoding of(int code) {
    return switch (code) {
      case 1 -> XOR;
      case 2 -> HISTOGRAM;
      case 3 -> FLOAT_HISTOGRAM;
      case 0xff -> AGGREGATES;
      default -> throw new CorruptChunk("chunk encoding " + code + " is none of 1, 2, 3 and 255");
    };
  }
}
