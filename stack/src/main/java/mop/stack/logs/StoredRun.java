package mop.stack.logs;

import java.io.IOException;
import mop.stack.logs.chunk.ChunkRef;
import mop.stack.logs.chunk.EntryCursor;
import mop.stack.logs.chunk.EntryRun;
import mop.stack.logs.chunk.MergedRuns;
import mop.stack.logs.chunk.StoredChunk;
import mop.stack.store.ObjectStore;

/** A chunk in the object store; it is fetched, as a whole as Loki does, when it is opened. */
record StoredRun(ObjectStore store, ChunkRef ref) implements EntryRun {
  @Override
  public long first() {
    return Nanos.ofMillis(ref.fromMillis());
  }

  @Override
  public long last() {
    return Nanos.ofMillis(ref.throughMillis());
  }

  @Override
  public EntryCursor open(Direction direction) throws IOException {
    StoredChunk chunk = StoredChunk.read(ref, store.get(ref.key()));
    return new MergedRuns(chunk.runs(), Long.MIN_VALUE, Long.MAX_VALUE, direction);
  }
}
