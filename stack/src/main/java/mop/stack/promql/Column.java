package mop.stack.promql;

import java.util.Arrays;
import mop.stack.labels.Labels;
import mop.stack.metrics.SampleCursor;

/**
 * A series of values, one a step. A step without value has the bits of the stale marker: no sample
 * that is selected has them, and no calculation gives them, since it would make the NaN a quiet
 * one.
 */
@SuppressWarnings("ArrayRecordComponent") // handed from node to node, never compared
record Column(Labels labels, double[] values) {
  static final double NONE = Double.longBitsToDouble(SampleCursor.STALE_BITS);

  static boolean isNone(double value) {
    return Double.doubleToRawLongBits(value) == SampleCursor.STALE_BITS;
  }

  static double[] none(int steps) {
    return filled(steps, NONE);
  }

  static double[] filled(int steps, double value) {
    double[] values = new double[steps];
    Arrays.fill(values, value);
    return values;
  }

  static boolean isEmpty(double[] values) {
    for (double v : values) {
      if (!isNone(v)) {
        return false;
      }
    }
    return true;
  }
}
