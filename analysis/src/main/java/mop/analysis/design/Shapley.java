package mop.analysis.design;

import java.util.function.IntToDoubleFunction;

/**
 * Shares a joint saving out among the measures that brought it, so that the parts add up to the
 * whole: each gets its marginal contribution, averaged over all orders in which the measures could
 * have been taken (L. S. Shapley, A value for n-person games, 1953).
 */
public final class Shapley {
  private static final int MOST = 20;

  private Shapley() {}

  /**
   * The share of each measure; they sum to {@code worth(all) − worth(none)}.
   *
   * @param measures 1 to 20
   * @param worth of each set of measures, as a bit mask; asked once a set
   */
  public static double[] shares(int measures, IntToDoubleFunction worth) {
    if (measures < 1 || measures > MOST) {
      throw new IllegalArgumentException("1 to " + MOST + " measures, got " + measures);
    }
    double[] worths = new double[1 << measures];
    for (int set = 0; set < worths.length; set++) {
      worths[set] = worth.applyAsDouble(set);
    }
    double[] weight = weights(measures);
    double[] shares = new double[measures];
    for (int set = 0; set < worths.length; set++) {
      for (int measure = 0; measure < measures; measure++) {
        if ((set >> measure & 1) == 0) {
          shares[measure] +=
              weight[Integer.bitCount(set)] * (worths[set | (1 << measure)] - worths[set]);
        }
      }
    }
    return shares;
  }

  /** s! (n − s − 1)! / n! for a set of s others. */
  private static double[] weights(int measures) {
    double[] weight = new double[measures];
    weight[0] = 1.0 / measures;
    for (int s = 1; s < measures; s++) {
      weight[s] = weight[s - 1] * s / (measures - s);
    }
    return weight;
  }
}
