package mop.stack.logs;

import java.time.Duration;
import mop.analysis.input.InvalidInput;

/**
 * How logs are stored. The defaults are Loki 3's.
 *
 * @param tenant first part of the chunks' keys
 * @param uploader name of this store in the names of index files that are not compacted yet
 * @param memoryBytes a push is refused when more than this is in memory
 * @param indexPeriod index files are made of what was flushed in this time
 * @param checkpointPeriod time between checkpoints of the write-ahead log
 * @param compactionPeriod time between compactions of the index
 * @param retention chunks whose newest entry is older are deleted; zero keeps all
 * @param deleteDelay time between the removal of a chunk from the index and of its object
 */
public record LogStoreSettings(
    String tenant,
    String uploader,
    ChunkRules rules,
    LogLimits limits,
    long memoryBytes,
    Duration indexPeriod,
    Duration checkpointPeriod,
    Duration compactionPeriod,
    Duration retention,
    Duration deleteDelay) {
  /** Tenant of Loki without authentication. */
  public static final String SINGLE_TENANT = "fake";

  public static final LogStoreSettings DEFAULT =
      new LogStoreSettings(
          SINGLE_TENANT,
          "embedded-0",
          ChunkRules.DEFAULT,
          LogLimits.DEFAULT,
          256L << 20,
          Duration.ofMinutes(15),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10),
          Duration.ZERO,
          Duration.ofHours(2));

  public LogStoreSettings {
    name("tenant", tenant);
    name("uploader", uploader);
  }

  private static void name(String where, String value) {
    if (!value.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*")) {
      throw new InvalidInput(
          "log store: " + where,
          '"' + value + '"',
          "letters, digits, underscore, dot and hyphen",
          "Set another name.");
    }
  }

  public LogStoreSettings withTenant(String other) {
    return new LogStoreSettings(
        other,
        uploader,
        rules,
        limits,
        memoryBytes,
        indexPeriod,
        checkpointPeriod,
        compactionPeriod,
        retention,
        deleteDelay);
  }

  public LogStoreSettings withRules(ChunkRules other) {
    return new LogStoreSettings(
        tenant,
        uploader,
        other,
        limits,
        memoryBytes,
        indexPeriod,
        checkpointPeriod,
        compactionPeriod,
        retention,
        deleteDelay);
  }

  public LogStoreSettings withLimits(LogLimits other, long mostMemoryBytes) {
    return new LogStoreSettings(
        tenant,
        uploader,
        rules,
        other,
        mostMemoryBytes,
        indexPeriod,
        checkpointPeriod,
        compactionPeriod,
        retention,
        deleteDelay);
  }

  public LogStoreSettings withRetention(Duration keep) {
    return new LogStoreSettings(
        tenant,
        uploader,
        rules,
        limits,
        memoryBytes,
        indexPeriod,
        checkpointPeriod,
        compactionPeriod,
        keep,
        deleteDelay);
  }
}
