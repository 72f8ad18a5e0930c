package mop.stack.sampling;

/** What one policy says of a trace; names and meaning are the Collector's. */
enum Vote {
  SAMPLED,
  NOT_SAMPLED,
  INVERT_SAMPLED,
  INVERT_NOT_SAMPLED,
  DROPPED;

  boolean samples() {
    return this == SAMPLED || this == INVERT_SAMPLED;
  }
}
