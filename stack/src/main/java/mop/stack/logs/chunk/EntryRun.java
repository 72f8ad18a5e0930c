package mop.stack.logs.chunk;

import java.io.IOException;
import mop.stack.logs.Direction;

/** Entries of one stream whose bounds are known before they are read. */
public interface EntryRun {
  /** Time of the oldest entry, in nanoseconds since 1970. */
  long first();

  /** Time of the newest entry, in nanoseconds since 1970. */
  long last();

  EntryCursor open(Direction direction) throws IOException;
}
