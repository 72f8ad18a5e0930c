package mop.analysis.inference;

/** What is assumed of a primary outcome when the power of a design is computed. */
public sealed interface Assumption {

  /** Name of the outcome. */
  String outcome();

  /**
   * A ratio to the baseline, judged by the paired t on its logs.
   *
   * @param blocks replicates, at least 2
   * @param change true relative change, for example −0.3; above −1 and not 0
   * @param deviation standard deviation between blocks of the log of the ratio, above 0
   * @param why where these figures come from
   */
  record LogRatio(String outcome, int blocks, double change, double deviation, String why)
      implements Assumption {
    public LogRatio {
      if (blocks < 2 || !(change > -1) || change == 0 || !(deviation > 0)) {
        throw new IllegalArgumentException(
            "a log ratio needs blocks >= 2, change > -1 and not 0, deviation > 0; got "
                + blocks
                + ", "
                + change
                + ", "
                + deviation);
      }
    }
  }

  /**
   * A share of matched events, judged by Tango's non-inferiority test.
   *
   * @param blocks replicates that the events come from, evenly; at least 1
   * @param events matched events of all blocks, for example visible faults; at least 0
   * @param discordant share of events that only one of baseline and treatment finds, in [0, 1]
   * @param difference true difference treatment − baseline, usually 0; at most {@code discordant}
   *     away from 0
   * @param margin of non-inferiority, in (0, 1)
   * @param why where these figures come from
   */
  record MatchedShare(
      String outcome,
      int blocks,
      int events,
      double discordant,
      double difference,
      double margin,
      String why)
      implements Assumption {
    public MatchedShare {
      boolean share = discordant >= 0 && discordant <= 1;
      if (blocks < 1 || events < 0 || !share || !(Math.abs(difference) <= discordant)) {
        throw new IllegalArgumentException(
            "a matched share needs blocks >= 1, events >= 0, discordant in [0, 1] and |difference|"
                + " <= discordant; got "
                + blocks
                + ", "
                + events
                + ", "
                + discordant
                + ", "
                + difference);
      }
      if (!(margin > 0 && margin < 1)) {
        throw new IllegalArgumentException("the margin must be in (0, 1), got " + margin);
      }
    }
  }
}
