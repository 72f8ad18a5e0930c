package mop.stack.metrics.head;

import java.io.IOException;
import java.util.List;
import mop.stack.metrics.MergedCursor;
import mop.stack.metrics.SampleCursor;
import mop.stack.metrics.chunk.Chunk;
import mop.stack.metrics.chunk.ChunkCursor;
import mop.stack.metrics.chunk.Histogram;
import org.jspecify.annotations.Nullable;

/** Steps over chunks that follow each other in time. */
final class ChunksCursor implements ChunkCursor {
  private final List<Chunk> chunks;
  private int next;
  private @Nullable ChunkCursor in;

  ChunksCursor(List<Chunk> chunks) {
    this.chunks = chunks;
  }

  @Override
  public Kind next() throws IOException {
    Kind kind = in == null ? Kind.END : in.next();
    while (kind == Kind.END && next < chunks.size()) {
      ChunkCursor opened = chunks.get(next++).cursor();
      in = opened;
      kind = opened.next();
    }
    return kind;
  }

  @Override
  public Kind seek(long millis) throws IOException {
    Kind kind = in == null ? Kind.END : in.seek(millis);
    while (kind == Kind.END && next < chunks.size()) {
      Chunk chunk = chunks.get(next++);
      if (chunk.maxTime() >= millis) {
        ChunkCursor opened = chunk.cursor();
        in = opened;
        kind = opened.seek(millis);
      }
    }
    return kind;
  }

  private SampleCursor current() {
    if (in == null) {
      throw new IllegalStateException("the cursor stands at no sample");
    }
    return in;
  }

  @Override
  public long timestamp() {
    return current().timestamp();
  }

  @Override
  public double value() {
    return current().value();
  }

  @Override
  public Histogram histogram() {
    return MergedCursor.histogramOf(current());
  }
}
