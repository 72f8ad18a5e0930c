package mop.stack.metrics;

import java.io.IOException;
import java.util.List;
import mop.stack.labels.Labels;
import mop.stack.labels.Matcher;

/**
 * Where series are read from: a head, a block, several of them together. Times are milliseconds
 * since 1970, both ends included.
 */
public interface SeriesSource {
  /**
   * The series that satisfy all matchers and may have samples in the time range, sorted by labels.
   * A cursor may still give samples outside the range.
   */
  List<Series> select(long fromMillis, long toMillis, List<Matcher> matchers) throws IOException;

  /** Names of labels of such series, sorted. */
  List<String> labelNames(long fromMillis, long toMillis, List<Matcher> matchers)
      throws IOException;

  /** Values that such series have for a label, sorted. */
  List<String> labelValues(String name, long fromMillis, long toMillis, List<Matcher> matchers)
      throws IOException;

  /** One series; its chunks are read when its samples are asked for. */
  interface Series {
    Labels labels();

    /** A new cursor before the first sample. */
    SampleCursor samples() throws IOException;
  }
}
