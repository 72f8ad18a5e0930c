package mop.stack.server;

import tools.jackson.core.JsonGenerator;

/**
 * What a query cost, as far as it is known here: part of Loki's {@code stats.summary}.
 *
 * @param bytes of lines and structured metadata that were read
 * @param seconds of the query, without those in which it waited
 * @param returned lines, or series
 */
record LokiStats(
    long lines,
    long bytes,
    long metadataBytes,
    double seconds,
    double waitedSeconds,
    long returned) {
  /** Of an answer from the index alone. */
  static LokiStats ofIndex(long returned) {
    return new LokiStats(0, 0, 0, 0, 0, returned);
  }

  void write(JsonGenerator json) {
    json.writeObjectPropertyStart("stats");
    json.writeObjectPropertyStart("summary");
    json.writeNumberProperty("bytesProcessedPerSecond", perSecond(bytes));
    json.writeNumberProperty("linesProcessedPerSecond", perSecond(lines));
    json.writeNumberProperty("totalBytesProcessed", bytes);
    json.writeNumberProperty("totalLinesProcessed", lines);
    json.writeNumberProperty("execTime", seconds);
    json.writeNumberProperty("queueTime", waitedSeconds);
    json.writeNumberProperty("totalEntriesReturned", returned);
    json.writeNumberProperty("totalStructuredMetadataBytesProcessed", metadataBytes);
    json.writeEndObject();
    json.writeEndObject();
  }

  private long perSecond(long amount) {
    return seconds > 0 ? (long) (amount / seconds) : 0;
  }
}
