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
  NODE_HOURS("machine time");

  private final String words;

  Measure(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
