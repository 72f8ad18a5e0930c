package mop.stack.promql;

import java.util.List;
import java.util.SplittableRandom;

/** Random queries over the metrics of {@link GeneratedMetrics}, most of them valid. Seeded. */
final class QueryGenerator {
  private static final List<String> SELECTORS =
      List.of(
          "up",
          "cpu_temp",
          "queue_length",
          "memory_bytes",
          "build_info",
          "pod_events_total",
          "sparse",
          "mixed",
          "http_requests_total{job=\"api\"}",
          "http_requests_total{code=~\"5..\"}",
          "latency_seconds_count",
          "cpu_temp{core!=\"1\"}",
          "{job=\"db\",__name__=\"up\"}");
  private static final List<String> RANGE_FUNCTIONS =
      List.of(
          "rate",
          "increase",
          "delta",
          "irate",
          "idelta",
          "deriv",
          "resets",
          "changes",
          "avg_over_time",
          "min_over_time",
          "max_over_time",
          "sum_over_time",
          "count_over_time",
          "last_over_time",
          "present_over_time",
          "stddev_over_time",
          "stdvar_over_time");
  private static final List<String> FUNCTIONS =
      List.of("abs", "ceil", "floor", "sqrt", "sgn", "round", "exp", "deg", "timestamp", "sort");
  private static final List<String> AGGREGATIONS =
      List.of("sum", "avg", "min", "max", "count", "group", "stddev", "stdvar");
  private static final List<String> ARITHMETIC = List.of("+", "-", "*", "/", "%", "^", "atan2");
  private static final List<String> COMPARISONS = List.of("==", "!=", "<", "<=", ">", ">=");
  private static final List<String> DURATIONS =
      List.of("15s", "1m", "90s", "5m", "7m30s", "10m", "30m");
  private static final List<String> LABELS = List.of("job", "instance", "core", "code", "nothing");

  private final SplittableRandom random;

  QueryGenerator(long seed) {
    random = new SplittableRandom(seed);
  }

  String query() {
    return random.nextInt(12) == 0 ? scalar(2) : vector(3);
  }

  private String pick(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }

  private String scalar(int depth) {
    return switch (depth == 0 ? random.nextInt(3) : random.nextInt(7)) {
      case 0 -> String.valueOf(random.nextInt(20));
      case 1 -> String.valueOf(random.nextInt(1000) / 8.0);
      case 2 -> pick(List.of("time()", "pi()", "-1", "0.5", "1e3", "0x10", "Inf"));
      case 3 -> "scalar(" + vector(depth - 1) + ")";
      case 4 -> scalar(depth - 1) + " " + pick(ARITHMETIC) + " " + scalar(depth - 1);
      case 5 -> "(" + scalar(depth - 1) + ")";
      default -> scalar(depth - 1) + " " + pick(COMPARISONS) + " bool " + scalar(depth - 1);
    };
  }

  private String vector(int depth) {
    if (depth == 0) {
      return selector();
    }
    return switch (random.nextInt(14)) {
      case 0, 1 -> selector();
      case 2, 3, 4 -> pick(RANGE_FUNCTIONS) + "(" + range(depth - 1) + ")";
      case 5, 6, 7 -> pick(AGGREGATIONS) + grouping() + "(" + vector(depth - 1) + ")";
      case 8 -> pick(FUNCTIONS) + "(" + vector(depth - 1) + ")";
      case 9 -> vector(depth - 1) + " " + operator() + " " + scalar(depth - 1);
      case 10 -> scalar(depth - 1) + " " + operator() + " " + vector(depth - 1);
      case 11 -> "(" + vector(depth - 1) + ") " + matched() + " (" + vector(depth - 1) + ")";
      case 12 -> special(depth);
      default -> "-" + vector(depth - 1);
    };
  }

  private String special(int depth) {
    return switch (random.nextInt(6)) {
      case 0 -> "quantile" + grouping() + "(" + scalar(0) + " / 20, " + vector(depth - 1) + ")";
      case 1 -> "clamp(" + vector(depth - 1) + ", " + scalar(0) + ", " + scalar(depth - 1) + ")";
      case 2 -> "absent(" + vector(depth - 1) + ")";
      case 3 -> "label_replace(" + vector(depth - 1) + ", \"l\", \"$1\", \"job\", \"(.).*\")";
      case 4 -> "vector(" + scalar(depth - 1) + ")";
      default -> "quantile_over_time(0.3, " + range(depth - 1) + ")";
    };
  }

  private String selector() {
    String shift = random.nextInt(5) == 0 ? " offset " + pick(DURATIONS) : "";
    return pick(SELECTORS) + shift;
  }

  private String range(int depth) {
    if (random.nextInt(4) == 0) {
      String step = pick(List.of("", "30s", "1m", "2m"));
      return "(" + vector(depth) + ")[" + pick(DURATIONS) + ":" + step + "]";
    }
    return pick(SELECTORS) + "[" + pick(DURATIONS) + "]";
  }

  private String operator() {
    return switch (random.nextInt(4)) {
      case 0 -> pick(COMPARISONS);
      case 1 -> pick(COMPARISONS) + " bool";
      default -> pick(ARITHMETIC);
    };
  }

  private String grouping() {
    return switch (random.nextInt(4)) {
      case 0 -> " ";
      case 1 -> " without (" + pick(LABELS) + ") ";
      default -> " by (" + pick(LABELS) + ", " + pick(LABELS) + ") ";
    };
  }

  private String matched() {
    if (random.nextInt(2) == 0) {
      return pick(List.of("and", "or", "unless")) + matching();
    }
    String group = random.nextInt(4) == 0 ? " on (job, instance) group_left () " : matching();
    return operator() + group;
  }

  private String matching() {
    return switch (random.nextInt(4)) {
      case 0 -> " on (" + pick(LABELS) + ", instance)";
      case 1 -> " ignoring (" + pick(LABELS) + ")";
      default -> "";
    };
  }
}
