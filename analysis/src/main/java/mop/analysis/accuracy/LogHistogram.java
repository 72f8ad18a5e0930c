package mop.analysis.accuracy;

import java.util.Arrays;

/**
 * Weighted histogram of logarithms with bins of 2 %: quantiles of many series in one pass, without
 * a sort. A quantile is the middle of its bin, so within 1 % of the weighted empirical quantile.
 */
final class LogHistogram {
  private static final double WIDTH = 0.02;
  private static final int BINS = (int) (Math.log(Long.MAX_VALUE) / WIDTH) + 2;

  private final double[] weight = new double[BINS];
  private double total;
  private double squares;
  private int lowest = BINS;
  private int highest = -1;

  void clear() {
    if (highest >= lowest) {
      Arrays.fill(weight, lowest, highest + 1, 0);
    }
    total = 0;
    squares = 0;
    lowest = BINS;
    highest = -1;
  }

  /** Adds an observation of natural logarithm {@code log} ≥ 0. */
  void add(double log, double w) {
    int bin = Math.clamp((int) (log / WIDTH), 0, BINS - 1);
    weight[bin] += w;
    total += w;
    squares += w * w;
    lowest = Math.min(lowest, bin);
    highest = Math.max(highest, bin);
  }

  /** Kish's effective number of observations: how many equal weights would tell as much. */
  double effectiveCount() {
    return squares > 0 ? total * total / squares : 0;
  }

  /** The logarithm below which a share {@code q} of the weight lies; only when not empty. */
  double quantile(double q) {
    if (highest < lowest) {
      throw new IllegalStateException("quantile of an empty histogram");
    }
    double target = q * total;
    double sum = 0;
    for (int bin = lowest; bin < highest; bin++) {
      sum += weight[bin];
      if (sum >= target) {
        return (bin + 0.5) * WIDTH;
      }
    }
    return (highest + 0.5) * WIDTH;
  }
}
