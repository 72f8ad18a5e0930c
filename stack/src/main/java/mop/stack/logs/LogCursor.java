package mop.stack.logs;

import java.io.IOException;
import mop.stack.labels.Labels;

/**
 * Steps over log entries in the order of time, forward or backward as was asked for. Entries of the
 * same time keep the order in which they were stored, backward its reverse. What is behind the
 * cursor's place is not read before it is asked for.
 */
public interface LogCursor {
  /** Moves to the next entry; false behind the last. The other methods need a true before them. */
  boolean next() throws IOException;

  /** Nanoseconds since 1970. */
  long timestamp();

  String line();

  /** Labels of the entry's stream. */
  Labels labels();

  /** What was stored with this entry alone: trace id, severity, attributes. */
  Labels structuredMetadata();
}
