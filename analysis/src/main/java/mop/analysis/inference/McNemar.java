package mop.analysis.inference;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/** McNemar's test of paired proportions (Psychometrika 12, 1947), in its exact form. */
public final class McNemar {
  private McNemar() {}

  /**
   * One-sided p of finding more with the treatment than with the baseline: of the events that only
   * one of both found, at least so many by the treatment if each were as likely to be either's.
   *
   * @return in (0, 1]; 1 when no event was found by one alone
   */
  public static double pMore(MatchedEvents events) {
    int discordant = events.onlyBaseline() + events.onlyTreatment();
    return discordant == 0
        ? 1
        : BinomialDistribution.of(discordant, 0.5).survivalProbability(events.onlyTreatment() - 1);
  }
}
