package mop.analysis.inference;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Holm's step-down correction for several hypotheses (S. Holm, Scand. J. Statist. 6, 1979). */
public final class Holm {
  private Holm() {}

  /**
   * The i-th smallest of m p-values times m − i + 1, made monotone and cut at 1; in the order of
   * the input.
   */
  public static double[] adjust(double... p) {
    int m = p.length;
    int[] ascending =
        IntStream.range(0, m)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> p[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[m];
    Arrays.fill(adjusted, 1);
    double highest = 0;
    for (int rank = 0; rank < m; rank++) {
      highest = Math.max(highest, Math.min(1, p[ascending[rank]] * (m - rank)));
      adjusted[ascending[rank]] = highest;
    }
    return adjusted;
  }
}
