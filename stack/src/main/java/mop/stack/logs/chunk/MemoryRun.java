package mop.stack.logs.chunk;

import mop.stack.logs.Direction;

/** A run that is in memory already. */
record MemoryRun(Entries entries) implements EntryRun {
  @Override
  public long first() {
    return entries.times()[0];
  }

  @Override
  public long last() {
    return entries.times()[entries.count() - 1];
  }

  @Override
  public EntryCursor open(Direction direction) {
    return new MemoryCursor(entries, direction);
  }
}
