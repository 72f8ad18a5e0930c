package mop.stack.metrics.downsample;

import java.util.List;
import mop.stack.metrics.SampleCursor;
import mop.stack.metrics.chunk.Chunk;
import mop.stack.metrics.chunk.XorCursor;

/**
 * Reads a counter through its chunks as one that never falls (Thanos'
 * ApplyCounterResetsSeriesIterator). The last sample of a chunk repeats the time before and has the
 * raw value there: by it a reset between chunks is found.
 */
final class CounterCursor implements SampleCursor {
  private final List<Chunk> chunks;
  private final XorCursor cursor = new XorCursor();
  private int next;
  private boolean open;
  private boolean any;
  private boolean ended;
  private long time;
  private double last;
  private double total;

  /**
   * @param chunks of floats
   */
  CounterCursor(List<Chunk> chunks) {
    this.chunks = chunks;
  }

  @Override
  public Kind next() {
    while (true) {
      if (!open || cursor.next() == Kind.END) {
        if (next >= chunks.size()) {
          ended = true;
          return Kind.END;
        }
        Chunk c = chunks.get(next++);
        cursor.reset(c.data(), 0, c.data().length);
        open = true;
      } else if (take(cursor.timestamp(), cursor.value())) {
        return Kind.FLOAT;
      }
    }
  }

  private boolean take(long t, double v) {
    if (Double.isNaN(v)) {
      return false;
    }
    if (any && t <= time) {
      if (t == time) {
        last = v;
      }
      return false;
    }
    total = !any ? v : v >= last ? total + (v - last) : total + v;
    any = true;
    time = t;
    last = v;
    return true;
  }

  /** The raw value at the last time. */
  double lastRaw() {
    return last;
  }

  @Override
  public Kind seek(long millis) {
    // Every sample is looked at, so that no reset is missed.
    while (!ended && (!any || time < millis)) {
      next();
    }
    return ended ? Kind.END : Kind.FLOAT;
  }

  @Override
  public long timestamp() {
    return time;
  }

  @Override
  public double value() {
    return total;
  }
}
