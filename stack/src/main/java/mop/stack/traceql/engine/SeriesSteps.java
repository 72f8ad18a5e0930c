package mop.stack.traceql.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import mop.stack.traceql.Constants;
import mop.stack.traceql.Operator;
import mop.stack.traceql.SecondStage;
import mop.stack.traceql.Value;
import mop.stack.traceql.engine.Series.Exemplar;

/**
 * What is done with series; after Tempo's {@code ast_metrics.go} and {@code ast_metrics_math.go}.
 */
final class SeriesSteps {
  private SeriesSteps() {}

  static List<Series> apply(List<SecondStage> stages, List<Series> series) {
    List<Series> all = series;
    for (SecondStage s : stages) {
      all =
          switch (s) {
            case SecondStage.Ranked r -> ranked(r, all);
            case SecondStage.Comparison c -> compared(c, all);
            case SecondStage.Computation c -> computed(c, all);
          };
    }
    return all;
  }

  private static List<Series> computed(SecondStage.Computation c, List<Series> series) {
    DoubleUnaryOperator f =
        c.scalarLeft()
            ? v -> Constants.compute(c.op(), c.value(), v)
            : v -> Constants.compute(c.op(), v, c.value());
    return series.stream()
        .map(s ->
            new Series(
                s.labels(),
                Arrays.stream(s.values()).map(f).toArray(),
                s.exemplars().stream()
                    .map(e -> new Exemplar(e.labels(), f.applyAsDouble(e.value()), e.millis()))
                    .toList()))
        .toList();
  }

  /** Values that do not pass are none; series without values are left out. */
  private static List<Series> compared(SecondStage.Comparison c, List<Series> series) {
    DoublePredicate passes = v -> passes(c.op(), v, c.value());
    return series.stream()
        .filter(s -> Arrays.stream(s.values()).anyMatch(passes))
        .map(s ->
            new Series(
                s.labels(),
                Arrays.stream(s.values()).map(v -> passes.test(v) ? v : Double.NaN).toArray(),
                s.exemplars().stream().filter(e -> passes.test(e.value())).toList()))
        .toList();
  }

  private static boolean passes(Operator op, double v, double constant) {
    return !Double.isNaN(v)
        && Operations.apply(op, new Value.Real(v), new Value.Real(constant)).holds();
  }

  /** At each point the values ranked first; of equal ones those whose labels come first. */
  private static List<Series> ranked(SecondStage.Ranked r, List<Series> series) {
    if (series.size() <= r.limit()) {
      return series;
    }
    int points = series.getFirst().values().length;
    double[][] kept = new double[series.size()][points];
    boolean[] any = new boolean[series.size()];
    for (int i = 0; i < kept.length; i++) {
      Arrays.fill(kept[i], Double.NaN);
    }
    for (int p = 0; p < points; p++) {
      int point = p;
      Comparator<Integer> rank = Comparator.comparingDouble(i -> series.get(i).values()[point]);
      Comparator<Integer> order =
          rank.thenComparing((a, b) -> labels(series.get(b), series.get(a)));
      IntStream.range(0, series.size())
          .filter(i -> !Double.isNaN(series.get(i).values()[point]))
          .boxed()
          .sorted(r.top() ? order.reversed() : order)
          .limit(r.limit())
          .forEach(i -> {
            kept[i][point] = series.get(i).values()[point];
            any[i] = true;
          });
    }
    return IntStream.range(0, series.size())
        .filter(i -> any[i])
        .mapToObj(i -> series.get(i).with(kept[i]))
        .toList();
  }

  /** Order of labels by their text. */
  static int labels(Series a, Series b) {
    int common = Math.min(a.labels().size(), b.labels().size());
    for (int i = 0; i < common; i++) {
      NamedValue x = a.labels().get(i);
      NamedValue y = b.labels().get(i);
      int order = Operations.order(x.value(), y.value());
      order = order == 0 ? x.name().compareTo(y.name()) : order;
      if (order != 0) {
        return order;
      }
    }
    return a.labels().size() - b.labels().size();
  }

  /** Series of both sides with the same labels; one without labels goes with any. */
  static List<Series> computed(Operator op, List<Series> left, List<Series> right) {
    Map<List<NamedValue>, Series> l = byKey(left);
    Map<List<NamedValue>, Series> r = byKey(right);
    List<Series> all = new ArrayList<>();
    for (List<NamedValue> key : (r.containsKey(List.of()) ? l : r).keySet()) {
      Series a = l.getOrDefault(key, l.get(List.<NamedValue>of()));
      Series b = r.getOrDefault(key, r.get(List.<NamedValue>of()));
      if (a != null && b != null) {
        all.add(computed(op, a, b, l.containsKey(key), r.containsKey(key)));
      }
    }
    return all;
  }

  private static Map<List<NamedValue>, Series> byKey(List<Series> series) {
    Map<List<NamedValue>, Series> all = new LinkedHashMap<>();
    series.forEach(s -> all.put(s.key(), s));
    return all;
  }

  private static Series computed(Operator op, Series a, Series b, boolean ownA, boolean ownB) {
    double[] values = new double[a.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Constants.compute(op, a.values()[i], b.values()[i]);
    }
    List<Exemplar> exemplars = new ArrayList<>(ownA || !ownB ? a.exemplars() : List.of());
    exemplars.addAll(ownB || !ownA ? b.exemplars() : List.of());
    return new Series(labels(op, a, b), values, exemplars);
  }

  /** Labels of both; the name is that of the computation, where both have one. */
  private static List<NamedValue> labels(Operator op, Series a, Series b) {
    Map<String, Value> all = new LinkedHashMap<>();
    a.labels().forEach(l -> all.put(l.name(), l.value()));
    b.labels().forEach(l -> all.putIfAbsent(l.name(), l.value()));
    String x = name(a);
    String y = name(b);
    if (x.isEmpty() || y.isEmpty()) {
      all.remove(Series.NAME);
    } else {
      all.put(Series.NAME, new Value.Text("(" + x + " " + op.symbol() + " " + y + ")"));
    }
    return all.entrySet().stream().map(e -> new NamedValue(e.getKey(), e.getValue())).toList();
  }

  private static String name(Series s) {
    return s.labels().stream()
        .filter(l -> l.name().equals(Series.NAME))
        .map(l -> l.value().text())
        .findFirst()
        .orElse("");
  }
}
