package mop.stack.sampling;

/**
 * How often keys came lately, in fixed memory: a count-min sketch of two rows whose counts halve
 * with time. Counts are never too low, and too high only by keys that share a cell in both rows.
 */
final class DecayedCounts {
  private final Decay decay;
  private final int mask;
  private final float[][] count;
  private final int[][] tick;

  /**
   * @param width cells a row, a power of two
   */
  DecayedCounts(Decay decay, int width) {
    this.decay = decay;
    this.mask = width - 1;
    this.count = new float[2][width];
    this.tick = new int[2][width];
  }

  private int cell(int row, long key) {
    return (int) (row == 0 ? key >>> 8 : key >>> 36) & mask;
  }

  /** Counts the key once more; returns its decayed count, this time included. */
  double add(long key, int now) {
    double least = Double.MAX_VALUE;
    for (int row = 0; row < 2; row++) {
      int cell = cell(row, key);
      double value = count[row][cell] * decay.over(now - tick[row][cell]) + 1;
      count[row][cell] = (float) value;
      tick[row][cell] = now;
      least = Math.min(least, value);
    }
    return least;
  }
}
