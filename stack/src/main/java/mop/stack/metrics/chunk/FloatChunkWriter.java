package mop.stack.metrics.chunk;

import java.util.Optional;

/**
 * Writes the floats of one series into chunks and cuts them where Prometheus' head does: at 120
 * samples or rather, from a quarter of them on, where the block range is divided into equal chunks;
 * at the latest at 240 samples, at 1,024 bytes, or at the end of the block range. Not thread-safe.
 */
public final class FloatChunkWriter {
  private final long rangeMillis;
  private XorWriter open = new XorWriter();
  private long cutAt;

  /**
   * @param rangeMillis of the head's blocks: no chunk crosses a multiple of it
   */
  public FloatChunkWriter(long rangeMillis) {
    this.rangeMillis = rangeMillis;
  }

  /**
   * Appends a sample later than all before.
   *
   * @return the chunk before, when this sample begins a new one
   * @throws IllegalStateException when the sample is not later
   */
  public Optional<Chunk> append(long millis, double value) {
    if (open.count() == 0) {
      cutAt = ChunkCut.rangeEnd(millis, rangeMillis);
    } else if (millis <= open.maxTime()) {
      throw new IllegalStateException("sample at " + millis + " is not later");
    } else if (isFull(millis)) {
      Chunk closed = open.chunk();
      open = new XorWriter();
      cutAt = ChunkCut.rangeEnd(millis, rangeMillis);
      open.append(millis, value);
      return Optional.of(closed);
    }
    open.append(millis, value);
    return Optional.empty();
  }

  private boolean isFull(long millis) {
    if (open.size() > ChunkCut.MAX_FLOAT_BYTES) {
      return true;
    }
    if (open.count() == ChunkCut.TARGET_SAMPLES / 4) {
      cutAt = ChunkCut.predictedEnd(open.minTime(), open.maxTime(), cutAt, 4);
    }
    return millis >= cutAt || open.count() >= 2 * ChunkCut.TARGET_SAMPLES;
  }

  /** Samples in the open chunk. */
  public int openSamples() {
    return open.count();
  }

  /** Time of the last sample; 0 before the first. */
  public long maxTime() {
    return open.maxTime();
  }

  /** The last value; 0 before the first sample. */
  public double lastValue() {
    return open.lastValue();
  }

  /** The open chunk as it stands; empty before the first sample. Writing may go on. */
  public Optional<Chunk> openChunk() {
    return open.count() == 0 ? Optional.empty() : Optional.of(open.chunk());
  }

  /** Gives the open chunk as a finished one; the next sample begins a new one. */
  public Optional<Chunk> cut() {
    Optional<Chunk> last = openChunk();
    open = new XorWriter();
    return last;
  }
}
