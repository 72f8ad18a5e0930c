package mop.analysis.estimate;

import java.util.HashMap;
import java.util.Map;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Ranks between which a quantile lies with a stated confidence, whatever the distribution (David
 * and Nagaraja, Order Statistics, 2003, §7.1). Remembers what it has computed; not for use by
 * several threads.
 */
public final class OrderStatistics {
  /** Sizes above this are as good as the whole. */
  static final double MANY = 1e9;

  private final double level;
  private final Map<Key, Ranks> known = new HashMap<>();

  private record Key(int n, double q) {}

  /**
   * @param low rank of the lower end, from 1; 0 when no value is low enough
   * @param high rank of the upper end; n + 1 when no value is high enough
   */
  record Ranks(int low, int high) {}

  /**
   * @param level two-sided, in (0, 1)
   */
  public OrderStatistics(double level) {
    this.level = level;
  }

  Ranks of(int n, double q) {
    return known.computeIfAbsent(new Key(n, q), this::compute);
  }

  /** The tail left out on each side is at most (1 − level) / 2. */
  private Ranks compute(Key key) {
    if (key.n() < 1) {
      return new Ranks(0, 1);
    }
    BinomialDistribution atOrBelow = BinomialDistribution.of(key.n(), key.q());
    double tail = (1 - level) / 2;
    int low = atOrBelow.inverseCumulativeProbability(tail);
    int high = atOrBelow.inverseSurvivalProbability(tail) + 1;
    return new Ranks(low, high);
  }
}
