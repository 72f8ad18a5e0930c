package mop.stack.metrics.head;

/** First byte of a record (Prometheus 3.14, {@code tsdb/record/record.go}). */
final class RecordType {
  static final int SERIES = 1;
  static final int SAMPLES = 2;
  static final int TOMBSTONES = 3;
  static final int EXEMPLARS = 4;
  static final int MMAP_MARKERS = 5;
  static final int METADATA = 6;
  static final int HISTOGRAMS = 7;
  static final int FLOAT_HISTOGRAMS = 8;
  static final int CUSTOM_HISTOGRAMS = 9;
  static final int CUSTOM_FLOAT_HISTOGRAMS = 10;

  /** Those of version 2 have start times, which are read over. */
  static final int SAMPLES_2 = 11;

  static final int HISTOGRAMS_2 = 12;
  static final int FLOAT_HISTOGRAMS_2 = 13;

  private RecordType() {}
}
