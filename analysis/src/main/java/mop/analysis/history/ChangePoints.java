package mop.analysis.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ArraySampler;
import org.apache.commons.rng.simple.RandomSource;
import org.jspecify.annotations.Nullable;

/**
 * Changes of distribution in a series by E-divisive (D. Matteson and N. James, A nonparametric
 * approach for multiple change point analysis of multivariate data, JASA 109, 2014, §3): the split
 * with the largest energy distance between its two sides is tested by permutation, and its sides
 * are searched in turn until no split is significant.
 */
public final class ChangePoints {
  private final Settings settings;

  /**
   * How splits are searched and tested.
   *
   * @param significance p up to which a split is a change, in (0, 1)
   * @param permutations of each test, at least 1 / significance − 1 to be able to reject
   * @param leastSegment values on each side of a change, at least 2
   * @param seed of the permutations
   */
  public record Settings(double significance, int permutations, int leastSegment, long seed) {
    public Settings {
      if (!(significance > 0 && significance < 1)
          || (permutations + 1) * significance < 1
          || leastSegment < 2) {
        throw new IllegalArgumentException(
            "significance in (0, 1), permutations >= 1 / significance - 1, leastSegment >= 2; got "
                + significance
                + ", "
                + permutations
                + ", "
                + leastSegment);
      }
    }
  }

  /**
   * A change.
   *
   * @param index of the first value after it
   * @param p of the permutation test
   */
  public record ChangePoint(int index, double p) {}

  private record Split(int from, int at, int to, double distance) {}

  private ChangePoints(Settings settings) {
    this.settings = settings;
  }

  /** All changes of the series, in order. */
  public static List<ChangePoint> of(double[] series, Settings settings) {
    return new ChangePoints(settings).search(series.clone());
  }

  private List<ChangePoint> search(double[] series) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(settings.seed());
    List<ChangePoint> found = new ArrayList<>();
    List<Integer> borders = new ArrayList<>(List.of(0, series.length));
    Optional<Split> best = best(series, borders);
    while (best.isPresent()) {
      double p = p(series, borders, best.get().distance(), random);
      if (p > settings.significance()) {
        break;
      }
      found.add(new ChangePoint(best.get().at(), p));
      borders.add(best.get().at());
      borders.sort(Comparator.naturalOrder());
      best = best(series, borders);
    }
    found.sort(Comparator.comparingInt(ChangePoint::index));
    return List.copyOf(found);
  }

  /**
   * Values are shuffled inside their segments, as the null hypothesis of no further change says.
   */
  private double p(
      double[] series, List<Integer> borders, double observed, UniformRandomProvider random) {
    int asFar = 0;
    for (int i = 0; i < settings.permutations(); i++) {
      double[] shuffled = series.clone();
      for (int b = 0; b + 1 < borders.size(); b++) {
        ArraySampler.shuffle(random, shuffled, borders.get(b), borders.get(b + 1));
      }
      asFar += best(shuffled, borders).map(Split::distance).orElse(0.0) >= observed ? 1 : 0;
    }
    return (asFar + 1.0) / (settings.permutations() + 1);
  }

  private Optional<Split> best(double[] series, List<Integer> borders) {
    Split best = null;
    for (int b = 0; b + 1 < borders.size(); b++) {
      Split split = best(series, borders.get(b), borders.get(b + 1));
      if (split != null && (best == null || split.distance() > best.distance())) {
        best = split;
      }
    }
    return Optional.ofNullable(best);
  }

  /**
   * The split of one segment: the first side from its start, the second up to any later value, so
   * that what follows another change does not hide this one.
   */
  private @Nullable Split best(double[] series, int from, int to) {
    int n = to - from;
    int least = settings.leastSegment();
    if (n < 2 * least) {
      return null;
    }
    double[][] sums = distanceSums(series, from, n);
    Split best = null;
    for (int at = least; at <= n - least; at++) {
      double inFirst = sums[at][at];
      for (int end = at + least; end <= n; end++) {
        double both = sums[end][end];
        double between = sums[at][end] - sums[at][at];
        double inSecond = both - inFirst - 2 * between;
        double m = at;
        double k = end - at;
        double energy = 2 * between / (m * k) - inFirst / (m * (m - 1)) - inSecond / (k * (k - 1));
        double distance = m * k / (m + k) * energy;
        if (best == null || distance > best.distance()) {
          best = new Split(from, from + at, from + end, distance);
        }
      }
    }
    return best;
  }

  /** S[i][j] = Σ |x_a − x_b| over a &lt; i, b &lt; j, counted from the start of the segment. */
  private static double[][] distanceSums(double[] series, int from, int n) {
    double[][] sums = new double[n + 1][n + 1];
    for (int i = 1; i <= n; i++) {
      double row = 0;
      for (int j = 1; j <= n; j++) {
        row += Math.abs(series[from + i - 1] - series[from + j - 1]);
        sums[i][j] = sums[i - 1][j] + row;
      }
    }
    return sums;
  }
}
