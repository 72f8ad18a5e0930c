package mop.stack.logql;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import mop.stack.logql.Template.TemplateFailure;

/**
 * A function of templates, as Loki documents it; numbers are text that reads as one.
 *
 * @param least arguments
 * @param most arguments
 */
record TemplateFunction(int least, int most, Body body) {
  interface Body {
    String apply(Row row, List<String> a) throws TemplateFailure;
  }

  private interface Text {
    String apply(List<String> a) throws TemplateFailure;
  }

  private static final Map<String, TemplateFunction> ALL =
      Map.ofEntries(
          text("ToLower", 1, a -> a.get(0).toLowerCase(Locale.ROOT)),
          text("ToUpper", 1, a -> a.get(0).toUpperCase(Locale.ROOT)),
          text("lower", 1, a -> a.get(0).toLowerCase(Locale.ROOT)),
          text("upper", 1, a -> a.get(0).toUpperCase(Locale.ROOT)),
          text("Replace", 4, a -> replace(a.get(0), a.get(1), a.get(2), number(a.get(3)))),
          text("replace", 3, a -> a.get(2).replace(a.get(0), a.get(1))),
          text("Trim", 2, a -> trimRight(trimLeft(a.get(0), a.get(1)), a.get(1))),
          text("TrimLeft", 2, a -> trimLeft(a.get(0), a.get(1))),
          text("TrimRight", 2, a -> trimRight(a.get(0), a.get(1))),
          text("TrimPrefix", 2, a -> trimPrefix(a.get(0), a.get(1))),
          text("TrimSuffix", 2, a -> trimSuffix(a.get(0), a.get(1))),
          text("TrimSpace", 1, a -> a.get(0).strip()),
          text("trim", 1, a -> a.get(0).strip()),
          text("trimPrefix", 2, a -> trimPrefix(a.get(1), a.get(0))),
          text("trimSuffix", 2, a -> trimSuffix(a.get(1), a.get(0))),
          text("trunc", 2, a -> trunc((int) number(a.get(0)), a.get(1))),
          text("substr", 3, a -> substr((int) number(a.get(0)), (int) number(a.get(1)), a.get(2))),
          text("default", 2, a -> a.get(1).isEmpty() ? a.get(0) : a.get(1)),
          text("contains", 2, a -> Boolean.toString(a.get(1).contains(a.get(0)))),
          text("hasPrefix", 2, a -> Boolean.toString(a.get(1).startsWith(a.get(0)))),
          text("hasSuffix", 2, a -> Boolean.toString(a.get(1).endsWith(a.get(0)))),
          text("repeat", 2, a -> a.get(1).repeat(Math.clamp((long) number(a.get(0)), 0, 1000))),
          text("alignLeft", 2, a -> align((int) number(a.get(0)), a.get(1), true)),
          text("alignRight", 2, a -> align((int) number(a.get(0)), a.get(1), false)),
          text("regexReplaceAll", 3, a -> Replacement.all(regex(a.get(0)), a.get(1), a.get(2))),
          text("count", 2, a -> Integer.toString(count(regex(a.get(0)), a.get(1)))),
          text("add", 2, a -> plain(Math.rint(number(a.get(0))) + Math.rint(number(a.get(1))))),
          text("sub", 2, a -> plain(Math.rint(number(a.get(0))) - Math.rint(number(a.get(1))))),
          text("mulf", 2, a -> plain(number(a.get(0)) * number(a.get(1)))),
          text("divf", 2, a -> plain(number(a.get(0)) / number(a.get(1)))),
          text("addf", 2, a -> plain(number(a.get(0)) + number(a.get(1)))),
          text("subf", 2, a -> plain(number(a.get(0)) - number(a.get(1)))),
          text("duration", 1, a -> plain(seconds(a.get(0)))),
          text("duration_seconds", 1, a -> plain(seconds(a.get(0)))),
          text("bytes", 1, a -> plain(bytes(a.get(0)))),
          Map.entry("__line__", new TemplateFunction(0, 0, (row, a) -> row.line)),
          Map.entry("__timestamp__", new TemplateFunction(0, 0, (row, a) -> time(row.timestamp))),
          Map.entry("printf", new TemplateFunction(1, 20, (row, a) -> Printf.format(a))));

