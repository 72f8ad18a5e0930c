package mop.analysis.inference;

/**
 * Means of resamples with replacement. The generator is xoroshiro128++ (D. Blackman and S. Vigna,
 * ACM TOMS 47, 2021) written out here, two indices a step, for a call an index costs more than the
 * index; each index is (32 random bits × n) / 2³² (D. Lemire, ACM TOMACS 29, 2019), which favours
 * some of n values by less than n / 2³².
 */
public final class MeanBootstrap {
  private MeanBootstrap() {}

  /**
   * Bootstrap means, in the order of the draws.
   *
   * @param values at least one
   * @param draws number of resamples, each of the size of {@code values}
   * @param seed the same seed gives the same means
   */
  public static double[] means(double[] values, int draws, long seed) {
    int n = values.length;
    long s0 = mix(seed);
    long s1 = mix(seed + 0x9E3779B97F4A7C15L) | 1;
    double[] means = new double[draws];
    for (int draw = 0; draw < draws; draw++) {
      double first = 0;
      double second = 0;
      for (int i = 0; i < n; i += 2) {
        long r = Long.rotateLeft(s0 + s1, 17) + s0;
        s1 ^= s0;
        s0 = Long.rotateLeft(s0, 49) ^ s1 ^ (s1 << 21);
        s1 = Long.rotateLeft(s1, 28);
        first += values[(int) (((r >>> 32) * n) >>> 32)];
        if (i + 1 < n) {
          second += values[(int) (((r & 0xFFFF_FFFFL) * n) >>> 32)];
        }
      }
      means[draw] = (first + second) / n;
    }
    return means;
  }

  /** SplitMix64's finaliser: seeds that differ in a bit give states that differ in half. */
  static long mix(long z) {
    long x = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
    return x ^ (x >>> 31);
  }
}
