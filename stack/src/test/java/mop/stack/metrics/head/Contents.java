package mop.stack.metrics.head;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mop.stack.labels.Labels;
import mop.stack.labels.Matcher;
import mop.stack.metrics.MergedCursor;
import mop.stack.metrics.SampleCursor;
import mop.stack.metrics.SeriesSource;

/** What a source holds, as it can be compared: by series and time, floats by their bits. */
public final class Contents {
  private Contents() {}

  public static Map<Labels, Map<Long, Object>> of(SeriesSource source) throws IOException {
    return of(source, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  public static Map<Labels, Map<Long, Object>> of(SeriesSource source, long from, long to)
      throws IOException {
    Map<Labels, Map<Long, Object>> all = new HashMap<>();
    Labels before = Labels.EMPTY;
    for (SeriesSource.Series s : source.select(from, to, List.<Matcher>of())) {
      if (before.compareTo(s.labels()) >= 0) {
        throw new AssertionError(s.labels() + " is not behind " + before);
      }
      before = s.labels();
      Map<Long, Object> samples = new TreeMap<>(samples(s.samples()));
      if (!samples.isEmpty()) {
        all.put(s.labels(), samples);
      }
    }
    return all;
  }

  private static Map<Long, Object> samples(SampleCursor c) throws IOException {
    Map<Long, Object> samples = new TreeMap<>();
    List<Long> times = new ArrayList<>();
    for (var k = c.next(); k != SampleCursor.Kind.END; k = c.next()) {
      times.add(c.timestamp());
      Object value =
          k == SampleCursor.Kind.FLOAT
              ? Double.doubleToRawLongBits(c.value())
              : MergedCursor.histogramOf(c);
      if (samples.put(c.timestamp(), value) != null) {
        throw new AssertionError("time " + c.timestamp() + " is given twice");
      }
    }
    if (!times.equals(List.copyOf(samples.keySet()))) {
      throw new AssertionError("times are not in order: " + times);
    }
    return samples;
  }

  /** A float as it stands in the contents. */
  public static Object bits(double value) {
    return Double.doubleToRawLongBits(value);
  }
}
