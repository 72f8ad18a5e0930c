package mop.stack.logs.chunk;

import java.io.IOException;
import mop.stack.labels.Labels;

/** Steps over entries of one stream in the order of time, forward or backward. */
public interface EntryCursor {
  /** Moves to the next entry; false behind the last. */
  boolean next() throws IOException;

  /** Nanoseconds since 1970. */
  long timestamp();

  String line();

  Labels metadata();
}
