package mop.analysis.inference;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/** All tables of discordant events that a design can give, each with its probability. */
final class DiscordantTables {
  private static final double TAIL = 1e-9;
  private static final int BISECTIONS = 40;

  private DiscordantTables() {}

  /** Whether a table shows what is to be shown; with more gains among as many discordant too. */
  interface Decision {
    /**
     * @param losses events found with the baseline only
     * @param gains events found with the treatment only
     */
    boolean shown(int losses, int gains);
  }

  /**
   * The probability of a table that shows it. The number of discordant events is binomial (n, ψ);
   * of them the treatment alone finds a binomial share (ψ + δ) / 2ψ.
   *
   * @param n events; without any nothing is shown
   * @param discordant ψ, share of events that only one of the two finds, in [0, 1]
   * @param difference δ, true difference treatment − baseline, |δ| ≤ ψ
   */
  static double power(int n, double discordant, double difference, Decision decision) {
    if (n == 0) {
      return 0;
    }
    if (discordant == 0) {
      return decision.shown(0, 0) ? 1 : 0;
    }
    BinomialDistribution total = BinomialDistribution.of(n, discordant);
    double gain = Math.clamp((discordant + difference) / (2 * discordant), 0, 1);
    int from = total.inverseCumulativeProbability(TAIL);
    int to = total.inverseSurvivalProbability(TAIL);
    double power = 0;
    for (int d = from; d <= to; d++) {
      int least = leastGains(d, decision);
      if (least <= d) {
        double enough =
            least == 0 ? 1 : BinomialDistribution.of(d, gain).survivalProbability(least - 1);
        power += total.probability(d) * enough;
      }
    }
    return Math.min(1, power);
  }

  /** Fewest gains among d discordant events that still show it; d + 1 when none do. */
  private static int leastGains(int discordant, Decision decision) {
    int low = 0;
    int high = discordant + 1;
    while (low < high) {
      int middle = (low + high) / 2;
      if (decision.shown(discordant - middle, middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** The smallest effect or margin below {@code most} at which a rising power is enough. */
  static double smallest(double most, double power, DoubleUnaryOperator powerAt) {
    double low = 0;
    double high = most - 1e-9;
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + high) / 2;
      if (powerAt.applyAsDouble(middle) < power) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
