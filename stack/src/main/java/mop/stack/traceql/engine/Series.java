package mop.stack.traceql.engine;

import java.util.List;

/**
 * Values over time.
 *
 * @param labels in the order of the query; of a series without labels the name of the function
 * @param values of each step; NaN where there is none; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, only carried
public record Series(List<NamedValue> labels, double[] values, List<Exemplar> exemplars) {
  static final String NAME = "__name__";

  public Series {
    labels = List.copyOf(labels);
    exemplars = List.copyOf(exemplars);
  }

  /**
   * A span that stands for others of its series.
   *
   * @param labels what the query names of it, and its trace's id
   * @param value NaN where the series counts spans
   */
  public record Exemplar(List<NamedValue> labels, double value, long millis) {
    public Exemplar {
      labels = List.copyOf(labels);
    }
  }

  /** What tells the series from others: the labels without the name. */
  List<NamedValue> key() {
    return labels.stream().filter(l -> !l.name().equals(NAME)).toList();
  }

  Series with(double[] others) {
    return new Series(labels, others, exemplars);
  }
}
