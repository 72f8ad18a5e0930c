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
    Moments moments = Moments.of(values);
    if (moments.deviation() == 0) {
      return new Interval(moments.mean(), moments.mean());
    }
    double[] t = studentised(values, moments.mean(), seed);
    int tail = (int) Math.floor((t.length + 1) * (1 - level) / 2);
    double error = moments.standardError();
    return new Interval(
        moments.mean() - t[t.length - tail] * error, moments.mean() - t[tail - 1] * error);
  }

  private static double[] studentised(double[] values, double mean, long seed) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    double[] t = new double[Bca.DRAWS];
    double[] drawn = new double[values.length];
    for (int draw = 0; draw < t.length; ) {
      for (int i = 0; i < drawn.length; i++) {
        drawn[i] = values[random.nextInt(values.length)];
      }
      Moments moments = Moments.of(drawn);
      if (moments.deviation() > 0) {
        t[draw++] = (moments.mean() - mean) / moments.standardError();
      }
    }
    Arrays.sort(t);
    return t;
  }
}
