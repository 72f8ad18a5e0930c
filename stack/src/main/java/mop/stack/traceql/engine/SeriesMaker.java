package mop.stack.traceql.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import mop.stack.traceql.Expression;
import mop.stack.traceql.Intrinsic;
import mop.stack.traceql.MetricsFunction;
import mop.stack.traceql.Value;
import mop.stack.traceql.engine.Series.Exemplar;

/** Sorts spans into series by the values of {@code by()}, as a function of the query says. */
final class SeriesMaker {
  private static final String BUCKET = "__bucket";
  private static final String QUANTILE = "p";

  private final MetricsFunction function;
  private final Intervals intervals;
  private final MetricsRequest request;
  private final List<String> names = new ArrayList<>();
  private final List<SpanQuestion> by = new ArrayList<>();
  private final Optional<SpanQuestion> measured;

  /** The span's own duration is measured in seconds; other durations stay in nanoseconds. */
  private final boolean seconds;

  private final Map<List<Value>, Group> groups = new LinkedHashMap<>();

  /** The spans of one combination of values. */
  private static final class Group {
    final Accumulator values;
    final ExemplarLimit limit;
    final List<Exemplar> exemplars = new ArrayList<>();

    Group(Accumulator values, ExemplarLimit limit) {
      this.values = values;
      this.limit = limit;
    }
  }

  /**
   * @param ofAll whether most candidates will be asked
   */
  SeriesMaker(
      MetricsFunction function,
      MetricsRequest request,
      ExpressionCompiler compiler,
      boolean ofAll) {
    this.function = function;
    this.request = request;
    this.intervals = new Intervals(request);
    for (Expression.Field f : function.by()) {
      names.add(f.name().print());
      by.add(compiler.question(f, ofAll));
    }
    Optional<Expression.Field> of =
        switch (function) {
          case MetricsFunction.OverTime o -> Optional.of(o.of());
          case MetricsFunction.Quantiles q -> Optional.of(q.of());
          case MetricsFunction.Histogram h -> Optional.of(h.of());
          case MetricsFunction.Counting _, MetricsFunction.Compare _ -> Optional.empty();
        };
    measured = of.map(f -> compiler.question(f, ofAll));
    seconds = of.filter(f -> f.name() == Intrinsic.DURATION).isPresent();
  }

  /** Number of series so far. */
  int size() {
    return groups.size();
  }

  /**
   * Adds a span.
   *
   * @param start Unix nanoseconds
   * @return whether it belongs to a series
   */
  boolean add(TraceView trace, int span, long start) throws IOException {
    int interval = intervals.of(start);
    if (interval < 0) {
      return false;
    }
    Value value = measured.isPresent() ? measured.get().first(trace, span) : Value.Nil.NIL;
    List<Value> key = new ArrayList<>();
    for (SpanQuestion q : by) {
      key.add(q.first(trace, span));
    }
    if (bucketed()) {
      Value bucket = bucket(value);
      if (bucket.isNil()) {
        return false;
      }
      key.add(bucket);
    } else if (function instanceof MetricsFunction.OverTime && Double.isNaN(number(value))) {
      return false;
    }
    group(key).values.add(interval, number(value));
    return true;
  }

  /** Adds a span as an example of its series, when there may be one more of its time. */
  void exemplar(TraceView trace, int span, long start, List<NamedValue> labels) throws IOException {
    Value value = measured.isPresent() ? measured.get().first(trace, span) : Value.Nil.NIL;
    List<Value> key = new ArrayList<>();
    for (SpanQuestion q : by) {
      key.add(q.first(trace, span));
    }
    if (bucketed()) {
      key.add(bucket(value));
    }
    Group group = group(key);
    long millis = start / 1_000_000;
    if (group.limit.take(millis)) {
      double v = function instanceof MetricsFunction.Histogram ? Double.NaN : number(value);
      group.exemplars.add(new Exemplar(labels, v, millis));
    }
  }

  private boolean bucketed() {
    return function instanceof MetricsFunction.Quantiles
        || function instanceof MetricsFunction.Histogram;
  }

  private double number(Value v) {
    return seconds ? v.number() / 1e9 : v.number();
  }

  /** Upper end of the value's bucket, durations in seconds; nil for what has no bucket. */
  private static Value bucket(Value v) {
    return switch (v) {
      case Value.Int i when i.value() >= 2 -> new Value.Real(Log2Histogram.bucket(i.value()));
      case Value.Duration d when d.nanos() >= 2 ->
          new Value.Real(Log2Histogram.bucket(d.nanos()) / 1e9);
      case Value.Int _, Value.Duration _, Value.Nil _, Value.Real _, Value.Text _ -> Value.Nil.NIL;
      case Value.Bool _, Value.Status _, Value.Kind _, Value.Many _ -> Value.Nil.NIL;
    };
  }

  private Group group(List<Value> key) {
    return groups.computeIfAbsent(key, _ -> new Group(accumulator(), new ExemplarLimit(request)));
  }

