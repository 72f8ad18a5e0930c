package mop.analysis.cost;

import java.math.BigDecimal;

/**
 * Units that a price may be given in. AWS writes GB where it means GiB (2^30 bytes), other
 * providers mean 10^9: a catalogue says which.
 */
public enum Unit {
  GIB_MONTH("GiB-month", Measure.BYTE_MONTHS, 1L << 30),
  GB_MONTH("GB-month", Measure.BYTE_MONTHS, 1_000_000_000),
  GIB("GiB", Measure.BYTES, 1L << 30),
  GB("GB", Measure.BYTES, 1_000_000_000),
  REQUESTS_1000("1,000 requests", Measure.REQUESTS, 1_000),
  REQUESTS_10000("10,000 requests", Measure.REQUESTS, 10_000),
  REQUESTS_1000000("1,000,000 requests", Measure.REQUESTS, 1_000_000),
  NODE_HOUR("node-hour", Measure.NODE_HOURS, 1),
  VCPU_HOUR("vCPU-hour", Measure.PROCESSOR_HOURS, 1),
  GIB_HOUR("GiB-hour", Measure.BYTE_HOURS, 1L << 30),
  GB_HOUR("GB-hour", Measure.BYTE_HOURS, 1_000_000_000),
  EVENTS_1000000("1,000,000 events", Measure.EVENTS, 1_000_000),
  SERIES_100("100 series", Measure.SERIES_MONTHS, 100),
  SERIES_1000("1,000 series", Measure.SERIES_MONTHS, 1_000),
  HOST("host", Measure.HOST_MONTHS, 1),
  USER("user", Measure.USER_MONTHS, 1),
  MONTH("month", Measure.MONTHS, 1);

  private final String symbol;
  private final Measure measure;
  private final BigDecimal size;

  Unit(String symbol, Measure measure, long size) {
    this.symbol = symbol;
    this.measure = measure;
    this.size = BigDecimal.valueOf(size);
  }

  /** As it is written in catalogues and bills. */
  public String symbol() {
    return symbol;
  }

  Measure measure() {
    return measure;
  }

  /** How many of what its measure counts are in one unit: bytes, requests, hours, series. */
  public BigDecimal size() {
    return size;
  }

  /** Whether both count the same kind of thing, so that one can be written in the other. */
  public boolean counts(Unit other) {
    return measure == other.measure;
  }
}
