package mop.stack.metrics;

import java.io.IOException;
import java.util.List;
import mop.stack.metrics.chunk.ChunkCursor;
import mop.stack.metrics.chunk.Histogram;
import org.jspecify.annotations.Nullable;

/** Cursors over one series of which each begins behind the end of the one before. */
final class ChainedCursor implements ChunkCursor {
  private final List<SampleCursor> cursors;
  private int current;
  private @Nullable SampleCursor at;

  /**
   * @param cursors before their first samples
   */
  ChainedCursor(List<SampleCursor> cursors) {
    this.cursors = cursors;
  }

  @Override
  public Kind next() throws IOException {
    while (current < cursors.size()) {
      Kind kind = cursors.get(current).next();
      if (kind != Kind.END) {
        at = cursors.get(current);
        return kind;
      }
      current++;
    }
    return Kind.END;
  }

  @Override
  public Kind seek(long millis) throws IOException {
    while (current < cursors.size()) {
      Kind kind = cursors.get(current).seek(millis);
      if (kind != Kind.END) {
        at = cursors.get(current);
        return kind;
      }
      current++;
    }
    return Kind.END;
  }

  private SampleCursor here() {
    if (at == null) {
      throw new IllegalStateException("the cursor stands at no sample");
    }
    return at;
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
    return MergedCursor.histogramOf(here());
  }
}
