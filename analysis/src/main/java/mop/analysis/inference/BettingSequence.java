package mop.analysis.inference;

import java.util.Arrays;

/**
 * Confidence sequences for means of values in [0, 1], whatever their distribution, by betting (I.
 * Waudby-Smith and A. Ramdas, Estimating means of bounded random variables by betting, JRSS B 86,
 * 2024). Who bets the fraction f of the stake on «the mean is more than m» has after values x₁…xₙ
 * the stake Π (1 − f + f xᵢ / m), which on average never grows if the mean is m or less; so with
 * probability 1 − α it never reaches 1 / α (Ville's inequality). The stake is spread over fractions
 * by Cover's universal portfolio (Mathematical Finance 1, 1991: Beta(½, ½), here at its Chebyshev
 * nodes), so the order of the values does not matter and none needs tuning; F. Orabona and K.-S.
 * Jun, IEEE Transactions on Information Theory 70, 2024, show it to be nearly the narrowest.
 */
public final class BettingSequence {
  private static final int FRACTIONS = 64;
  private static final int BISECTIONS = 50;

  private BettingSequence() {}

  /**
   * Mean of values in [0, 1].
   *
   * @param level 1 − α, in (0, 1)
   * @return [0, 1] without values
   */
  public static Interval mean(double[] values, double level) {
    double[] once = new double[values.length];
    Arrays.fill(once, 1);
    return interval(new Sample(values, once), level);
  }

  /** Share of events that are found, of which {@code found} of {@code n} were so far. */
  public static Interval share(int found, int n, double level) {
    return interval(new Sample(new double[] {0, 1}, new double[] {n - found, found}), level);
  }

  /**
   * Difference of the shares of matched events that treatment and baseline find.
   *
   * @return within [−1, 1]
   */
  public static Interval difference(MatchedEvents events, double level) {
    Interval half = interval(sample(events), level);
    return new Interval(2 * half.low() - 1, 2 * half.high() - 1);
  }

  /**
   * One-sided p, valid whenever one stops, of the hypothesis that the treatment finds at least
   * {@code margin} less than the baseline: 1 / stake.
   *
   * @param margin in [0, 1)
   */
  public static double pNonInferior(MatchedEvents events, double margin) {
    return Math.min(1, Math.exp(-sample(events).logStake((1 - margin) / 2)));
  }

  /** Lost −1, the same 0, won 1, brought to [0, 1]. */
  private static Sample sample(MatchedEvents events) {
    double same = events.both() + events.neither();
    return new Sample(
        new double[] {0, 0.5, 1},
        new double[] {events.onlyBaseline(), same, events.onlyTreatment()});
  }

  private static Interval interval(Sample sample, double level) {
    double enough = Math.log(2 / (1 - level));
    return new Interval(sample.least(enough), 1 - sample.mirrored().least(enough));
  }

  /** Values and how often each came. */
  private static final class Sample {
    private final double[] values;
    private final double[] counts;

    Sample(double[] values, double[] counts) {
      this.values = values;
      this.counts = counts;
    }

    Sample mirrored() {
      return new Sample(Arrays.stream(values).map(value -> 1 - value).toArray(), counts);
    }

    /** The largest m against which the stake reached {@code enough}; it falls as m rises. */
    double least(double enough) {
      double low = 0;
      double high = mean();
      for (int i = 0; i < BISECTIONS; i++) {
        double middle = (low + high) / 2;
        if (middle > 0 && logStake(middle) >= enough) {
          low = middle;
        } else {
          high = middle;
        }
      }
      return low;
    }

    private double mean() {
      double sum = 0;
      double n = 0;
      for (int i = 0; i < values.length; i++) {
        sum += counts[i] * values[i];
        n += counts[i];
      }
      return n == 0 ? 0 : sum / n;
    }

    double logStake(double m) {
      double[] stakes = new double[FRACTIONS];
      for (int k = 0; k < FRACTIONS; k++) {
        double root = Math.sin((2 * k + 1) * Math.PI / (4 * FRACTIONS));
        double fraction = root * root;
        for (int i = 0; i < values.length; i++) {
          if (counts[i] > 0) {
            stakes[k] += counts[i] * Math.log1p(fraction * (values[i] / m - 1));
          }
        }
      }
      double most = Arrays.stream(stakes).max().orElseThrow();
      return most + Math.log(Arrays.stream(stakes).map(s -> Math.exp(s - most)).sum() / FRACTIONS);
    }
  }
}
