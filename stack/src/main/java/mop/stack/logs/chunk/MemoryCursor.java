package mop.stack.logs.chunk;

import mop.stack.labels.Labels;
import mop.stack.logs.Direction;
import org.jspecify.annotations.Nullable;

/** Steps over entries that are in memory. */
final class MemoryCursor implements EntryCursor {
  private final Entries entries;
  private final int step;
  private int at;
  private @Nullable String line;
  private @Nullable Labels metadata;

  MemoryCursor(Entries entries, Direction direction) {
    this.entries = entries;
    this.step = direction == Direction.FORWARD ? 1 : -1;
    this.at = direction == Direction.FORWARD ? -1 : entries.count();
  }

  @Override
  public boolean next() {
    at += step;
    line = null;
    metadata = null;
    return at >= 0 && at < entries.count();
  }

  @Override
  public long timestamp() {
    return entries.times()[at];
  }

  @Override
  public String line() {
    String l = line;
    if (l == null) {
      l = entries.line(at);
      line = l;
    }
    return l;
  }

  @Override
  public Labels metadata() {
    Labels m = metadata;
    if (m == null) {
      m = entries.metadata(at);
      metadata = m;
    }
    return m;
  }
}
