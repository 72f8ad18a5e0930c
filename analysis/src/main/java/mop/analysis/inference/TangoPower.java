package mop.analysis.inference;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/** Power of Tango's non-inferiority test, by summing over all tables that matter. */
final class TangoPower {
  private static final double TAIL = 1e-9;

  private TangoPower() {}

  /**
   * The probability that the interval lies above −margin. The number of discordant events is
   * binomial (n, ψ); of them the treatment alone finds a binomial share (ψ + δ) / 2ψ.
   *
   * @param n events
   * @param discordant ψ, share of events that only one of the two finds, in [0, 1]
   * @param difference δ, true difference treatment − baseline, |δ| ≤ ψ
   * @param margin in (0, 1)
   * @param level two-sided, of the interval
   */
  static double power(int n, double discordant, double difference, double margin, double level) {
    if (n == 0) {
      return 0;
    }
    if (discordant == 0) {
      return shown(n, 0, 0, margin, level) ? 1 : 0;
    }
    BinomialDistribution total = BinomialDistribution.of(n, discordant);
    double gain = Math.clamp((discordant + difference) / (2 * discordant), 0, 1);
    int from = total.inverseCumulativeProbability(TAIL);
    int to = total.inverseSurvivalProbability(TAIL);
    double power = 0;
    for (int d = from; d <= to; d++) {
      // Fewest gains among d discordant events that still show non-inferiority.
      int least = leastGains(n, d, margin, level);
      if (least <= d) {
        double enough =
            least == 0 ? 1 : BinomialDistribution.of(d, gain).survivalProbability(least - 1);
        power += total.probability(d) * enough;
      }
    }
    return Math.min(1, power);
  }

  private static int leastGains(int n, int discordant, double margin, double level) {
    int low = 0;
    int high = discordant + 1;
    while (low < high) {
      int middle = (low + high) / 2;
      if (shown(n, discordant - middle, middle, margin, level)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  static boolean shown(int n, int losses, int gains, double margin, double level) {
    if (losses < 0) {
      return true;
    }
    MatchedEvents events = new MatchedEvents(n - losses - gains, losses, gains, 0);
    return Tango.score(events, -margin) > Normal.twoSided(level);
  }

  /** The smallest margin that would be shown with this power were there no true difference. */
  static double detectable(int n, double discordant, double level, double power) {
    double low = 0;
    double high = 1 - 1e-9;
    for (int i = 0; i < 40; i++) {
      double middle = (low + high) / 2;
      if (power(n, discordant, 0, middle, level) < power) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
