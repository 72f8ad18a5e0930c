package mop.stack.metrics.chunk;

/** What a down-sampled series says of each window, in the order of Thanos' chunks. */
public enum Aggregate {
  COUNT,
  SUM,
  MIN,
  MAX,
  /** The counter with its resets taken out; as its chunk's last sample, the last raw value. */
  COUNTER
}
