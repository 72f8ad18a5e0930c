package mop.analysis.inference;

/** Power of Tango's non-inferiority test, by summing over all tables that matter. */
final class TangoPower {
  private TangoPower() {}

  /**
   * The probability that the interval lies above −margin.
   *
   * @param n events
   * @param discordant ψ, share of events that only one of the two finds, in [0, 1]
   * @param difference δ, true difference treatment − baseline, |δ| ≤ ψ
   * @param margin in (0, 1)
   * @param level two-sided, of the interval
   */
  static double power(int n, double discordant, double difference, double margin, double level) {
    return DiscordantTables.power(n, discordant, difference, shows(n, margin, level));
  }

  static DiscordantTables.Decision shows(int n, double margin, double level) {
    double z = Normal.twoSided(level);
    return (losses, gains) ->
        Tango.score(new MatchedEvents(n - losses - gains, losses, gains, 0), -margin) > z;
  }

  /** The smallest margin that would be shown with this power were there no true difference. */
  static double detectable(int n, double discordant, double level, double power) {
    return DiscordantTables.smallest(1, power, margin -> power(n, discordant, 0, margin, level));
  }
}
