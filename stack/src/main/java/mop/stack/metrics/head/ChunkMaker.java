package mop.stack.metrics.head;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import mop.stack.metrics.MergedCursor;
import mop.stack.metrics.SampleCursor;
import mop.stack.metrics.chunk.Chunk;
import mop.stack.metrics.chunk.FloatChunkWriter;
import mop.stack.metrics.chunk.Histogram;
import mop.stack.metrics.chunk.HistogramChunkWriter;

/** Writes samples anew into chunks, none of which crosses a multiple of the block range. */
final class ChunkMaker {
  private final List<Chunk> chunks = new ArrayList<>();
  private final FloatChunkWriter floats;
  private final HistogramChunkWriter whole;
  private final HistogramChunkWriter fractional;

  private ChunkMaker(long rangeMillis) {
    floats = new FloatChunkWriter(rangeMillis);
    whole = new HistogramChunkWriter(rangeMillis);
    fractional = new HistogramChunkWriter(rangeMillis);
  }

  /** The samples of a cursor in chunks. */
  static List<Chunk> of(SampleCursor samples, long rangeMillis) throws IOException {
    ChunkMaker maker = new ChunkMaker(rangeMillis);
    for (var kind = samples.next(); kind != SampleCursor.Kind.END; kind = samples.next()) {
      if (kind == SampleCursor.Kind.FLOAT) {
        maker.value(samples.timestamp(), samples.value());
      } else {
        maker.histogram(samples.timestamp(), MergedCursor.histogramOf(samples));
      }
    }
    maker.floats.cut().ifPresent(maker.chunks::add);
    maker.whole.cut().ifPresent(maker.chunks::add);
    maker.fractional.cut().ifPresent(maker.chunks::add);
    return maker.chunks;
  }

  private void value(long millis, double value) {
    whole.cut().ifPresent(chunks::add);
    fractional.cut().ifPresent(chunks::add);
    floats.append(millis, value).ifPresent(chunks::add);
  }

  private void histogram(long millis, Histogram histogram) {
    floats.cut().ifPresent(chunks::add);
    (histogram.whole() ? fractional : whole).cut().ifPresent(chunks::add);
    (histogram.whole() ? whole : fractional).append(millis, histogram).ifPresent(chunks::add);
  }
}
