package mop.stack.logql;

import java.util.Arrays;
import java.util.Set;

/** What is computed of the values within a range of time. */
final class RangeFunction {
  static final Set<String> NAMES =
      Set.of(
          "rate",
          "count_over_time",
          "bytes_rate",
          "bytes_over_time",
          "sum_over_time",
          "avg_over_time",
          "min_over_time",
          "max_over_time",
          "stddev_over_time",
          "stdvar_over_time",
          "quantile_over_time",
          "first_over_time",
          "last_over_time",
          "absent_over_time");

  private static final Set<String> BYTES = Set.of("bytes_rate", "bytes_over_time");
  private static final Set<String> NEVER_UNWRAPPED =
      Set.of("count_over_time", "bytes_rate", "bytes_over_time");
  private static final Set<String> MAY_BE_UNWRAPPED = Set.of("rate", "absent_over_time");
  private static final Set<String> NEVER_GROUPED =
      Set.of(
          "rate",
          "count_over_time",
          "bytes_rate",
          "bytes_over_time",
          "absent_over_time",
          "sum_over_time");

  /** Sums of sums are sums: labels may be left out before. */
  private static final Set<String> SUMS =
      Set.of("rate", "count_over_time", "bytes_rate", "bytes_over_time", "sum_over_time");

  private RangeFunction() {}

  static boolean isSum(String name) {
    return SUMS.contains(name);
  }

  static boolean ofBytes(String name) {
    return BYTES.contains(name);
  }

  /** Refuses what has no meaning. */
  static void check(Token name, boolean unwrapped, boolean grouped) {
    String f = name.text();
    if (unwrapped && NEVER_UNWRAPPED.contains(f)) {
      throw Lexer.wrong(name.start(), "invalid aggregation " + f + " with unwrap");
    }
    if (!unwrapped && !NEVER_UNWRAPPED.contains(f) && !MAY_BE_UNWRAPPED.contains(f)) {
      throw Lexer.wrong(name.start(), "invalid aggregation " + f + " without unwrap");
    }
    if (grouped && NEVER_GROUPED.contains(f)) {
      throw Lexer.wrong(name.start(), "grouping not allowed for " + f + " aggregation");
    }
  }

  /**
   * Computes over the values from {@code from} to {@code to}, which is more.
   *
   * @param parameter the quantile
   */
  static double compute(
      String name, double parameter, double[] values, int from, int to, double seconds) {
    return switch (name) {
      case "count_over_time" -> to - from;
      case "rate", "bytes_rate" -> sum(values, from, to) / seconds;
      case "bytes_over_time", "sum_over_time" -> sum(values, from, to);
      case "avg_over_time" -> sum(values, from, to) / (to - from);
      case "min_over_time" -> Arrays.stream(values, from, to).min().orElseThrow();
      case "max_over_time" -> Arrays.stream(values, from, to).max().orElseThrow();
      case "stdvar_over_time" -> variance(values, from, to);
      case "stddev_over_time" -> Math.sqrt(variance(values, from, to));
      case "quantile_over_time" -> quantile(parameter, Arrays.copyOfRange(values, from, to));
      case "first_over_time" -> values[from];
      case "last_over_time" -> values[to - 1];
      default -> 1;
    };
  }

  private static double sum(double[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i];
    }
    return sum;
  }

  static double variance(double[] values, int from, int to) {
    double mean = 0;
    double squares = 0;
    for (int i = from; i < to; i++) {
      double delta = values[i] - mean;
      mean += delta / (i - from + 1);
      squares += delta * (values[i] - mean);
    }
    return squares / (to - from);
  }

  /** Linear between the two nearest ranks, as Prometheus' {@code quantile_over_time}. */
  private static double quantile(double q, double[] values) {
    if (q < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (q > 1) {
      return Double.POSITIVE_INFINITY;
    }
    Arrays.sort(values);
    double rank = q * (values.length - 1);
    int low = Math.max(0, (int) Math.floor(rank));
    int high = Math.min(values.length - 1, low + 1);
    double weight = rank - Math.floor(rank);
    return values[low] * (1 - weight) + values[high] * weight;
  }
}
