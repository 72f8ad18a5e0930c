package mop.stack.logql;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mop.stack.labels.Labels;
import mop.stack.logql.LogQlExpr.Binary;
import mop.stack.logql.LogQlExpr.Grouping;
import mop.stack.logql.LogQlExpr.Many;
import mop.stack.logql.LogQlExpr.Matching;
import mop.stack.logql.LogQlExpr.VectorAggregation;

/** What is computed of the series of one moment. */
final class Vector {
  /** A series' value at a moment. */
  record Point(Labels labels, double value) {}

  private Vector() {}

  static Labels group(Labels labels, Grouping g) {
    return labels.keep(n -> g.labels().contains(n) != g.without());
  }

  static List<Point> aggregate(VectorAggregation a, List<Point> of) {
    if (a.function().equals("sort") || a.function().equals("sort_desc")) {
      Comparator<Point> byValue = Comparator.comparingDouble(Point::value);
      return of.stream()
          .sorted(a.function().equals("sort") ? byValue : byValue.reversed())
          .toList();
    }
    Map<Labels, List<Point>> groups = new LinkedHashMap<>();
    for (Point p : of) {
      groups.computeIfAbsent(group(p.labels, a.grouping()), l -> new ArrayList<>()).add(p);
    }
    List<Point> result = new ArrayList<>();
    groups.forEach((labels, points) -> {
      if (a.parameter().isPresent()) {
        result.addAll(extreme(a, points));
      } else {
        result.add(new Point(labels, compute(a.function(), points)));
      }
    });
    return result;
  }

  private static List<Point> extreme(VectorAggregation a, List<Point> points) {
    Comparator<Point> byValue = Comparator.comparingDouble(Point::value);
    boolean top = a.function().equals("topk");
    long k = (long) a.parameter().orElse(1);
    return points.stream()
        .sorted((top ? byValue.reversed() : byValue).thenComparing(Point::labels))
        .limit(Math.max(0, k))
        .toList();
  }

  private static double compute(String function, List<Point> points) {
    double[] values = points.stream().mapToDouble(Point::value).toArray();
    double sum = 0;
    double min = values[0];
    double max = values[0];
    for (double v : values) {
      sum += v;
      min = v < min || Double.isNaN(min) ? v : min;
      max = v > max || Double.isNaN(max) ? v : max;
    }
    return switch (function) {
      case "sum" -> sum;
      case "avg" -> sum / values.length;
      case "min" -> min;
      case "max" -> max;
      case "count" -> values.length;
      case "stdvar" -> RangeFunction.variance(values, 0, values.length);
      default -> Math.sqrt(RangeFunction.variance(values, 0, values.length));
    };
  }

  static double arithmetic(String op, double a, double b) {
    return switch (op) {
      case "+" -> a + b;
      case "-" -> a - b;
      case "*" -> a * b;
      case "/" -> a / b;
      case "%" -> a % b;
      case "^" -> Math.pow(a, b);
      default -> holds(op, a, b) ? 1 : 0;
    };
  }

  static boolean isComparison(String op) {
    return "<>=!".indexOf(op.charAt(0)) >= 0;
  }

  static boolean holds(String op, double a, double b) {
    return switch (op) {
      case "==" -> a == b;
      case "!=" -> a != b;
      case ">" -> a > b;
      case ">=" -> a >= b;
      case "<" -> a < b;
      default -> a <= b;
    };
  }

  /** An operation on each series and a number. */
  static List<Point> scale(Binary b, List<Point> of, double number, boolean numberLeft) {
    List<Point> result = new ArrayList<>();
    for (Point p : of) {
      double left = numberLeft ? number : p.value;
      double right = numberLeft ? p.value : number;
      if (!isComparison(b.operator()) || b.bool()) {
        result.add(new Point(p.labels, arithmetic(b.operator(), left, right)));
      } else if (holds(b.operator(), left, right)) {
        result.add(p);
      }
    }
    return result;
  }

  static List<Point> combine(Binary b, List<Point> left, List<Point> right) {
    return switch (b.operator()) {
      case "and" -> left.stream().filter(p -> has(b.matching(), right, p)).toList();
      case "unless" -> left.stream().filter(p -> !has(b.matching(), right, p)).toList();
      case "or" -> {
        List<Point> both = new ArrayList<>(left);
        right.stream().filter(p -> !has(b.matching(), left, p)).forEach(both::add);
        yield both;
      }
      default -> match(b, left, right);
    };
  }

  private static boolean has(Matching m, List<Point> among, Point p) {
    Labels key = key(m, p.labels);
    return among.stream().anyMatch(o -> key(m, o.labels).equals(key));
  }

  private static Labels key(Matching m, Labels labels) {
    return labels.keep(n -> m.labels().contains(n) == m.on());
  }

  private static List<Point> match(Binary b, List<Point> left, List<Point> right) {
    Matching m = b.matching();
    boolean swap = m.many() == Many.RIGHT;
    Map<Labels, Point> ones = new LinkedHashMap<>();
    for (Point p : swap ? left : right) {
      if (ones.put(key(m, p.labels), p) != null) {
        throw ambiguous("the side of one series has several for " + key(m, p.labels));
      }
    }
    Map<Labels, Point> result = new LinkedHashMap<>();
    for (Point p : swap ? right : left) {
      Point one = ones.get(key(m, p.labels));
      if (one == null) {
        continue;
      }
      double l = swap ? one.value : p.value;
      double r = swap ? p.value : one.value;
      boolean comparison = isComparison(b.operator());
      if (comparison && !b.bool() && !holds(b.operator(), l, r)) {
        continue;
      }
      double value = comparison && !b.bool() ? l : arithmetic(b.operator(), l, r);
      Labels labels = labels(m, p.labels, one.labels);
      if (result.put(labels, new Point(labels, value)) != null) {
        throw ambiguous("several series match " + key(m, p.labels));
      }
    }
    return List.copyOf(result.values());
  }

  private static Labels labels(Matching m, Labels many, Labels one) {
    if (m.many() == Many.NONE) {
      return key(m, many);
    }
    Labels.Builder b = many.toBuilder();
    m.include().forEach(n -> b.set(n, one.get(n)));
    return b.build();
  }

  private static mop.analysis.input.InvalidInput ambiguous(String what) {
    return new mop.analysis.input.InvalidInput(
        "LogQL: a binary operation",
        what,
        "one series to each",
        "Use on(…) or ignoring(…), with group_left or group_right.");
  }
}
