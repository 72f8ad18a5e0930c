package mop.analysis.inference;

/**
 * The exact test of Fisher and Pitman for paired differences: were the treatment without effect,
 * every difference could as well have had the other sign.
 */
public final class SignFlip {
  /** Above so many blocks there are too many signs to enumerate. */
  public static final int MOST_BLOCKS = 20;

  private SignFlip() {}

  /**
   * Two-sided p: the share of all 2ⁿ assignments of signs whose sum is at least as far from 0.
   *
   * @param differences by block, 1 to {@value #MOST_BLOCKS} of them
   */
  public static double p(double[] differences) {
    int n = differences.length;
    if (n < 1 || n > MOST_BLOCKS) {
      throw new IllegalArgumentException(
          "the exact sign-flip test takes 1 to " + MOST_BLOCKS + " blocks, got " + n);
    }
    double observed = 0;
    double size = 0;
    for (double d : differences) {
      observed += d;
      size += Math.abs(d);
    }
    // Sums that differ only by rounding are equal.
    double least = Math.abs(observed) - 1e-9 * size;
    // The sum with all signs reversed is as far from 0, so half of the assignments suffice.
    long half = 1L << (n - 1);
    long count = 0;
    double sum = size == 0 ? 0 : sumOfFirst(differences);
    for (long code = 0; code < half; code++) {
      if (Math.abs(sum) >= least) {
        count++;
      }
      // Gray code: from one assignment to the next a single sign changes.
      int changed = Long.numberOfTrailingZeros(code + 1);
      long gray = (code + 1) ^ ((code + 1) >>> 1);
      if (code + 1 < half) {
        boolean positive = (gray >>> changed & 1) == 0;
        sum += positive ? 2 * differences[changed] : -2 * differences[changed];
      }
    }
    return (double) count / half;
  }

  private static double sumOfFirst(double[] differences) {
    double sum = 0;
    for (double d : differences) {
      sum += d;
    }
    return sum;
  }

  /** Whether the test can be had for so many blocks and reject at this two-sided level. */
  static boolean canReject(int blocks, double alpha) {
    return blocks <= MOST_BLOCKS && smallestP(blocks) <= alpha;
  }

  /** The smallest p that so many blocks can give. */
  public static double smallestP(int blocks) {
    return Math.pow(2, 1.0 - blocks);
  }
}
