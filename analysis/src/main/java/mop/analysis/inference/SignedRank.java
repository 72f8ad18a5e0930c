package mop.analysis.inference;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Wilcoxon's signed-rank test of changes by block (Biometrics Bulletin 1, 1945), with the estimate
 * of Hodges and Lehmann (Annals of Mathematical Statistics 34, 1963) and Tukey's interval that
 * belong to it: symmetric changes are assumed, normal ones are not.
 */
public final class SignedRank {
  /** Above so many changes the normal approximation is as good as exact. */
  static final int MOST_EXACT = 60;

  private SignedRank() {}

  /**
   * Two-sided p; exact up to {@value #MOST_EXACT} changes, ties and all, by counting the sign
   * assignments that lead to each rank sum. Changes of 0 are left out, as Wilcoxon did.
   */
  public static double p(double[] changes) {
    double[] moved = Arrays.stream(changes).filter(change -> change != 0).toArray();
    int n = moved.length;
    if (n == 0) {
      return 1;
    }
    int[] doubled = doubledRanks(moved);
    int positive = IntStream.range(0, n).filter(i -> moved[i] > 0).map(i -> doubled[i]).sum();
    int total = Arrays.stream(doubled).sum();
    int far = Math.max(positive, total - positive);
    return n <= MOST_EXACT ? exact(doubled, total, far) : normal(doubled, total, far);
  }

  /** Twice the rank of each |change|, mid-ranks for ties: whole numbers. */
  private static int[] doubledRanks(double[] changes) {
    int n = changes.length;
    Integer[] order = IntStream.range(0, n).boxed().toArray(Integer[]::new);
    Arrays.sort(order, (a, b) -> Double.compare(Math.abs(changes[a]), Math.abs(changes[b])));
    int[] doubled = new int[n];
    for (int from = 0; from < n; ) {
      int to = from;
      double size = Math.abs(changes[order[from]]);
      while (to + 1 < n && Math.abs(changes[order[to + 1]]) == size) {
        to++;
      }
      for (int i = from; i <= to; i++) {
        doubled[order[i]] = from + to + 2;
      }
      from = to + 1;
    }
    return doubled;
  }

  /** The share of all sign assignments whose rank sum is at least as far from its middle. */
  private static double exact(int[] doubled, int total, int far) {
    double[] share = new double[total + 1];
    share[0] = 1;
    int reached = 0;
    for (int rank : doubled) {
      for (int sum = reached; sum >= 0; sum--) {
        share[sum] /= 2;
        share[sum + rank] += share[sum];
      }
      reached += rank;
    }
    double tail = 0;
    for (int sum = far; sum <= total; sum++) {
      tail += share[sum];
    }
    return Math.min(1, 2 * tail);
  }

  /** With continuity correction; the variance of the rank sum is Σ rank² / 4, ties and all. */
  private static double normal(int[] doubled, int total, int far) {
    double variance = Arrays.stream(doubled).mapToDouble(d -> d / 2.0 * d / 2.0).sum() / 4;
    double distance = (far - total / 2.0) / 2;
    return Math.min(1, 2 * Normal.above(Math.max(0, distance - 0.5) / Math.sqrt(variance)));
  }

  /** The median of all means of two changes (Walsh averages): the Hodges–Lehmann estimate. */
  public static double location(double[] changes) {
    double[] averages = walsh(changes);
    int middle = averages.length / 2;
    return averages.length % 2 == 1
        ? averages[middle]
        : (averages[middle - 1] + averages[middle]) / 2;
  }

  /**
   * The Walsh averages that the exact test does not reject, up to the discreteness of ranks; the
   * widest interval there is when the changes are too few for the level.
   *
   * @param changes at least one
   */
  public static Interval interval(double[] changes, double level) {
    double[] averages = walsh(changes);
    int cut = Math.max(1, quantile(changes.length, (1 - level) / 2));
    return new Interval(averages[cut - 1], averages[averages.length - cut]);
  }

  /**
   * The lower end alone; −∞ when so few changes can reject nothing at this level.
   *
   * @param changes at least one
   */
  static double low(double[] changes, double level) {
    int cut = changes.length == 0 ? 0 : quantile(changes.length, (1 - level) / 2);
    return cut < 1 ? Double.NEGATIVE_INFINITY : OrderStatistic.select(pairMeans(changes), cut);
  }

  /** The smallest rank sum of n untied changes whose cumulated probability reaches {@code tail}. */
  private static int quantile(int n, double tail) {
    if (n > MOST_EXACT) {
      double mean = n * (n + 1.0) / 4;
      double deviation = Math.sqrt(mean * (2 * n + 1.0) / 6);
      return (int) Math.ceil(mean + deviation * Normal.quantile(tail) - 0.5);
    }
    int total = n * (n + 1) / 2;
    double[] share = new double[total + 1];
    share[0] = 1;
    for (int rank = 1; rank <= n; rank++) {
      for (int sum = rank * (rank - 1) / 2; sum >= 0; sum--) {
        share[sum] /= 2;
        share[sum + rank] += share[sum];
      }
    }
    double cumulated = 0;
    for (int sum = 0; sum <= total; sum++) {
      cumulated += share[sum];
      if (cumulated >= tail) {
        return sum;
      }
    }
    return total;
  }

  private static double[] walsh(double[] changes) {
    double[] averages = pairMeans(changes);
    Arrays.sort(averages);
    return averages;
  }

  private static double[] pairMeans(double[] changes) {
    int n = changes.length;
    double[] averages = new double[n * (n + 1) / 2];
    int next = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        averages[next++] = (changes[i] + changes[j]) / 2;
      }
    }
    return averages;
  }
}
