package mop.stack.promql;

/** Makes one value of the samples in a window. */
@FunctionalInterface
interface WindowFunction {
  /**
   * @param samples of the series
   * @param from the first that is in the window, of which there is at least one
   * @param to behind the last
   * @param step at which the value is asked for
   * @param end of the window in time
   * @return {@link Column#NONE} for no value
   */
  double apply(SampleBuffer samples, int from, int to, int step, long end);
}
