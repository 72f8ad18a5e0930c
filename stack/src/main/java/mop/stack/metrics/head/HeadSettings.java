package mop.stack.metrics.head;

import mop.stack.wal.WalSettings;

/**
 * How a head is kept. The defaults are Prometheus' (3.14), but for the exemplars, which it keeps
 * only when asked to, and then as many.
 *
 * @param rangeMillis of a block; the head is cut when it spans one and a half of it
 * @param outOfOrderMillis how much older than the newest sample of all a sample may be that is not
 *     the newest of its series; 0 for not at all
 * @param aheadMillis how far a sample may be ahead of the clock that the caller names, so that one
 *     client whose clock is wrong does not shut out all others
 * @param exemplars how many are kept; 0 for none
 * @param maxSeries above which no new series is taken
 * @param maxBytes of memory, as far as the head counts it, above which no new series is taken
 */
public record HeadSettings(
    long rangeMillis,
    long outOfOrderMillis,
    long aheadMillis,
    int exemplars,
    int maxSeries,
    long maxBytes,
    WalSettings wal) {
  public static final HeadSettings DEFAULT =
      new HeadSettings(
          2 * 3_600_000L,
          0,
          10 * 60_000L,
          100_000,
          Integer.MAX_VALUE,
          Long.MAX_VALUE,
          WalSettings.DEFAULT);

  public HeadSettings {
    if (rangeMillis < 2
        || outOfOrderMillis < 0
        || aheadMillis < 0
        || exemplars < 0
        || maxSeries < 0
        || maxBytes < 0) {
      throw new IllegalArgumentException("head settings out of range");
    }
  }

  public HeadSettings withRangeMillis(long range) {
    return new HeadSettings(
        range, outOfOrderMillis, aheadMillis, exemplars, maxSeries, maxBytes, wal);
  }

  public HeadSettings withOutOfOrderMillis(long window) {
    return new HeadSettings(rangeMillis, window, aheadMillis, exemplars, maxSeries, maxBytes, wal);
  }

  public HeadSettings withAheadMillis(long limit) {
    return new HeadSettings(
        rangeMillis, outOfOrderMillis, limit, exemplars, maxSeries, maxBytes, wal);
  }

  public HeadSettings withExemplars(int count) {
    return new HeadSettings(
        rangeMillis, outOfOrderMillis, aheadMillis, count, maxSeries, maxBytes, wal);
  }

  public HeadSettings withLimits(int series, long bytes) {
    return new HeadSettings(
        rangeMillis, outOfOrderMillis, aheadMillis, exemplars, series, bytes, wal);
  }

  public HeadSettings withWal(WalSettings log) {
    return new HeadSettings(
        rangeMillis, outOfOrderMillis, aheadMillis, exemplars, maxSeries, maxBytes, log);
  }
}
