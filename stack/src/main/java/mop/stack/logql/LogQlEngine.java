package mop.stack.logql;

import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mop.analysis.input.InvalidInput;
import mop.stack.labels.Labels;
import mop.stack.labels.Matcher;
import mop.stack.logql.LogQlExpr.Binary;
import mop.stack.logql.LogQlExpr.Grouping;
import mop.stack.logql.LogQlExpr.LabelReplace;
import mop.stack.logql.LogQlExpr.Literal;
import mop.stack.logql.LogQlExpr.Logs;
import mop.stack.logql.LogQlExpr.Metric;
import mop.stack.logql.LogQlExpr.RangeAggregation;
import mop.stack.logql.LogQlExpr.VectorAggregation;
import mop.stack.logql.LogQlExpr.VectorOf;
import mop.stack.logql.Vector.Point;
import mop.stack.logs.Direction;
import mop.stack.logs.LogSource;
import mop.stack.logs.MergedCursor;

/** Answers queries from a source of log streams. Thread-safe as far as the source is. */
public final class LogQlEngine {
  private final LogSource source;
  private final QueryLimits limits;

  public LogQlEngine(LogSource source, QueryLimits limits) {
    this.source = source;
    this.limits = limits;
  }

  /** A line of an answer. */
  public record Line(long timestamp, String line) {}

  /** The lines that share labels, in the order that was asked for. */
  public record LogStream(Labels labels, List<Line> lines) {}

  /** A value of an answer; {@code nanos} since 1970. */
  public record Value(long nanos, double value) {}

  /** The values of a series in the order of time. */
  public record Series(Labels labels, List<Value> values) {}

  /**
   * An entry of an answer.
   *
   * @param labels all of its labels
   * @param stream those that its stream has
   * @param metadata those that were stored with it
   * @param parsed those that the query made
   */
  public record Entry(
      long timestamp, String line, Labels labels, Labels stream, Labels metadata, Labels parsed) {}

  /**
   * Log lines from {@code from} to before {@code to}, by their labels.
   *
   * @param limit of lines; the first ones in the order of the direction
   */
  public List<LogStream> logs(Logs query, long from, long to, int limit, Direction direction)
      throws IOException {
    Map<Labels, List<Line>> found = new TreeMap<>();
    for (Entry e : entries(query, from, to, limit, direction, 0)) {
      found.computeIfAbsent(e.labels, l -> new ArrayList<>()).add(new Line(e.timestamp, e.line));
    }
    return found.entrySet().stream().map(e -> new LogStream(e.getKey(), e.getValue())).toList();
  }

  /**
   * Log entries from {@code from} to before {@code to} in the order of the direction.
   *
   * @param interval nanoseconds that lie at least between two entries; 0 gives all
   */
  public List<Entry> entries(
      Logs query, long from, long to, int limit, Direction direction, long interval)
      throws IOException {
    MergedCursor c = new MergedCursor(source.select(from, to, query.matchers()), direction);
    List<Entry> found = new ArrayList<>();
    while (found.size() < limit && c.next()) {
      boolean near =
          !found.isEmpty() && Math.abs(c.timestamp() - found.getLast().timestamp) < interval;
      Row row = new Row(c.timestamp(), c.line(), c.labels(), c.structuredMetadata());
      if (!near && query.pipeline().process(row)) {
        found.add(entry(row));
      }
    }
    return found;
  }

  private static Entry entry(Row row) {
    Labels all = row.labels();
    Labels stream = row.ofStream();
    Labels metadata = row.ofMetadata();
    Labels parsed = all.keep(n -> stream.get(n).isEmpty() && metadata.get(n).isEmpty());
    return new Entry(row.timestamp, row.line, all, stream, metadata, parsed);
  }

  /** The values at one moment; a query that is a number gives one series without labels. */
  public List<Series> instant(Metric query, long time) throws IOException {
    return evaluate(query, time, time, 1);
  }

  /**
   * The values from {@code from} to {@code to}, both included.
   *
   * @param step nanoseconds between two values
   * @throws InvalidInput when the query is not possible
   */
  public List<Series> range(Metric query, long from, long to, long step) throws IOException {
    if (step <= 0 || to < from || (to - from) / step >= limits.steps()) {
      throw limits.exceeded("a range of more than " + limits.steps() + " steps, or none");
    }
    return evaluate(query, from, to, step);
  }

