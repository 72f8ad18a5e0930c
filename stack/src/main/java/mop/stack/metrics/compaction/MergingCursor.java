package mop.stack.metrics.compaction;

import java.io.IOException;
import java.util.List;
import mop.stack.metrics.chunk.ChunkCursor;
import mop.stack.metrics.chunk.Histogram;

/**
 * Merges cursors of one series: each time comes once, and of several samples of one time that of
 * the first cursor.
 */
final class MergingCursor implements ChunkCursor {
  private final List<? extends ChunkCursor> cursors;
  private final Kind[] kinds;

  /** The cursor whose sample is the current one; −1 before the first step. */
  private int current = -1;

  MergingCursor(List<? extends ChunkCursor> cursors) {
    this.cursors = cursors;
    this.kinds = new Kind[cursors.size()];
  }

  @Override
  public Kind next() throws IOException {
    if (current < 0) {
      for (int i = 0; i < kinds.length; i++) {
        kinds[i] = cursors.get(i).next();
      }
    } else if (kinds[current] != Kind.END) {
      long passed = timestamp();
      for (int i = 0; i < kinds.length; i++) {
        while (kinds[i] != Kind.END && cursors.get(i).timestamp() <= passed) {
          kinds[i] = cursors.get(i).next();
        }
      }
    }
    return first();
  }

  @Override
  public Kind seek(long millis) throws IOException {
    if (current >= 0 && (kinds[current] == Kind.END || timestamp() >= millis)) {
      return kinds[current];
    }
    for (int i = 0; i < kinds.length; i++) {
      kinds[i] = cursors.get(i).seek(millis);
    }
    return first();
  }

  private Kind first() {
    current = 0;
    for (int i = 1; i < kinds.length; i++) {
      if (kinds[i] != Kind.END
          && (kinds[current] == Kind.END
              || cursors.get(i).timestamp() < cursors.get(current).timestamp())) {
        current = i;
      }
    }
    return kinds[current];
  }

  @Override
  public long timestamp() {
    return cursors.get(current).timestamp();
  }

  @Override
  public double value() {
    return cursors.get(current).value();
  }

  @Override
  public Histogram histogram() {
    return cursors.get(current).histogram();
  }
}
