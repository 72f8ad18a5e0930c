package mop.stack.metrics;

/**
 * Why a sample or an exemplar was not taken, in Prometheus' words. What {@link #shed} would have
 * been taken if there were room; of the others no attempt more can help.
 */
public enum Refusal {
  /** Not later than the last one of its series. */
  OUT_OF_ORDER("out of order sample"),
  /** Before the newest block, or by half a block range older than the newest sample of all. */
  OUT_OF_BOUNDS("out of bounds"),
  /** Older than the window in which samples may be out of order. */
  TOO_OLD("too old sample"),
  /** Of the same time as the last one of its series, and not of the same value. */
  DUPLICATE("duplicate sample for timestamp"),
  /** A new series above the limit on their number. */
  SERIES_LIMIT("limit of series reached"),
  /** A new series when the head's memory is used up. */
  MEMORY_LIMIT("limit of memory reached"),
  EXEMPLAR_OUT_OF_ORDER("out of order exemplar"),
  /** OpenMetrics allows 128 characters in names and values of its labels. */
  EXEMPLAR_TOO_LONG("label length for exemplar exceeds maximum of 128 UTF-8 characters"),
  /** Of a series that has no samples. */
  EXEMPLAR_WITHOUT_SERIES("exemplar of an unknown series");

  private final String text;

  Refusal(String text) {
    this.text = text;
  }

  /** The reason for people. */
  public String text() {
    return text;
  }

  /** Whether it was refused for want of room, so that it may be taken later. */
  public boolean shed() {
    return this == SERIES_LIMIT || this == MEMORY_LIMIT;
  }
}
