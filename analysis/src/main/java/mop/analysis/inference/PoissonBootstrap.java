package mop.analysis.inference;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Means of Poisson resamples, for many values: each value gets an independent Poisson(1) weight in
 * each resample, and the mean is Σ w x / Σ w (J. Hanley and B. MacGibbon, Computer Methods and
 * Programs in Biomedicine 83, 2006; N. Chamandy and others, Estimating uncertainty for massive data
 * streams, Google, 2012). Resampling with replacement is the same with Σ w fixed at n, so for n
 * values the variances differ by a factor within about 1 / n of 1.
 *
 * <p>A draw is one weight of one value in one resample. Three weights come from 16 bits ({@link
 * PoissonTriples}), twelve from one number of xoroshiro128++; values are walked through in twelves,
 * all resamples at each, so that what a triple adds to a sum is looked up in a table made once.
 */
public final class PoissonBootstrap {
  /** Fewer values than this have weights that sum to too little, at times to 0. */
  public static final int LEAST = 100;

  private static final int STEP = 12;

  /** Resamples at a time, so that their sums stay near. */
  private static final int TILE = 4096;

  private final double[] values;
  private final double[] sums;
  private final int[] weights;
  private final UniformRandomProvider rare;
  private long s0;
  private long s1;

  private PoissonBootstrap(double[] values, int resamples, long seed) {
    this.values = values;
    sums = new double[resamples];
    weights = new int[resamples];
    s0 = MeanBootstrap.mix(seed);
    s1 = MeanBootstrap.mix(seed + 0x9E3779B97F4A7C15L) | 1;
    rare = RandomSource.SPLIT_MIX_64.create(MeanBootstrap.mix(seed + 0x3C6EF372FE94F82AL));
  }

  /**
   * Bootstrap means, in the order of the resamples.
   *
   * @param values at least {@value #LEAST}
   * @param resamples number of means
   * @param seed the same seed gives the same means
   */
  public static double[] means(double[] values, int resamples, long seed) {
    if (values.length < LEAST) {
      throw new IllegalArgumentException(
          values.length + " values are too few for Poisson weights; at least " + LEAST);
    }
    Weighted weighted = weighted(values, resamples, seed);
    double[] means = weighted.sums;
    for (int i = 0; i < means.length; i++) {
      means[i] /= weighted.weights[i];
    }
    return means;
  }

  /** Σ w x and Σ w by resample. */
  static final class Weighted {
    final double[] sums;
    final int[] weights;

    Weighted(double[] sums, int[] weights) {
      this.sums = sums;
      this.weights = weights;
    }
  }

  static Weighted weighted(double[] values, int resamples, long seed) {
    PoissonBootstrap bootstrap = new PoissonBootstrap(values, resamples, seed);
    for (int from = 0; from < resamples; from += TILE) {
      bootstrap.tile(from, Math.min(resamples, from + TILE));
    }
    return new Weighted(bootstrap.sums, bootstrap.weights);
  }

  private void tile(int from, int to) {
    int triples = PoissonTriples.TOTAL.length;
    double[] a = new double[triples];
    double[] b = new double[triples];
    double[] c = new double[triples];
    double[] d = new double[triples];
    int at = 0;
    for (; at + STEP <= values.length; at += STEP) {
      parts(a, at);
      parts(b, at + 3);
      parts(c, at + 6);
      parts(d, at + 9);
      twelve(at, from, to, a, b, c, d);
    }
    if (at < values.length) {
      rest(at, from, to);
    }
  }

  /** What each triple of weights adds to a sum at three values. */
  private void parts(double[] parts, int at) {
    double x = values[at];
    double y = values[at + 1];
    double z = values[at + 2];
    for (int id = 0; id < parts.length; id++) {
      parts[id] =
          PoissonTriples.FIRST[id] * x
              + PoissonTriples.SECOND[id] * y
              + PoissonTriples.THIRD[id] * z;
    }
  }

  private void twelve(int at, int from, int to, double[] a, double[] b, double[] c, double[] d) {
    double[] toSums = sums;
    int[] toWeights = weights;
    long x0 = s0;
    long x1 = s1;
    for (int i = from; i < to; i++) {
      long bits = Long.rotateLeft(x0 + x1, 17) + x0;
      x1 ^= x0;
      x0 = Long.rotateLeft(x0, 49) ^ x1 ^ (x1 << 21);
      x1 = Long.rotateLeft(x1, 28);
      int p = PoissonTriples.ID[(int) bits & 0xFFFF];
      int q = PoissonTriples.ID[(int) (bits >>> 16) & 0xFFFF];
      int r = PoissonTriples.ID[(int) (bits >>> 32) & 0xFFFF];
      int s = PoissonTriples.ID[(int) (bits >>> 48)];
      if ((p | q | r | s) < 0) {
        add(i, at, p);
        add(i, at + 3, q);
        add(i, at + 6, r);
        add(i, at + 9, s);
      } else {
        toSums[i] += (a[p] + b[q]) + (c[r] + d[s]);
        toWeights[i] +=
            (PoissonTriples.TOTAL[p] + PoissonTriples.TOTAL[q])
                + (PoissonTriples.TOTAL[r] + PoissonTriples.TOTAL[s]);
      }
    }
    s0 = x0;
    s1 = x1;
  }

  /** The last values, fewer than twelve. */
  private void rest(int at, int from, int to) {
    for (int i = from; i < to; i++) {
      long bits = Long.rotateLeft(s0 + s1, 17) + s0;
      s1 ^= s0;
      s0 = Long.rotateLeft(s0, 49) ^ s1 ^ (s1 << 21);
      s1 = Long.rotateLeft(s1, 28);
      for (int three = at; three < values.length; three += 3) {
        add(i, three, PoissonTriples.ID[(int) bits & 0xFFFF]);
        bits >>>= 16;
      }
    }
  }

  /** Adds a triple, weight by weight. */
  private void add(int resample, int at, int id) {
    int code =
        id == PoissonTriples.RARE
            ? PoissonTriples.rare(rare.nextDouble())
            : PoissonTriples.CODE[id];
    for (int place = 0; place < 3 && at + place < values.length; place++) {
      int weight = PoissonTriples.weight(code, place);
      sums[resample] += weight * values[at + place];
      weights[resample] += weight;
    }
  }
}
