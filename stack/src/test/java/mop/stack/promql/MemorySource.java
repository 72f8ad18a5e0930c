package mop.stack.promql;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import mop.stack.labels.Labels;
import mop.stack.labels.Matcher;
import mop.stack.metrics.SampleCursor;
import mop.stack.metrics.SeriesSource;

/** Series in memory. */
public final class MemorySource implements SeriesSource {
  /** A series with its samples, times rising. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Stored(Labels labels, long[] times, double[] values) implements Series {
    @Override
    public SampleCursor samples() {
      return new Cursor(times, values);
    }
  }

  private final List<Stored> all;

  MemorySource(List<Stored> series) {
    this.all = series.stream().sorted(Comparator.comparing(Stored::labels)).toList();
  }

  /** All series, sorted by labels. */
  public List<Stored> all() {
    return all;
  }

  @Override
  public List<Series> select(long from, long to, List<Matcher> matchers) {
    List<Series> found = new ArrayList<>();
    for (Stored s : all) {
      boolean inTime =
          s.times.length > 0 && s.times[0] <= to && s.times[s.times.length - 1] >= from;
      if (inTime && matchers.stream().allMatch(m -> m.matches(s.labels()))) {
        found.add(s);
      }
    }
    return found;
  }

  @Override
  public List<String> labelNames(long from, long to, List<Matcher> matchers) {
    SortedSet<String> names = new TreeSet<>();
    select(from, to, matchers).forEach(s -> s.labels().forEach((name, value) -> names.add(name)));
    return List.copyOf(names);
  }

  @Override
  public List<String> labelValues(String name, long from, long to, List<Matcher> matchers) {
    SortedSet<String> values = new TreeSet<>();
    select(from, to, matchers).forEach(s -> values.add(s.labels().get(name)));
    values.remove("");
    return List.copyOf(values);
  }

  private static final class Cursor implements SampleCursor {
    private final long[] times;
    private final double[] values;
    private int at = -1;

    Cursor(long[] times, double[] values) {
      this.times = times;
      this.values = values;
    }

    @Override
    public Kind next() {
      at++;
      return at < times.length ? Kind.FLOAT : Kind.END;
    }

    @Override
    public Kind seek(long millis) {
      at = Math.max(at, 0);
      while (at < times.length && times[at] < millis) {
        at++;
      }
      return at < times.length ? Kind.FLOAT : Kind.END;
    }

    @Override
    public long timestamp() {
      return times[at];
    }

    @Override
    public double value() {
      return values[at];
    }
  }
}
