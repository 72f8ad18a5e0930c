package mop.stack.logs;

import java.time.Duration;

/**
 * What is refused. The defaults are Loki 3's {@code limits_config}, but for the age of entries,
 * which counts from the time that is passed in with a push.
 *
 * @param labelNames of a stream; {@code service_name} does not count
 * @param labelNameBytes of a label's name
 * @param labelValueBytes of a label's value
 * @param lineBytes of a line
 * @param metadataBytes of an entry's structured metadata
 * @param metadataEntries of an entry's structured metadata
 * @param streams in memory at a time
 * @param maxAge older entries are refused; zero for no limit (Loki: 7 days)
 * @param maxAhead entries more than this in the future are refused; zero for no limit (Loki: 10
 *     minutes)
 */
public record LogLimits(
    int labelNames,
    int labelNameBytes,
    int labelValueBytes,
    int lineBytes,
    int metadataBytes,
    int metadataEntries,
    int streams,
    Duration maxAge,
    Duration maxAhead) {
  /** Loki's, with entries of any age. */
  public static final LogLimits DEFAULT =
      new LogLimits(15, 1024, 2048, 256 << 10, 64 << 10, 128, 5000, Duration.ZERO, Duration.ZERO);

  /** These with limits of age. */
  public LogLimits withAge(Duration oldest, Duration ahead) {
    return new LogLimits(
        labelNames,
        labelNameBytes,
        labelValueBytes,
        lineBytes,
        metadataBytes,
        metadataEntries,
        streams,
        oldest,
        ahead);
  }

  /** These with another number of streams. */
  public LogLimits withStreams(int most) {
    return new LogLimits(
        labelNames,
        labelNameBytes,
        labelValueBytes,
        lineBytes,
        metadataBytes,
        metadataEntries,
        most,
        maxAge,
        maxAhead);
  }
}
