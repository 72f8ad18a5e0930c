package mop.stack.metrics;

import java.io.IOException;
import java.util.List;
import mop.stack.metrics.chunk.ChunkCursor;
import mop.stack.metrics.chunk.Histogram;

/**
 * Several cursors over one series as one; of two samples of one time the earlier cursor's counts.
 */
public final class MergedCursor implements ChunkCursor {
  private final SampleCursor[] cursors;
  private final Kind[] kinds;
  private int current = -1;
  private boolean started;

  private MergedCursor(List<SampleCursor> cursors) {
    this.cursors = cursors.toArray(SampleCursor[]::new);
    this.kinds = new Kind[this.cursors.length];
  }

  /**
   * One cursor for all.
   *
   * @param cursors before their first samples
   */
  public static SampleCursor of(List<SampleCursor> cursors) {
    return cursors.size() == 1 ? cursors.getFirst() : new MergedCursor(cursors);
  }

  /**
   * The histogram at which a cursor stands.
   *
   * @throws IllegalStateException when it stands at none
   */
  public static Histogram histogramOf(SampleCursor cursor) {
    if (cursor instanceof ChunkCursor c) {
      return c.histogram();
    }
    throw new IllegalStateException("the cursor stands at no histogram");
  }

  @Override
  public Kind next() throws IOException {
    if (started && current < 0) {
      return Kind.END;
    }
    long past = started ? timestamp() : 0;
    for (int i = 0; i < cursors.length; i++) {
      if (!started || (kinds[i] != Kind.END && cursors[i].timestamp() <= past)) {
        kinds[i] = cursors[i].next();
      }
    }
    started = true;
    return earliest();
  }

  @Override
  public Kind seek(long millis) throws IOException {
    if (started && (current < 0 || timestamp() >= millis)) {
      return current < 0 ? Kind.END : kinds[current];
    }
    for (int i = 0; i < cursors.length; i++) {
      if (!started || kinds[i] != Kind.END) {
        kinds[i] = cursors[i].seek(millis);
      }
    }
    started = true;
    return earliest();
  }

  private Kind earliest() {
    current = -1;
    for (int i = 0; i < cursors.length; i++) {
      if (kinds[i] != Kind.END
          && (current < 0 || cursors[i].timestamp() < cursors[current].timestamp())) {
        current = i;
      }
    }
    return current < 0 ? Kind.END : kinds[current];
  }

  private SampleCursor at() {
    if (current < 0) {
      throw new IllegalStateException("the cursor stands at no sample");
    }
    return cursors[current];
  }

  @Override
  public long timestamp() {
    return at().timestamp();
  }

  @Override
  public double value() {
    return at().value();
  }

  @Override
  public Histogram histogram() {
    return histogramOf(at());
  }
}
