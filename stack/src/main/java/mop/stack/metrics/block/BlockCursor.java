package mop.stack.metrics.block;

import java.io.IOException;
import java.util.List;
import mop.stack.metrics.chunk.ChunkCursor;
import mop.stack.metrics.chunk.CorruptChunk;
import mop.stack.metrics.chunk.Histogram;
import org.jspecify.annotations.Nullable;

/** Steps through the chunks of one series; a chunk that a seek passes over is not read. */
final class BlockCursor implements ChunkCursor {
  private final ChunkReader reader;
  private final List<ChunkMeta> chunks;
  private final ChunkReader.Buffer buffer = new ChunkReader.Buffer();
  private int at = -1;
  private @Nullable ChunkCursor current;

  /** What the cursor stands at; null before the first step. */
  private @Nullable Kind kind;

  BlockCursor(ChunkReader reader, List<ChunkMeta> chunks) {
    this.reader = reader;
    this.chunks = chunks;
  }

  @Override
  public Kind next() throws IOException {
    Kind k = current == null ? Kind.END : step(current);
    while (k == Kind.END && at + 1 < chunks.size()) {
      k = step(open(at + 1));
    }
    kind = k;
    return k;
  }

  private ChunkCursor open(int number) throws IOException {
    at = number;
    ChunkCursor opened = reader.cursor(chunks.get(number), buffer);
    current = opened;
    return opened;
  }

  private Kind step(ChunkCursor c) throws IOException {
    try {
      return c.next();
    } catch (CorruptChunk e) {
      throw reader.damage(chunks.get(at), String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Kind seek(long millis) throws IOException {
    Kind now = kind;
    if (now != null && (now == Kind.END || timestamp() >= millis)) {
      return now;
    }
    int target = Math.max(at, 0);
    while (target < chunks.size() && chunks.get(target).maxTime() < millis) {
      target++;
    }
    if (target >= chunks.size()) {
      at = chunks.size();
      current = null;
      kind = Kind.END;
      return Kind.END;
    }
    ChunkCursor c = target == at && current != null ? current : open(target);
    Kind k = seek(c, millis);
    // An index may say more of a chunk than it holds.
    if (k == Kind.END || c.timestamp() < millis) {
      do {
        k = next();
      } while (k != Kind.END && timestamp() < millis);
    }
    kind = k;
    return k;
  }

  private Kind seek(ChunkCursor c, long millis) throws IOException {
    try {
      return c.seek(millis);
    } catch (CorruptChunk e) {
      throw reader.damage(chunks.get(at), String.valueOf(e.getMessage()));
    }
  }

  private ChunkCursor here() {
    if (current == null) {
      throw new IllegalStateException("the cursor stands at no sample");
    }
    return current;
  }

  @Override
  public long timestamp() {
    return here().timestamp();
  }

  @Override
  public double value() {
    return here().value();
  }

  @Override
  public Histogram histogram() {
    return here().histogram();
  }
}
