package mop.stack.metrics.chunk;

import mop.stack.metrics.SampleCursor;

/** A cursor that also gives native histograms. */
public interface ChunkCursor extends SampleCursor {
  /**
   * The histogram at which the cursor stands.
   *
   * @throws IllegalStateException when it stands at none
   */
  Histogram histogram();

  /** Cursors that are used for one chunk after another; each makes the one before invalid. */
  final class Reusable {
    private final XorCursor floats = new XorCursor();
    private final HistogramCursor histograms = new HistogramCursor();

    /**
     * A cursor before the first sample; the bytes are copied.
     *
     * @throws CorruptChunk when they are none
     */
    public ChunkCursor cursor(ChunkEncoding encoding, byte[] bytes, int offset, int length) {
      return switch (encoding) {
        case XOR -> floats.reset(bytes, offset, length);
        case HISTOGRAM, FLOAT_HISTOGRAM -> histograms.reset(encoding, bytes, offset, length);
        case AGGREGATES -> throw new CorruptChunk("a down-sampled chunk is no list of samples");
      };
    }
  }
}
