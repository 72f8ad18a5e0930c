package mop.stack.metrics.compaction;

import java.io.IOException;
import java.util.List;
import mop.stack.metrics.chunk.Chunk;
import mop.stack.metrics.chunk.ChunkCursor;
import mop.stack.metrics.chunk.Histogram;

/** Steps through chunks of which each begins behind the end of the one before. */
final class ChainCursor implements ChunkCursor {
  private final List<Chunk> chunks;
  private final ChunkCursor.Reusable cursors = new ChunkCursor.Reusable();
  private ChunkCursor current;
  private int next;

  /**
   * @param chunks at least one
   */
  ChainCursor(List<Chunk> chunks) {
    this.chunks = chunks;
    this.current = open();
  }

  private ChunkCursor open() {
    Chunk c = chunks.get(next++);
    current = cursors.cursor(c.encoding(), c.data(), 0, c.data().length);
    return current;
  }

  @Override
  public Kind next() throws IOException {
    Kind kind = current.next();
    while (kind == Kind.END && next < chunks.size()) {
      kind = open().next();
    }
    return kind;
  }

  @Override
  public Kind seek(long millis) throws IOException {
    Kind kind = current.seek(millis);
    while (kind == Kind.END && next < chunks.size()) {
      kind = open().seek(millis);
    }
    return kind;
  }

  @Override
  public long timestamp() {
    return current.timestamp();
  }

  @Override
  public double value() {
    return current.value();
  }

  @Override
  public Histogram histogram() {
    return current.histogram();
  }
}