  private Accumulator accumulator() {
    return switch (function) {
      case MetricsFunction.OverTime o -> Accumulator.of(o.function(), intervals.count());
      case MetricsFunction.Counting c ->
          Accumulator.counting(intervals.count(), c.rate() ? 1 / intervals.seconds() : 1);
      case MetricsFunction.Quantiles _, MetricsFunction.Histogram _ ->
          Accumulator.counting(intervals.count(), 1);
      case MetricsFunction.Compare _ -> throw new IllegalArgumentException("not checked");
    };
  }

  /** The series of all spans added. */
  List<Series> series() {
    if (groups.isEmpty() && by.isEmpty() && function instanceof MetricsFunction.Counting) {
      group(List.of());
    }
    if (function instanceof MetricsFunction.Quantiles q) {
      return quantiles(q);
    }
    List<Series> all = new ArrayList<>();
    groups.forEach((key, g) -> {
      double[] values = g.values.values();
      all.add(new Series(labels(key), values, valued(g.exemplars, values)));
    });
    return all;
  }

  /** Exemplars without a value of their own show the series' at their time, as in Tempo. */
  private List<Exemplar> valued(List<Exemplar> exemplars, double[] values) {
    List<Exemplar> all = new ArrayList<>();
    for (Exemplar e : exemplars) {
      int interval = intervals.of(e.millis() * 1_000_000 + 999_999);
      boolean own = !Double.isNaN(e.value()) || interval < 0;
      all.add(own ? e : new Exemplar(e.labels(), values[interval], e.millis()));
    }
    return all;
  }

  /**
   * Labels without value are left out; if all are, the first stays and says nil. A series that has
   * no labels has the function's name.
   */
  private List<NamedValue> labels(List<Value> key) {
    List<NamedValue> labels = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (!key.get(i).isNil()) {
        labels.add(new NamedValue(names.get(i), plain(key.get(i))));
      }
    }
    if (key.size() > names.size()) {
      labels.add(new NamedValue(BUCKET, key.getLast()));
    }
    if (labels.isEmpty()) {
      labels.add(
          names.isEmpty()
              ? new NamedValue(Series.NAME, new Value.Text(function.word()))
              : new NamedValue(names.getFirst(), new Value.Text("nil")));
    }
    return labels;
  }

  /** As the value comes out of Tempo's own messages: what has no type there is text. */
  private static Value plain(Value v) {
    return switch (v) {
      case Value.Int _, Value.Real _, Value.Bool _, Value.Text _ -> v;
      case Value.Nil _, Value.Duration _, Value.Status _, Value.Kind _, Value.Many _ ->
          new Value.Text(v.text());
    };
  }

  private List<Series> quantiles(MetricsFunction.Quantiles q) {
    Map<List<Value>, Map<Double, Group>> histograms = new LinkedHashMap<>();
    groups.forEach((key, g) ->
        histograms
            .computeIfAbsent(key.subList(0, key.size() - 1), _ -> new TreeMap<>())
            .put(key.getLast().number(), g));
    List<Series> all = new ArrayList<>();
    histograms.forEach((key, buckets) -> {
      for (double quantile : q.quantiles()) {
        List<NamedValue> labels = new ArrayList<>(key.isEmpty() ? List.of() : labels(key));
        labels.add(new NamedValue(QUANTILE, new Value.Real(quantile)));
        all.add(new Series(labels, quantile(quantile, buckets), exemplars(q, quantile, buckets)));
      }
    });
    return all;
  }

  private double[] quantile(double q, Map<Double, Group> buckets) {
    double[] values = new double[intervals.count()];
    for (int i = 0; i < values.length; i++) {
      SortedMap<Double, Long> counts = new TreeMap<>();
      for (Map.Entry<Double, Group> b : buckets.entrySet()) {
        long n = (long) b.getValue().values.values()[i];
        if (n > 0) {
          counts.put(b.getKey(), n);
        }
      }
      values[i] = Log2Histogram.quantile(q, counts);
    }
    return values;
  }

  /** Each exemplar goes to the quantile over all the time that it is nearest to. */
  private static List<Exemplar> exemplars(
      MetricsFunction.Quantiles q, double quantile, Map<Double, Group> buckets) {
    SortedMap<Double, Long> counts = new TreeMap<>();
    buckets.forEach((end, g) -> {
      double sum = 0;
      for (double v : g.values.values()) {
        sum += v;
      }
      counts.put(end, (long) sum);
    });
    List<Exemplar> nearest = new ArrayList<>();
    for (Group g : buckets.values()) {
      for (Exemplar e : g.exemplars) {
        double best = q.quantiles().getFirst();
        for (double other : q.quantiles()) {
          boolean nearer =
              Math.abs(e.value() - Log2Histogram.quantile(other, counts))
                  < Math.abs(e.value() - Log2Histogram.quantile(best, counts));
          best = nearer ? other : best;
        }
        if (best == quantile) {
          nearest.add(e);
        }
      }
    }
    return nearest;
  }
}
