package mop.stack.promql;

import java.io.IOException;
import mop.stack.labels.Labels;

/** Takes the series of a vector one by one, so that they need not all be held. */
@FunctionalInterface
interface Sink {
  /**
   * @param values one a step, at least one of them present; they are the sink's from now on
   */
  void add(Labels labels, double[] values) throws IOException;
}
