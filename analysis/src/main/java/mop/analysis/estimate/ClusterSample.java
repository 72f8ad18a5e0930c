package mop.analysis.estimate;

import java.util.Arrays;

/**
 * The kept clusters of one domain, each with its inclusion probability and what it adds to two
 * totals. A cluster is a trace: its spans are kept or lost together, so they are one observation.
 * Inclusions are taken to be independent of each other (Poisson sampling); a sampler that spreads
 * what it keeps more evenly than that has a smaller variance than is estimated.
 */
public final class ClusterSample {
  private double[] inclusion = new double[16];
  private double[] y = new double[16];
  private double[] x = new double[16];
  private int size;

  /** Forgets all clusters. */
  public void clear() {
    size = 0;
  }

  /**
   * Adds a kept cluster.
   *
   * @param p its inclusion probability, in (0, 1]
   * @param y what it adds to the total of interest
   * @param x what it adds to the denominator of a ratio; not negative
   */
  public void add(double p, double y, double x) {
    if (!(p > 0 && p <= 1)) {
      throw new IllegalArgumentException("inclusion probability must be in (0, 1], got " + p);
    }
    if (size == inclusion.length) {
      inclusion = Arrays.copyOf(inclusion, size * 2);
      this.y = Arrays.copyOf(this.y, size * 2);
      this.x = Arrays.copyOf(this.x, size * 2);
    }
    inclusion[size] = p;
    this.y[size] = y;
    this.x[size++] = x;
  }

  /** Kept clusters. */
  public int size() {
    return size;
  }

  double weight(int cluster) {
    return 1 / inclusion[cluster];
  }

  /** w (w − 1) = (1 − π) / π²: the factor of a squared value in the variance of its total. */
  double spread(int cluster) {
    double w = weight(cluster);
    return w * (w - 1);
  }

  double y(int cluster) {
    return y[cluster];
  }

  double x(int cluster) {
    return x[cluster];
  }
}
