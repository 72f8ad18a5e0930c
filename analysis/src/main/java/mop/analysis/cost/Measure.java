package mop.analysis.cost;

/** What kind of thing a unit counts; a price and what it pays for must agree on it. */
enum Measure {
  /** Bytes kept for one month of 730 hours. */
  BYTE_MONTHS("storage over time"),
  /** Bytes moved. */
  BYTES("bytes moved"),
  /** Requests. */
  REQUESTS("requests"),
  /** Machines running for one hour. */
  NODE_HOURS("machine time"),
  /** Virtual processors held for one hour. */
  PROCESSOR_HOURS("processor time"),
  /** Bytes of memory held for one hour. */
  BYTE_HOURS("memory over time"),
  /** Data points, log lines or spans. */
  EVENTS("events"),
  /** Time series active in one month. */
  SERIES_MONTHS("active series"),
  /** Hosts watched for one month. */
  HOST_MONTHS("hosts"),
  /** People with access for one month. */
  USER_MONTHS("users"),
  /** Months. */
  MONTHS("months");

  private final String words;

  Measure(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
