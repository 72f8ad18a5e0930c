package mop.analysis.detect;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The threshold at which a detector raises a stated share of false alarms, so that detectors with
 * scores in different units can be compared.
 */
final class AlarmThreshold {
  private AlarmThreshold() {}

  /**
   * The lowest score that no more than a share of the free steps exceed.
   *
   * @param rate share of free steps that may alarm, 0 to 1
   */
  static double of(double[] scores, BitSet free, double rate) {
    double[] sorted = free.stream().mapToDouble(step -> scores[step]).sorted().toArray();
    int may = (int) Math.floor(rate * sorted.length);
    return sorted.length == 0 ? 0 : sorted[Math.max(0, sorted.length - 1 - may)];
  }

  /** The steps that exceed a threshold. */
  static BitSet alarms(double[] scores, int from, double threshold) {
    BitSet alarms = new BitSet(scores.length);
    for (int step = from; step < scores.length; step++) {
      alarms.set(step, scores[step] > threshold);
    }
    return alarms;
  }

  /** The middle of values; NaN is the caller's to avoid, so there must be one. */
  static double median(double[] values) {
    return Robust.median(Arrays.copyOf(values, values.length), values.length);
  }
}
