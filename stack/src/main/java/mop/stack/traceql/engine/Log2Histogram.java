package mop.stack.traceql.engine;

import java.util.SortedMap;

/** Histograms whose buckets end at powers of two, as Tempo counts values for quantiles. */
final class Log2Histogram {
  private Log2Histogram() {}

  /** Upper end of the bucket of a value of 2 or more. */
  static double bucket(long v) {
    return Math.scalb(1.0, 64 - Long.numberOfLeadingZeros(v - 1));
  }

  /**
   * A quantile, between the ends of a bucket by its logarithm; 0 of nothing.
   *
   * @param buckets counts above 0 by upper end
   */
  static double quantile(double q, SortedMap<Double, Long> buckets) {
    long total = buckets.values().stream().mapToLong(Long::longValue).sum();
    if (total == 0) {
      return 0;
    }
    long wanted = Math.max(1, (long) Math.ceil(q * total));
    long before = 0;
    double previous = Double.NaN;
    for (var b : buckets.entrySet()) {
      long count = b.getValue();
      if (before + count == wanted) {
        return b.getKey();
      }
      if (before + count > wanted) {
        double high = log2(b.getKey());
        double low = Double.isNaN(previous) ? high - 1 : log2(previous);
        return Math.pow(2, low + (high - low) * (wanted - before) / count);
      }
      before += count;
      previous = b.getKey();
    }
    return buckets.lastKey();
  }

  private static double log2(double v) {
    return Math.log(v) / Math.log(2);
  }
}
