package mop.stack.logql;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import mop.analysis.input.InvalidInput;
import mop.stack.labels.Labels;
import mop.stack.logql.LogQlExpr.Conversion;
import mop.stack.logql.LogQlExpr.Grouping;
import mop.stack.logql.LogQlExpr.RangeAggregation;
import mop.stack.logql.LogQlExpr.Unwrap;
import mop.stack.logs.Direction;
import mop.stack.logs.LogCursor;
import mop.stack.logs.LogSource;

/** Reads the values that a function over a range needs, series by series. */
final class SampleLoader {
  /** Values of a series in the order of time. */
  static final class Samples {
    final Labels labels;
    private long[] times = new long[16];
    private double[] values = new double[16];
    private int count;

    Samples(Labels labels) {
      this.labels = labels;
    }

    void add(long time, double value) {
      if (count == times.length) {
        times = Arrays.copyOf(times, 2 * count);
        values = Arrays.copyOf(values, 2 * count);
      }
      int at = count++;
      while (at > 0 && times[at - 1] > time) {
        times[at] = times[at - 1];
        values[at] = values[at - 1];
        at--;
      }
      times[at] = time;
      values[at] = value;
    }

    double[] values() {
      return values;
    }

    /** Place of the first value behind that time. */
    int after(long time) {
      int low = 0;
      int high = count;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (times[middle] <= time) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }
  }

  private final RangeAggregation what;
  private final Optional<Grouping> keep;
  private final QueryLimits limits;
  private final Map<Labels, Samples> series = new LinkedHashMap<>();
  private long entries;

  /**
   * @param keep labels that suffice for what follows
   */
  SampleLoader(RangeAggregation what, Optional<Grouping> keep, QueryLimits limits) {
    this.what = what;
    this.keep = keep;
    this.limits = limits;
  }

  /** Series with values behind {@code from} and not behind {@code to}. */
  List<Samples> load(LogSource source, long from, long to) throws IOException {
    for (LogSource.Stream s : source.select(from + 1, to + 1, what.logs().matchers())) {
      LogCursor c = s.entries(Direction.FORWARD);
      while (c.next()) {
        if (++entries > limits.entries()) {
          throw limits.exceeded("more than " + limits.entries() + " entries");
        }
        add(c);
      }
    }
    return new ArrayList<>(series.values());
  }

  private void add(LogCursor c) {
    Row row = new Row(c.timestamp(), c.line(), c.labels(), c.structuredMetadata());
    if (!what.logs().pipeline().process(row)) {
      return;
    }
    OptionalDouble value = value(row);
    if (value.isEmpty()) {
      return;
    }
    if (row.failed() && !groupsErrors()) {
      throw new InvalidInput(
          "LogQL pipeline",
          "'" + row.text(Row.ERROR) + "' for series " + row.labels(),
          "lines that can be parsed",
          "Filter the others out with | __error__=\"\".");
    }
    Labels labels = row.labels();
    if (what.grouping().isPresent()) {
      labels = Vector.group(labels, what.grouping().get());
    } else if (keep.isPresent()) {
      labels = Vector.group(labels, keep.get());
    }
    Samples into = series.computeIfAbsent(labels, Samples::new);
    if (series.size() > limits.series()) {
      throw limits.exceeded("more than " + limits.series() + " series");
    }
    into.add(row.timestamp, value.getAsDouble());
  }

  /** Whether errors are asked for: they are a label of the result then. */
  private boolean groupsErrors() {
    return what.grouping()
        .or(() -> keep)
        .filter(g -> !g.without() && g.labels().contains(Row.ERROR))
        .isPresent();
  }

  private OptionalDouble value(Row row) {
    if (what.unwrap().isEmpty()) {
      boolean bytes = RangeFunction.ofBytes(what.function());
      return OptionalDouble.of(bytes ? row.line.getBytes(StandardCharsets.UTF_8).length : 1);
    }
    Unwrap u = what.unwrap().get();
    String text = row.get(u.label());
    if (text == null || (text.isEmpty() && !row.failed())) {
      return OptionalDouble.empty();
    }
    OptionalDouble read = read(u.conversion(), text);
    row.remove(u.label());
    if (read.isEmpty()) {
      row.set(u.label(), text);
      row.fail("SampleExtractionErr", "\"" + text + "\" is no number");
    }
    return u.filters().process(row) ? OptionalDouble.of(read.orElse(0)) : OptionalDouble.empty();
  }

  private static OptionalDouble read(Conversion conversion, String text) {
    return switch (conversion) {
      case NONE -> Units.number(text);
      case DURATION -> Units.seconds(text, false);
      case BYTES -> Units.bytes(text);
    };
  }
}
