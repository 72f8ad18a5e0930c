package mop.analysis.inference;

/**
 * Newcombe's interval for the difference of two proportions of matched events, by squaring and
 * adding Wilson intervals (R. G. Newcombe, Statistics in Medicine 17, 2635–2650, 1998, method 10).
 */
public final class Newcombe {
  private Newcombe() {}

  /**
   * Difference treatment − baseline.
   *
   * @param events at least one
   * @param level two-sided, in (0, 1)
   */
  public static Interval interval(MatchedEvents events, double level) {
    int n = events.n();
    if (n == 0) {
      throw new IllegalArgumentException("no matched events, so no interval");
    }
    double treated = (double) events.treatment() / n;
    double base = (double) events.baseline() / n;
    Interval ofTreated = Wilson.interval(events.treatment(), n, level);
    Interval ofBase = Wilson.interval(events.baseline(), n, level);
    double phi = correlation(events);
    double difference = treated - base;
    double below = add(phi, treated - ofTreated.low(), ofBase.high() - base);
    double above = add(phi, base - ofBase.low(), ofTreated.high() - treated);
    return new Interval(Math.max(-1, difference - below), Math.min(1, difference + above));
  }

  private static double add(double phi, double x, double y) {
    return Math.sqrt(Math.max(0, x * x - 2 * phi * x * y + y * y));
  }

  /** The phi coefficient, continuity corrected when positive; 0 where a margin is empty. */
  private static double correlation(MatchedEvents events) {
    double a = events.both();
    double b = events.onlyBaseline();
    double c = events.onlyTreatment();
    double d = events.neither();
    double margins = (a + b) * (c + d) * (a + c) * (b + d);
    if (margins == 0) {
      return 0;
    }
    double product = a * d - b * c;
    double n = events.n();
    if (product > 0) {
      product = Math.max(product - n / 2, 0);
    }
    return product / Math.sqrt(margins);
  }
}
