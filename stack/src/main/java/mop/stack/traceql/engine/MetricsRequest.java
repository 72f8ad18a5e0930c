package mop.stack.traceql.engine;

import mop.analysis.input.InvalidInput;

/**
 * The time that series are made of; parameters of Tempo's {@code /api/metrics/query_range}.
 *
 * @param start Unix nanoseconds; spans that start later count
 * @param end Unix nanoseconds; spans that start by then count
 * @param step nanoseconds between two points
 * @param instant whether one point stands for the whole time, as of {@code /api/metrics/query}
 * @param exemplars at most; 0 for none
 * @param maxSeries at most; 0 for any number
 */
public record MetricsRequest(
    long start, long end, long step, boolean instant, int exemplars, int maxSeries) {
  /** Points of a series, so that a series stays below a megabyte. */
  private static final int MAX_POINTS = 100_000;

  public MetricsRequest {
    if (start <= 0 || end <= start || step <= 0) {
      throw new InvalidInput(
          "time range",
          start + " to " + end + " in steps of " + step + " ns",
          "a start above 0, a later end and a step above 0",
          "Correct start, end or step.");
    }
    if (!instant && (end - start) / step > MAX_POINTS) {
      throw new InvalidInput(
          "time range",
          (end - start) / step + " points",
          "at most " + MAX_POINTS,
          "Ask for a longer step or less time.");
    }
  }

  /**
   * A range in whole steps, with one more before it, as Tempo's front end asks for: the same spans
   * fall into the same step whenever it is asked.
   */
  public static MetricsRequest range(
      long start, long end, long step, int exemplars, int maxSeries) {
    MetricsRequest asked = new MetricsRequest(start, end, step, false, exemplars, maxSeries);
    long first = start - start % step;
    long last = end % step == 0 ? end : end + step - end % step;
    return new MetricsRequest(
        first > step ? first - step : Math.max(1, first),
        last,
        step,
        false,
        asked.exemplars,
        asked.maxSeries);
  }

  /** The whole time as one point. */
  public static MetricsRequest instant(long start, long end, int maxSeries) {
    return new MetricsRequest(start, end, end - start, true, 0, maxSeries);
  }
}
