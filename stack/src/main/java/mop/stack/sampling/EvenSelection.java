package mop.stack.sampling;

/**
 * Selects from many streams, each trace with its own probability, evenly: of every stretch of a
 * stream whose probabilities add up to one, one trace is taken, at a place drawn for that stretch.
 * Totals over a stream so vary far less than under independent draws, and each inclusion
 * probability is exact as long as no probability depends on earlier draws. Streams share a fixed
 * number of slots by their hash.
 */
final class EvenSelection {
  private final long seed;
  private final double[] filled;
  private final long[] stretch;
  private double inclusion;

  /**
   * @param slots a power of two
   */
  EvenSelection(long seed, int slots) {
    this.seed = seed;
    this.filled = new double[slots];
    this.stretch = new long[slots];
  }

  /** Whether the trace is taken; its exact probability is {@link #inclusion()} afterwards. */
  boolean take(long stream, double probability) {
    if (probability >= 1) {
      inclusion = 1;
      return true;
    }
    int slot = (int) (stream >>> 16) & (filled.length - 1);
    double from = filled[slot];
    double to = from + probability;
    double draw = draw(slot, stretch[slot]);
    if (to <= 1) {
      filled[slot] = to;
      inclusion = probability;
      return draw >= from && draw < to;
    }
    stretch[slot]++;
    filled[slot] = to - 1;
    double here = 1 - from;
    double there = to - 1;
    inclusion = here + there - here * there;
    return draw >= from || draw(slot, stretch[slot]) < there;
  }

  /** Probability with which the last trace was taken. */
  double inclusion() {
    return inclusion;
  }

  private double draw(int slot, long number) {
    long mixed = Mix.of(Mix.of(seed, slot), number);
    return (mixed >>> 11) * 0x1p-53;
  }
}
