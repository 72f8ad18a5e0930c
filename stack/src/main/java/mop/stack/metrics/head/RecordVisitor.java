package mop.stack.metrics.head;

import java.io.IOException;
import mop.stack.labels.Labels;
import mop.stack.metrics.MetricMetadata;
import mop.stack.metrics.chunk.Histogram;

/** Hears what the records of a log hold. A reference is the number of a series in the log. */
interface RecordVisitor {
  void series(long ref, Labels labels) throws IOException;

  void value(long ref, long millis, double value) throws IOException;

  void histogram(long ref, long millis, Histogram histogram) throws IOException;

  void exemplar(long ref, long millis, double value, Labels labels) throws IOException;

  void metadata(long ref, MetricMetadata metadata) throws IOException;

  /** Samples from {@code from} to {@code to}, both included, were deleted. */
  void tombstone(long ref, long from, long to) throws IOException;
}
