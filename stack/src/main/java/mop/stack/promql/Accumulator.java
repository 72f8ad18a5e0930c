package mop.stack.promql;

/** Takes the series of a group one after another, for all steps at once. */
interface Accumulator {
  /**
   * @param values may be kept, and must not be changed
   */
  void add(double[] values);

  /** The value of the group at each step, {@link Column#NONE} where it had no series. */
  double[] result();
}
