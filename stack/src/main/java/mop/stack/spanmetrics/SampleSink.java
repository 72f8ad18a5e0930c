package mop.stack.spanmetrics;

import java.io.IOException;
import mop.stack.labels.Labels;

/**
 * Takes what was derived, series by series; a series' samples mostly in the order of time. One that
 * is older than what the sink still takes is left out by the sink.
 */
public interface SampleSink {
  /**
   * @param series with its name
   * @param millis milliseconds since 1970
   * @param value {@link mop.stack.metrics.SampleCursor#STALE_BITS} at a series' end
   */
  void sample(Labels series, long millis, double value) throws IOException;

  /**
   * An observation that stands for others.
   *
   * @param series the bucket to which it belongs
   * @param exemplar names it, by a trace id
   */
  void exemplar(Labels series, Labels exemplar, long millis, double value) throws IOException;
}
