package mop.stack.metrics.chunk;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Steps over chunks of which each begins behind the end of the one before. */
public final class ChunksCursor implements ChunkCursor {
  private final List<Chunk> chunks;
  private final ChunkCursor.Reusable cursors = new ChunkCursor.Reusable();
  private int next;
  private @Nullable ChunkCursor in;

  public ChunksCursor(List<Chunk> chunks) {
    this.chunks = chunks;
  }

  private ChunkCursor open(Chunk chunk) {
    ChunkCursor opened = cursors.cursor(chunk.encoding(), chunk.data(), 0, chunk.data().length);
    in = opened;
    return opened;
  }

  @Override
  public Kind next() throws IOException {
    Kind kind = in == null ? Kind.END : in.next();
    while (kind == Kind.END && next < chunks.size()) {
      kind = open(chunks.get(next++)).next();
    }
    return kind;
  }

  @Override
  public Kind seek(long millis) throws IOException {
    Kind kind = in == null ? Kind.END : in.seek(millis);
    while (kind == Kind.END && next < chunks.size()) {
      Chunk chunk = chunks.get(next++);
      if (chunk.maxTime() >= millis) {
        kind = open(chunk).seek(millis);
      }
    }
    return kind;
  }

  private ChunkCursor current() {
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
    return current().histogram();
  }
}
