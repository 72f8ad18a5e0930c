package mop.analysis.inference;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * The bootstrap-t interval of a mean (B. Efron and R. Tibshirani, An Introduction to the Bootstrap,
 * 1993, chapter 12): second-order accurate, wide where values are few and skewed.
 */
public final class StudentisedBootstrap {
  private StudentisedBootstrap() {}

  /**
   * From x̄ − t₁ s / √n to x̄ − t₂ s / √n, t₁ and t₂ the upper and lower quantiles of the
   * studentised means of {@value Bca#DRAWS} resamples. Resamples without spread have no t and are
   * drawn again.
   *
   * @param values at least three that differ; values without spread give a point
   * @param seed of the draws; the same seed gives the same interval
   */
  public static Interval interval(double[] values, double level, long seed) {
    return interval(values, level, Bca.DRAWS, seed);
  }

  /**
   * @param draws enough that (draws + 1) (1 − level) / 2 is at least 1
   */
  static Interval interval(double[] values, double level, int draws, long seed) {
    Moments moments = Moments.of(values);
    if (moments.deviation() == 0) {
      return new Interval(moments.mean(), moments.mean());
    }
    double[] t = studentised(values, moments.mean(), draws, seed);
    int tail = (int) Math.floor((t.length + 1) * (1 - level) / 2);
    double error = moments.standardError();
    return new Interval(
        moments.mean() - t[t.length - tail] * error, moments.mean() - t[tail - 1] * error);
  }

  private static double[] studentised(double[] values, double mean, int draws, long seed) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    int n = values.length;
    double[] centred = Arrays.stream(values).map(value -> value - mean).toArray();
    double[] t = new double[draws];
    for (int draw = 0; draw < t.length; ) {
      double first = centred[random.nextInt(n)];
      double sum = first;
      double squares = first * first;
      boolean differ = false;
      for (int i = 1; i < n; i++) {
        double drawn = centred[random.nextInt(n)];
        differ |= drawn != first;
        sum += drawn;
        squares += drawn * drawn;
      }
      if (differ) {
        double variance = (squares - sum * sum / n) / (n - 1);
        t[draw++] = sum / Math.sqrt(n * variance);
      }
    }
    Arrays.sort(t);
    return t;
  }
}
