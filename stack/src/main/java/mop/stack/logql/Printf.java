package mop.stack.logql;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.IllegalFormatException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mop.stack.logql.Template.TemplateFailure;

/**
 * The verbs of Go's {@code fmt} that a text can fill: s, q, v, d and f, with width and precision.
 */
final class Printf {
  private static final Pattern VERB = Pattern.compile("%([-+ 0]*)(\\d*)(?:\\.(\\d+))?([a-zA-Z%])");
  private static final int MOST = 1_000;
  private static final int DEFAULT_DIGITS = 6;

  private Printf() {}

  /**
   * Fills a format.
   *
   * @param a the format, then its arguments
   */
  static String format(List<String> a) throws TemplateFailure {
    StringBuilder out = new StringBuilder();
    Matcher m = VERB.matcher(a.getFirst());
    int next = 1;
    int from = 0;
    while (m.find()) {
      out.append(a.getFirst(), from, m.start());
      from = m.end();
      if (m.group(4).equals("%")) {
        out.append('%');
      } else if (next < a.size()) {
        out.append(verb(m, a.get(next++)));
      } else {
        throw new TemplateFailure("printf has fewer arguments than verbs");
      }
    }
    return out.append(a.getFirst().substring(from)).toString();
  }

  private static String verb(Matcher m, String text) throws TemplateFailure {
    String width = m.group(2);
    String digits = m.group(3);
    int precision = digits == null ? DEFAULT_DIGITS : number(digits);
    String flags = m.group(1) + (width.isEmpty() ? "" : number(width));
    try {
      return switch (m.group(4)) {
        case "s", "v" -> text("%" + flags, digits, text);
        case "q" -> text("%" + flags, null, '"' + text.replace("\"", "\\\"") + '"');
        case "d" -> String.format(Locale.ROOT, "%" + flags + "d", (long) value(text));
        case "f" ->
            // Go rounds the exact value, to even where it lies in the middle.
            String.format(
                Locale.ROOT,
                "%" + flags + "." + precision + "f",
                new BigDecimal(value(text)).setScale(precision, RoundingMode.HALF_EVEN));
        default -> throw new TemplateFailure("printf has no verb %" + m.group(4));
      };
    } catch (IllegalFormatException | NumberFormatException e) {
      throw new TemplateFailure("printf cannot use " + m.group());
    }
  }

  private static String text(
      String format, @org.jspecify.annotations.Nullable String digits, String text)
      throws TemplateFailure {
    String part = digits == null ? "" : "." + number(digits);
    return String.format(Locale.ROOT, format + part + "s", text);
  }

  private static double value(String text) throws TemplateFailure {
    return TemplateFunction.number(text);
  }

  private static int number(String digits) throws TemplateFailure {
    int n = digits.length() > 4 ? MOST + 1 : Integer.parseInt(digits);
    if (n > MOST) {
      throw new TemplateFailure("printf pads to at most " + MOST);
    }
    return n;
  }
}
