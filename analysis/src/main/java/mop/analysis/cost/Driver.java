package mop.analysis.cost;

/** What a quantity grows with. */
enum Driver {
  TRACES("traces"),
  /** OTLP bytes received. */
  BYTES("OTLP bytes"),
  QUERIES("queries");

  private final String words;

  Driver(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