  private List<Series> evaluate(Metric query, long from, long to, long step) throws IOException {
    Evaluation e = new Evaluation(from, to);
    e.load(query, Optional.empty());
    Map<Labels, List<Value>> series = new TreeMap<>();
    List<Labels> order = new ArrayList<>();
    for (long t = from; t <= to; t += step) {
      for (Point p : e.at(query, t)) {
        List<Value> into =
            series.computeIfAbsent(
                p.labels(),
                l -> {
                  order.add(l);
                  return new ArrayList<>();
                });
        into.add(new Value(t, p.value()));
      }
    }
    // Only sort() gives an order of its own, and only to a vector of one moment.
    boolean sorted =
        from == to && query instanceof VectorAggregation v && v.function().startsWith("sort");
    return (sorted ? order : series.keySet())
        .stream().map(l -> new Series(l, series.getOrDefault(l, List.of()))).toList();
  }

  /** One evaluation: what functions over ranges need is read once. */
  private final class Evaluation {
    private final long from;
    private final long to;
    private final IdentityHashMap<RangeAggregation, List<SampleLoader.Samples>> loaded =
        new IdentityHashMap<>();

    Evaluation(long from, long to) {
      this.from = from;
      this.to = to;
    }

    /** Reads what is needed; {@code keep} are the labels that what is above makes do with. */
    void load(Metric query, Optional<Grouping> keep) throws IOException {
      switch (query) {
        case RangeAggregation r -> {
          long first = from - r.rangeNanos() - r.offsetNanos();
          SampleLoader loader = new SampleLoader(r, keep, limits);
          loaded.put(r, loader.load(source, first, to - r.offsetNanos()));
        }
        case VectorAggregation v -> {
          boolean sums =
              v.function().equals("sum")
                  && v.of() instanceof RangeAggregation r
                  && RangeFunction.isSum(r.function());
          load(v.of(), sums ? Optional.of(v.grouping()) : Optional.empty());
        }
        case Binary b -> {
          load(b.left(), Optional.empty());
          load(b.right(), Optional.empty());
        }
        case LabelReplace l -> load(l.of(), Optional.empty());
        case Literal l -> {}
        case VectorOf v -> {}
      }
    }

    List<Point> at(Metric query, long time) {
      return switch (query) {
        case RangeAggregation r -> ranges(r, time);
        case VectorAggregation v -> Vector.aggregate(v, at(v.of(), time));
        case Binary b -> binary(b, time);
        case LabelReplace l -> replace(l, at(l.of(), time));
        case Literal l -> List.of(new Point(Labels.EMPTY, l.value()));
        case VectorOf v -> List.of(new Point(Labels.EMPTY, v.value()));
      };
    }

    private List<Point> ranges(RangeAggregation r, long time) {
      long end = time - r.offsetNanos();
      List<Point> points = new ArrayList<>();
      for (SampleLoader.Samples s : loaded.getOrDefault(r, List.of())) {
        int first = s.after(end - r.rangeNanos());
        int last = s.after(end);
        if (first < last) {
          double parameter = r.parameter().orElse(0);
          double seconds = r.rangeNanos() / 1e9;
          points.add(
              new Point(
                  s.labels,
                  RangeFunction.compute(
                      r.function(), parameter, s.values(), first, last, seconds)));
        }
      }
      if (r.function().equals("absent_over_time")) {
        return points.isEmpty() ? List.of(new Point(absent(r), 1)) : List.of();
      }
      return points;
    }

    /** Labels that the selector leaves no choice about. */
    private static Labels absent(RangeAggregation r) {
      Labels.Builder b = Labels.builder();
      for (Matcher m : r.logs().matchers()) {
        if (m.op() == Matcher.Op.EQUAL) {
          b.set(m.name(), m.value());
        }
      }
      return b.build();
    }

    private List<Point> binary(Binary b, long time) {
      if (b.left() instanceof Literal l) {
        return Vector.scale(b, at(b.right(), time), l.value(), true);
      }
      if (b.right() instanceof Literal r) {
        return Vector.scale(b, at(b.left(), time), r.value(), false);
      }
      return Vector.combine(b, at(b.left(), time), at(b.right(), time));
    }

    private static List<Point> replace(LabelReplace l, List<Point> of) {
      List<Point> points = new ArrayList<>();
      for (Point p : of) {
        var m = l.pattern().matcher(p.labels().get(l.from()));
        if (m.matches()) {
          String text = Replacement.expand(m, l.replacement());
          Labels labels = p.labels().toBuilder().set(l.to(), text).build();
          points.add(new Point(labels, p.value()));
        } else {
          points.add(p);
        }
      }
      return points;
    }
  }
}
