package mop.stack.traces;

/** Encodings of Tempo blocks that are written here. */
public enum BlockEncoding {
  /** Default of Tempo 2.7 to 3.0. */
  VPARQUET4("vParquet4"),
  /** On request in Tempo 3.0, default from then on (grafana/tempo, pull request 7775). */
  VPARQUET5("vParquet5");

  private final String format;

  BlockEncoding(String format) {
    this.format = format;
  }

  /** The name that {@code meta.json} gives it. */
  public String format() {
    return format;
  }
}
