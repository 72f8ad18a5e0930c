package mop.analysis.cost;

/** What a quantity grows with. */
enum Driver {
  TRACES("traces"),
  /** OTLP bytes received. */
  BYTES("OTLP bytes"),
  QUERIES("queries"),
  /** Metrics and logs, whose amounts a scenario does not state beside its traces. */
  OTHER_SIGNAL("metrics and logs");

  private final String words;

  Driver(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
