package mop.analysis.accuracy;

/**
 * How a block is judged; stated in every report.
 *
 * @param minRequests a cell (operation and minute) is judged when the full data has at least this
 *     many requests in it
 * @param falseAlarmsPerMinute how many operations may alarm in a fault-free minute, in [0, 1]; the
 *     detector's threshold is set so in the full and in the kept data alike
 * @param historyMinutes minutes of history a minute is compared with
 * @param minHistoryMinutes minutes of history below which a minute is not judged
 * @param minFaultFreeMinutes fault-free minutes below which no threshold can be set
 * @param graceNanos time after the end of a fault in which an alarm still counts for it
 */
public record JudgeSettings(
    int minRequests,
    double falseAlarmsPerMinute,
    int historyMinutes,
    int minHistoryMinutes,
    int minFaultFreeMinutes,
    long graceNanos) {

  public JudgeSettings {
    require(minRequests >= 1, "minRequests must be at least 1", minRequests);
    require(
        falseAlarmsPerMinute >= 0 && falseAlarmsPerMinute <= 1,
        "falseAlarmsPerMinute must be in [0, 1]",
        falseAlarmsPerMinute);
    require(minHistoryMinutes >= 1, "minHistoryMinutes must be at least 1", minHistoryMinutes);
    require(
        historyMinutes >= minHistoryMinutes,
        "historyMinutes must be at least minHistoryMinutes",
        historyMinutes);
    require(
        minFaultFreeMinutes >= 1, "minFaultFreeMinutes must be at least 1", minFaultFreeMinutes);
    require(graceNanos >= 0, "graceNanos must not be negative", graceNanos);
  }

  /**
   * 10 requests a cell, one false alarm in 50 minutes, 30 minutes of history, a minute of grace.
   */
  public static JudgeSettings defaults() {
    return new JudgeSettings(10, 0.02, 30, 4, 4, MinuteGrid.MINUTE);
  }

  private static void require(boolean holds, String what, Object got) {
    if (!holds) {
      throw new IllegalArgumentException(what + ", got " + got);
    }
  }
}
