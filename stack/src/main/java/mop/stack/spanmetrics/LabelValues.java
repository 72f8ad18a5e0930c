package mop.stack.spanmetrics;

import java.util.Arrays;
import mop.stack.labels.Labels;

/** Values of the labels of a family, in the order of its names; a cheap key of its series. */
final class LabelValues {
  /** The series that stands for all for which there was no room. */
  static final LabelValues OVERFLOW = new LabelValues(new String[] {"true"});

  private final String[] values;
  private final int hash;

  /**
   * @param values an empty one is the same as no such label; not to be changed any more
   */
  LabelValues(String[] values) {
    this.values = values;
    this.hash = Arrays.hashCode(values);
  }

  Labels.Builder labels(String[] names) {
    Labels.Builder labels = Labels.builder();
    if (equals(OVERFLOW)) {
      return labels.set("metric_overflow", "true");
    }
    for (int i = 0; i < names.length; i++) {
      labels.set(names[i], values[i]);
    }
    return labels;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LabelValues l && hash == l.hash && Arrays.equals(values, l.values);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
