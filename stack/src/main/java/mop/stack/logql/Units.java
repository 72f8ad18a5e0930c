package mop.stack.logql;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and sizes as LogQL's literals and the values of labels have them. */
final class Units {
  private static final Pattern PART =
      Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)(ns|us|µs|μs|ms|s|m|h|d|w|y)");
  private static final Pattern SIZE =
      Pattern.compile("(\\d[\\d,]*(?:\\.\\d*)?|\\.\\d+)\\s*([a-zA-Z]*)");

  private Units() {}

  /** Seconds of {@code 1h30m}; days, weeks and years too if {@code calendar}. */
  static OptionalDouble seconds(String text, boolean calendar) {
    boolean negative = text.startsWith("-");
    String bare = negative || text.startsWith("+") ? text.substring(1) : text;
    if (bare.equals("0")) {
      return OptionalDouble.of(0);
    }
    Matcher m = PART.matcher(bare);
    double sum = 0;
    int at = 0;
    while (at < bare.length() && m.region(at, bare.length()).lookingAt()) {
      double unit = unit(m.group(2));
      if (unit >= 86_400 && !calendar) {
        return OptionalDouble.empty();
      }
      sum += Double.parseDouble(m.group(1)) * unit;
      at = m.end();
    }
    boolean whole = at == bare.length() && at > 0;
    return whole ? OptionalDouble.of(negative ? -sum : sum) : OptionalDouble.empty();
  }

  private static double unit(String name) {
    return switch (name) {
      case "ns" -> 1e-9;
      case "us", "µs", "μs" -> 1e-6;
      case "ms" -> 1e-3;
      case "m" -> 60;
      case "h" -> 3_600;
      case "d" -> 86_400;
      case "w" -> 7 * 86_400.0;
      case "y" -> 365 * 86_400.0;
      default -> 1;
    };
  }

  /** Bytes of {@code 5KB} (5,000) or {@code 5KiB} (5,120). */
  static OptionalDouble bytes(String text) {
    Matcher m = SIZE.matcher(text.strip());
    if (!m.matches()) {
      return OptionalDouble.empty();
    }
    String unit = m.group(2).toLowerCase(Locale.ROOT);
    String prefix = unit.endsWith("b") ? unit.substring(0, unit.length() - 1) : unit;
    boolean binary = prefix.endsWith("i");
    String letter = binary ? prefix.substring(0, prefix.length() - 1) : prefix;
    int power = letter.isEmpty() ? 0 : "kmgtpe".indexOf(letter) + 1;
    if (letter.length() > 1 || (power == 0 && !letter.isEmpty()) || (binary && power == 0)) {
      return OptionalDouble.empty();
    }
    double number = Double.parseDouble(m.group(1).replace(",", ""));
    return OptionalDouble.of(number * Math.pow(binary ? 1024 : 1000, power));
  }

  /** A number as Go's {@code strconv.ParseFloat} takes it. */
  static OptionalDouble number(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    String sign = lower.startsWith("-") ? "-" : "";
    String bare = lower.startsWith("-") || lower.startsWith("+") ? lower.substring(1) : lower;
    if (bare.equals("inf") || bare.equals("infinity")) {
      return OptionalDouble.of(
          sign.isEmpty() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY);
    }
    if (bare.equals("nan")) {
      return OptionalDouble.of(Double.NaN);
    }
    if (!bare.matches("(\\d+(\\.\\d*)?|\\.\\d+)(e[+-]?\\d+)?")) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(Double.parseDouble(sign + bare));
  }
}
