package mop.stack.metrics.ingest;

/** Why a data point, a series' samples or an exemplar did not become part of a batch. */
public enum Rejection {
  /** A difference to the point before; Prometheus takes sums since a start, and so do we. */
  DELTA("delta temporality is not supported; send cumulative values"),
  /** The metric's or a label's name has no letter or digit. */
  NAME("name has no character that may be in a name"),
  /** Of none of the five kinds of OTLP, or without a value. */
  KIND("metric of an unknown kind or without a value"),
  /** Coarser than native histograms can be, or with counts that contradict each other. */
  HISTOGRAM("invalid histogram"),
  /** No metric name, an empty or repeated name, or names that are not sorted. */
  LABELS("invalid labels"),
  /** Remote write 2.0 wants a sample in each series. */
  EMPTY("series without a sample");

  private final String text;

  Rejection(String text) {
    this.text = text;
  }

  /** The reason for people. */
  public String text() {
    return text;
  }
}