  private static final DateTimeFormatter GO_TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendLiteral(" +0000 UTC")
          .toFormatter(Locale.ROOT);

  /** A time as Go writes it. */
  private static String time(long nanos) {
    return LocalDateTime.ofEpochSecond(
            Math.floorDiv(nanos, 1_000_000_000L),
            Math.floorMod(nanos, 1_000_000_000),
            ZoneOffset.UTC)
        .format(GO_TIME);
  }

  private static Map.Entry<String, TemplateFunction> text(String name, int count, Text f) {
    return Map.entry(name, new TemplateFunction(count, count, (row, a) -> f.apply(a)));
  }

  static Optional<TemplateFunction> find(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  String apply(Row row, List<String> arguments) throws TemplateFailure {
    return body.apply(row, arguments);
  }

  static double number(String text) throws TemplateFailure {
    OptionalDouble n = Units.number(text);
    if (n.isEmpty()) {
      throw new TemplateFailure("\"" + text + "\" is no number");
    }
    return n.getAsDouble();
  }

  private static double seconds(String text) throws TemplateFailure {
    OptionalDouble n = Units.seconds(text, false);
    if (n.isEmpty()) {
      throw new TemplateFailure("\"" + text + "\" is no duration");
    }
    return n.getAsDouble();
  }

  private static double bytes(String text) throws TemplateFailure {
    OptionalDouble n = Units.bytes(text);
    if (n.isEmpty()) {
      throw new TemplateFailure("\"" + text + "\" is no size");
    }
    return n.getAsDouble();
  }

  private static String plain(double v) {
    return Double.isFinite(v)
        ? new BigDecimal(Double.toString(v)).stripTrailingZeros().toPlainString()
        : Double.toString(v);
  }

  private static Pattern regex(String text) throws TemplateFailure {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new TemplateFailure("no regular expression: " + e.getMessage());
    }
  }

  private static int count(Pattern p, String text) {
    int n = 0;
    for (var m = p.matcher(text); m.find(); ) {
      n++;
    }
    return n;
  }

  private static String replace(String s, String old, String by, double times) {
    if (times < 0) {
      return s.replace(old, by);
    }
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (int n = 0; n < times && !old.isEmpty(); n++) {
      int next = s.indexOf(old, at);
      if (next < 0) {
        break;
      }
      out.append(s, at, next).append(by);
      at = next + old.length();
    }
    return out.append(s.substring(at)).toString();
  }

  private static String trimLeft(String s, String cut) {
    int at = 0;
    while (at < s.length() && cut.indexOf(s.charAt(at)) >= 0) {
      at++;
    }
    return s.substring(at);
  }

  private static String trimRight(String s, String cut) {
    int end = s.length();
    while (end > 0 && cut.indexOf(s.charAt(end - 1)) >= 0) {
      end--;
    }
    return s.substring(0, end);
  }

  private static String trimPrefix(String s, String prefix) {
    return s.startsWith(prefix) ? s.substring(prefix.length()) : s;
  }

  private static String trimSuffix(String s, String suffix) {
    return s.endsWith(suffix) ? s.substring(0, s.length() - suffix.length()) : s;
  }

  private static String trunc(int n, String s) {
    if (n < 0) {
      return s.substring(Math.max(0, s.length() + n));
    }
    return s.substring(0, Math.min(n, s.length()));
  }

  private static String substr(int start, int end, String s) {
    int from = Math.clamp(start, 0, s.length());
    int to = end < 0 || end > s.length() ? s.length() : end;
    return s.substring(from, Math.max(from, to));
  }

  private static String align(int width, String s, boolean left) {
    int n = Math.clamp(width, 0, 10_000);
    if (s.length() >= n) {
      return left ? s.substring(0, n) : s.substring(s.length() - n);
    }
    String pad = " ".repeat(n - s.length());
    return left ? s + pad : pad + s;
  }
}
