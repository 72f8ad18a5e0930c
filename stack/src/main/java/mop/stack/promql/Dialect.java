package mop.stack.promql;

/**
 * The release of Prometheus whose meaning counts where releases differ. The syntax is always that
 * of 3.x, which contains the one of 2.x but for details.
 */
public enum Dialect {
  /**
   * 2.42: a range of five minutes takes the samples from five minutes ago on, and the last sample
   * counts for as long as the lookback, ends included; sums over series are not compensated.
   */
  PROMETHEUS_2,
  /**
   * 3.5: a sample exactly at the start of a range, or exactly as old as the lookback, does not
   * count; sums and means are compensated (Kahan, Neumaier).
   */
  PROMETHEUS_3;

  /** Whether a sample at the early end of a range is outside it. */
  boolean leftOpen() {
    return this == PROMETHEUS_3;
  }

  /** Whether aggregations over series carry the error of rounding along. */
  boolean compensated() {
    return this == PROMETHEUS_3;
  }

  /** Whether a label tells what a metric is, and so does not outlive an operation on it. */
  boolean isMetadata(String label) {
    return switch (label) {
      case "__name__" -> true;
      case "__type__", "__unit__" -> this == PROMETHEUS_3;
      default -> false;
    };
  }
}
