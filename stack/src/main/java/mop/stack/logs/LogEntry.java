package mop.stack.logs;

import mop.stack.labels.Labels;

/**
 * A log line.
 *
 * @param timestamp nanoseconds since 1970
 * @param structuredMetadata stored with the line, not in the index
 */
public record LogEntry(long timestamp, String line, Labels structuredMetadata) {}
