package mop.stack.metrics.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Names of metrics and labels in place of OTLP's, after Prometheus' default strategy {@code
 * UnderscoreEscapingWithSuffixes} (github.com/prometheus/otlptranslator of 2026-07, with the
 * options that Prometheus 3.14 sets).
 */
final class PrometheusNames {
  /** OTLP's units follow UCUM. */
  private static final Map<String, String> UNITS =
      Map.ofEntries(
          Map.entry("d", "days"),
          Map.entry("h", "hours"),
          Map.entry("min", "minutes"),
          Map.entry("s", "seconds"),
          Map.entry("ms", "milliseconds"),
          Map.entry("us", "microseconds"),
          Map.entry("ns", "nanoseconds"),
          Map.entry("By", "bytes"),
          Map.entry("KiBy", "kibibytes"),
          Map.entry("MiBy", "mebibytes"),
          Map.entry("GiBy", "gibibytes"),
          Map.entry("TiBy", "tibibytes"),
          Map.entry("KBy", "kilobytes"),
          Map.entry("MBy", "megabytes"),
          Map.entry("GBy", "gigabytes"),
          Map.entry("TBy", "terabytes"),
          Map.entry("m", "meters"),
          Map.entry("V", "volts"),
          Map.entry("A", "amperes"),
          Map.entry("J", "joules"),
          Map.entry("W", "watts"),
          Map.entry("g", "grams"),
          Map.entry("Cel", "celsius"),
          Map.entry("Hz", "hertz"),
          Map.entry("1", ""),
          Map.entry("%", "percent"));

  private static final Map<String, String> PER_UNITS =
      Map.of(
          "s", "second", "m", "minute", "h", "hour", "d", "day", "w", "week", "mo", "month", "y",
          "year");

  private PrometheusNames() {}

  /**
   * A metric's name: what is not a letter, digit or colon divides it into words, which are joined
   * by {@code _}; the unit, and {@code total} or {@code ratio}, are added unless they are there.
   *
   * @param counter whether it is a sum that only grows
   * @param gauge whether it is a gauge
   * @return empty when nothing is left of the name
   */
  static String metric(String name, String unit, boolean counter, boolean gauge) {
    List<String> words = words(name);
    addUnit(words, mainUnit(unit), perUnit(unit));
    if (counter) {
      words.removeIf("total"::equals);
      words.add("total");
    }
    if (gauge && unit.equals("1")) {
      words.removeIf("ratio"::equals);
      words.add("ratio");
    }
    String joined = String.join("_", words);
    return !joined.isEmpty() && isDigit(joined.charAt(0)) ? "_" + joined : joined;
  }

  private static List<String> words(String name) {
    List<String> words = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= name.length(); i++) {
      if (i == name.length() || !isMetricChar(name.charAt(i))) {
        if (i > from) {
          words.add(name.substring(from, i));
        }
        from = i + 1;
      }
    }
    return words;
  }

  private static void addUnit(List<String> words, String main, String per) {
    String mainLeft = words.contains(main) ? "" : main;
    String perLeft = per.equals("per_") ? "" : trimEnd(per);
    if (words.contains(perLeft)) {
      perLeft = "";
    }
    if (!perLeft.isEmpty()) {
      mainLeft = trimEnd(mainLeft);
    }
    if (!mainLeft.isEmpty()) {
      words.add(mainLeft);
    }
    if (!perLeft.isEmpty()) {
      words.add(perLeft);
    }
  }

  private static String trimEnd(String s) {
    return s.endsWith("_") ? s.substring(0, s.length() - 1) : s;
  }

  private static String mainUnit(String unit) {
    int slash = unit.indexOf('/');
    String main = (slash < 0 ? unit : unit.substring(0, slash)).strip();
    return isNote(main) ? "" : clean(UNITS.getOrDefault(main, main));
  }

  private static String perUnit(String unit) {
    int slash = unit.indexOf('/');
    String per = slash < 0 ? "" : unit.substring(slash + 1).strip();
    String word = isNote(per) ? "" : PER_UNITS.getOrDefault(per, per);
    return word.isEmpty() ? "" : clean("per_" + word);
  }

  /** What stands in braces is a note and no unit. */
  private static boolean isNote(String unit) {
    return unit.indexOf('{') >= 0 || unit.indexOf('}') >= 0;
  }

  private static String clean(String unit) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < unit.length(); i++) {
      char c = isMetricChar(unit.charAt(i)) ? unit.charAt(i) : '_';
      boolean again = c == '_' && (out.isEmpty() || out.charAt(out.length() - 1) == '_');
      if (!again) {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** The unit as it stands in metadata: {@code seconds}, {@code bytes_per_second}. */
  static String unit(String unit) {
    String main = mainUnit(unit);
    String per = perUnit(unit);
    String both = main.isEmpty() || per.isEmpty() ? main + per : main + "_" + per;
    return trimEnd(both.startsWith("_") ? both.substring(1) : both);
  }

  /**
   * A label's name: what is not an ASCII letter or digit becomes {@code _}; {@code key} is set in
   * front of one underscore, {@code key_} in front of a digit.
   *
   * @return empty when only underscores are left
   */
  static String label(String name) {
    StringBuilder out = new StringBuilder(name.length());
    name.codePoints().forEach(c -> out.append(isLabelChar(c) ? (char) c : '_'));
    if (out.chars().allMatch(c -> c == '_')) {
      return "";
    }
    if (isDigit(out.charAt(0))) {
      out.insert(0, "key_");
    } else if (out.charAt(0) == '_' && out.charAt(1) != '_') {
      out.insert(0, "key");
    }
    return out.toString();
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLabelChar(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
  }

  private static boolean isMetricChar(int c) {
    return isLabelChar(c) || c == ':';
  }
}
