package mop.stack.logs;

import java.util.Arrays;
import mop.stack.labels.Labels;
import mop.stack.logs.chunk.ChunkBuilder;

/**
 * An entry that passed the limits.
 *
 * @param line in UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // handed on to the chunk, never changed
record PreparedEntry(long time, byte[] line, Labels metadata) {
  boolean same(PreparedEntry other) {
    return time == other.time && Arrays.equals(line, other.line) && metadata.equals(other.metadata);
  }

  long bytes() {
    return (long) line.length + ChunkBuilder.bytes(metadata);
  }
}
