package mop.analysis.estimate;

import java.util.Arrays;
import java.util.Optional;
import mop.analysis.inference.Interval;

/**
 * Kept values of one domain in ascending order, for quantiles with Woodruff's intervals (JASA 47,
 * 1952): the interval of the distribution function at the quantile, carried over to values. Values
 * of one cluster, the spans of a trace, are one observation.
 */
public final class QuantileSample {
  private static final int FEW_CLUSTERS = 8;

  private double[] value = new double[64];
  private double[] weight = new double[64];
  private int[] cluster = new int[64];
  private int size;
  private int clusters;

  /** Per cluster: values at or below the quantile, and above it. */
  private double[] below = new double[64];

  private double[] above = new double[64];
  private double[] weightOf = new double[64];

  /** Forgets all values. */
  public void clear() {
    size = 0;
    clusters = 0;
  }

  /**
   * Adds a kept value, no smaller than the one before.
   *
   * @param weight adjusted count of its cluster, at least 1
   * @param cluster number of its cluster, from 0 and without gaps in the order of first mention
   */
  public void add(double value, double weight, int cluster) {
    if (size == this.value.length) {
      this.value = Arrays.copyOf(this.value, size * 2);
      this.weight = Arrays.copyOf(this.weight, size * 2);
      this.cluster = Arrays.copyOf(this.cluster, size * 2);
      below = Arrays.copyOf(below, size * 2);
      above = Arrays.copyOf(above, size * 2);
      weightOf = Arrays.copyOf(weightOf, size * 2);
    }
    this.value[size] = value;
    this.weight[size] = weight;
    this.cluster[size++] = cluster;
    clusters = Math.max(clusters, cluster + 1);
  }

  /** Kept values. */
  public int size() {
    return size;
  }

  /** Hájek estimates of quantiles; see {@link WeightedQuantiles}. */
  public double[] quantiles(double... levels) {
    return WeightedQuantiles.of(value, weight, size, levels);
  }

  /**
   * The interval of the quantile {@code q}: order statistics of a binomial sample of the effective
   * size, as without weights. The variance of the distribution function at the quantile is taken
   * with the weights found on either side, so that a sampler that keeps what is slow gains from it.
   *
   * @return empty when too little was kept for either end
   */
  public Optional<Interval> interval(double q, OrderStatistics order) {
    double estimate = quantiles(q)[0];
    double n = effectiveSize(q, estimate);
    if (n >= OrderStatistics.MANY) {
      return Optional.of(new Interval(estimate, estimate));
    }
    OrderStatistics.Ranks ranks = order.of((int) n, q);
    if (ranks.low() < 1 || ranks.high() > (int) n) {
      return Optional.empty();
    }
    double[] ends = quantiles((ranks.low() - 0.5) / (int) n, (ranks.high() - 0.5) / (int) n);
    return Optional.of(new Interval(Math.min(ends[0], estimate), Math.max(ends[1], estimate)));
  }

  /**
   * q (1 − q) X̂² / V, V being the variance of Σ w ((1 − q) below − q above) over clusters. With
   * few clusters above a high quantile, or below a low one, their part in V is nearly unknown:
   * {@link #fewOnOneSide}.
   */
  private double effectiveSize(double q, double estimate) {
    Arrays.fill(below, 0, clusters, 0);
    Arrays.fill(above, 0, clusters, 0);
    double total = 0;
    for (int i = 0; i < size; i++) {
      (value[i] <= estimate ? below : above)[cluster[i]]++;
      weightOf[cluster[i]] = weight[i];
      total += weight[i];
    }
    int clustersBelow = 0;
    int clustersAbove = 0;
    double variance = 0;
    for (int c = 0; c < clusters; c++) {
      clustersBelow += below[c] > 0 ? 1 : 0;
      clustersAbove += above[c] > 0 ? 1 : 0;
      double residual = (1 - q) * below[c] - q * above[c];
      variance += spread(c) * residual * residual;
    }
    double v =
        Math.min(clustersBelow, clustersAbove) < FEW_CLUSTERS
            ? total * fewOnOneSide(q)
            : variance / (q * (1 - q));
    return v == 0 ? Double.POSITIVE_INFINITY : total * total / v;
  }

  /**
   * (1 − q) u_below + q u_above: u, Σ w (w − 1) m² / Σ w m over clusters with m values on that
   * side, is the variance that a unit of the total brings. A side may be empty in the sample but is
   * not so in the population; then it is taken to be like all.
   */
  private double fewOnOneSide(double q) {
    double all = unitVariance(true, true);
    double low = unitVariance(true, false);
    double high = unitVariance(false, true);
    return (1 - q) * (Double.isNaN(low) ? all : low) + q * (Double.isNaN(high) ? all : high);
  }

  private double unitVariance(boolean withBelow, boolean withAbove) {
    double sum = 0;
    double variance = 0;
    for (int c = 0; c < clusters; c++) {
      double m = (withBelow ? below[c] : 0) + (withAbove ? above[c] : 0);
      sum += weightOf[c] * m;
      variance += spread(c) * m * m;
    }
    return sum == 0 ? Double.NaN : variance / sum;
  }

  private double spread(int c) {
    return weightOf[c] * (weightOf[c] - 1);
  }
}
