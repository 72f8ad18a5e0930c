package mop.analysis.accuracy;

import java.util.Arrays;

/**
 * Turns scores into alarms at a stated rate of false alarms. Signals come in different units, so
 * each is first divided by the level that it exceeds once in twenty fault-free minutes; then one
 * threshold is set such that the stated number of alarms a fault-free minute, rounded down to whole
 * alarms, lies above it.
 */
final class AlarmRule {
  private static final double UNIT_PER_MINUTE = 0.05;

  private final int minutes;

  /** Highest score of any signal, in units, by watched operation and minute. */
  private final float[] score;

  private final double threshold;

  /**
   * @param faultFree where the threshold is set, not empty
   */
  AlarmRule(Scores scores, FaultFree faultFree, double falseAlarmsPerMinute) {
    minutes = scores.minutes();
    score = new float[scores.places() * minutes];
    int[] cells = faultFree.cells().stream().toArray();
    for (Signal signal : Signal.values()) {
      float[] of = scores.of(signal);
      // Below 1 a score says «as usual», so it cannot be the unit of the unusual.
      double unit = Math.max(1, level(of, cells, faultFree.allowed(UNIT_PER_MINUTE)));
      for (int at = 0; at < score.length; at++) {
        score[at] = Math.max(score[at], (float) (of[at] / unit));
      }
    }
    threshold = level(score, cells, faultFree.allowed(falseAlarmsPerMinute));
  }

  /** The lowest level that no more than {@code allowed} of the cells exceed. */
  private static double level(float[] scores, int[] cells, int allowed) {
    float[] quiet = new float[cells.length];
    for (int i = 0; i < cells.length; i++) {
      quiet[i] = scores[cells[i]];
    }
    Arrays.sort(quiet);
    return quiet[quiet.length - 1 - allowed];
  }

  boolean alarms(int place, int minute) {
    return score[place * minutes + minute] > threshold;
  }
}
