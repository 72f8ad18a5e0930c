package mop.analysis.inference;

import mop.analysis.result.Result;

/** Wilson's score interval of a proportion (E. B. Wilson, JASA 22, 1927). */
public final class Wilson {
  private Wilson() {}

  /**
   * Solves |p̂ − p| = z √(p (1 − p) / n) for p. Of nothing nothing is known: [0, 1].
   *
   * @param count events, 0 to {@code of}
   * @param level two-sided, in (0, 1)
   */
  public static Interval interval(int count, int of, double level) {
    if (count < 0 || count > of) {
      throw new IllegalArgumentException(count + " events of " + of);
    }
    return of == 0 ? new Interval(0, 1) : interval((double) count / of, of, level);
  }

  /**
   * The same for an estimated proportion and an effective sample size.
   *
   * @param p in [0, 1]
   * @param size positive, need not be whole
   */
  public static Interval interval(double p, double size, double level) {
    double z = Normal.twoSided(level);
    double z2 = z * z / size;
    double centre = (p + z2 / 2) / (1 + z2);
    double half = z * Math.sqrt(p * (1 - p) / size + z2 / (4 * size)) / (1 + z2);
    return new Interval(
        p == 0 ? 0 : Math.max(0, centre - half), p == 1 ? 1 : Math.min(1, centre + half));
  }

  /** The proportion with its 95 % interval; of nothing it is given as 0 within [0, 1]. */
  public static Result.Proportion proportion(int count, int of) {
    Interval interval = interval(count, of, 0.95);
    double estimate = of == 0 ? 0 : (double) count / of;
    return new Result.Proportion(count, of, estimate, interval.low(), interval.high());
  }
}
