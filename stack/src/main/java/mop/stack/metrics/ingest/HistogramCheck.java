package mop.stack.metrics.ingest;

import mop.stack.metrics.chunk.Histogram;
import mop.stack.metrics.chunk.Histogram.Layout;

/**
 * Whether a native histogram can be stored: the rules of Prometheus' {@code Histogram.Validate}.
 */
final class HistogramCheck {
  private static final int MIN_SCHEMA = -4;
  private static final int MAX_SCHEMA = 8;

  private HistogramCheck() {}

  /** What is wrong; empty when nothing is. */
  static String problem(Histogram h) {
    Layout layout = h.layout();
    boolean custom = layout.schema() == Layout.CUSTOM;
    if (!custom && (layout.schema() < MIN_SCHEMA || layout.schema() > MAX_SCHEMA)) {
      return "schema " + layout.schema() + " is none of -4 to 8 and -53";
    }
    if (custom) {
      return customProblem(h);
    }
    return h.isStale() ? "" : countProblem(h);
  }

  private static String customProblem(Histogram h) {
    double[] bounds = h.layout().bounds();
    for (int i = 0; i < bounds.length; i++) {
      if (Double.isNaN(bounds[i])
          || bounds[i] == Double.POSITIVE_INFINITY
          || (i > 0 && bounds[i] <= bounds[i - 1])) {
        return "bounds do not rise";
      }
    }
    int[] buckets = h.layout().positive();
    boolean beyond =
        buckets.length > 0 && (buckets[0] < 0 || buckets[buckets.length - 1] > bounds.length);
    if (beyond || h.negative().length > 0 || h.number(h.zeroCount()) != 0) {
      return "buckets that its bounds do not have";
    }
    return h.isStale() ? "" : countProblem(h);
  }

  private static String countProblem(Histogram h) {
    double sum = h.number(h.zeroCount());
    for (long[] counts : new long[][] {h.positive(), h.negative()}) {
      for (long held : counts) {
        if (h.number(held) < 0) {
          return "a bucket counts less than nothing";
        }
        sum += h.number(held);
      }
    }
    double count = h.number(h.count());
    boolean fits = Double.isNaN(h.sum()) ? sum <= count : sum == count;
    return !h.whole() || fits ? "" : "buckets count " + sum + " of " + count + " observations";
  }
}
