package mop.stack.metrics.chunk;

import java.util.Optional;
import mop.stack.metrics.chunk.Histogram.Reset;
import mop.stack.metrics.chunk.HistogramWriter.Fit;
import org.jspecify.annotations.Nullable;

/**
 * Writes the native histograms of one series into chunks and cuts them where Prometheus' head does:
 * at 1,024 bytes or rather, from a quarter of them on, where the block range is divided into equal
 * chunks, but not before ten samples; at the end of the block range; and where a histogram does not
 * fit behind the one before. Not thread-safe.
 */
public final class HistogramChunkWriter {
  private final long rangeMillis;
  private @Nullable HistogramWriter open;
  private long cutAt;
  private boolean predicted;

  /**
   * @param rangeMillis of the head's blocks: no chunk crosses a multiple of it
   */
  public HistogramChunkWriter(long rangeMillis) {
    this.rangeMillis = rangeMillis;
  }

  /**
   * Appends a histogram later than all before; all of a series' are whole, or all are not.
   *
   * @return the chunk before, when this histogram begins a new one
   * @throws IllegalStateException when it is not later
   */
  public Optional<Chunk> append(long millis, Histogram h) {
    HistogramWriter before = open;
    if (before == null) {
      begin(millis, h, Reset.UNKNOWN);
      return Optional.empty();
    }
    if (millis <= before.maxTime()) {
      throw new IllegalStateException("histogram at " + millis + " is not later");
    }
    Fit fit = before.fit(h);
    if (fit == Fit.FITS && !isFull(before, millis)) {
      before.append(millis, h);
      return Optional.empty();
    }
    begin(millis, h, fit.header());
    return Optional.of(before.chunk());
  }

  private void begin(long millis, Histogram h, Reset header) {
    open = new HistogramWriter(h, header);
    open.append(millis, h);
    cutAt = ChunkCut.rangeEnd(millis, rangeMillis);
    predicted = false;
  }

  private boolean isFull(HistogramWriter w, long millis) {
    int bytes = w.size();
    if (!predicted && bytes >= ChunkCut.TARGET_HISTOGRAM_BYTES / 4) {
      double timesToFull = (double) ChunkCut.TARGET_HISTOGRAM_BYTES / bytes;
      cutAt = ChunkCut.predictedEnd(w.minTime(), w.maxTime(), cutAt, timesToFull);
      predicted = true;
    }
    boolean enough = millis >= cutAt || bytes >= 2 * ChunkCut.TARGET_HISTOGRAM_BYTES;
    return enough
        && (w.count() >= ChunkCut.MIN_HISTOGRAMS
            || millis >= ChunkCut.rangeEnd(w.minTime(), rangeMillis));
  }

  /** Time of the last histogram; 0 before the first. */
  public long maxTime() {
    return open == null ? 0 : open.maxTime();
  }

  /** The open chunk as it stands; empty before the first histogram. Writing may go on. */
  public Optional<Chunk> openChunk() {
    return Optional.ofNullable(open).map(HistogramWriter::chunk);
  }

  /** Gives the open chunk as a finished one; the next histogram begins a new one. */
  public Optional<Chunk> cut() {
    Optional<Chunk> last = openChunk();
    open = null;
    return last;
  }
}
