package mop.stack.logql;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/**
 * Text with groups put in, by the rules of Go's {@code regexp.Expand}: {@code $1}, {@code $name},
 * {@code ${1}}; the longest name counts, an unknown one is empty, {@code $$} is a dollar.
 */
final class Replacement {
  private static final java.util.regex.Pattern GROUP =
      java.util.regex.Pattern.compile("\\$(?:\\$|(\\w+)|\\{(\\w+)\\})");

  private Replacement() {}

  static String all(Pattern pattern, String text, String replacement) {
    Matcher m = pattern.matcher(text);
    StringBuilder out = new StringBuilder();
    int from = 0;
    while (m.find()) {
      out.append(text, from, m.start()).append(expand(m, replacement));
      from = m.end();
    }
    return out.append(text.substring(from)).toString();
  }

  static String expand(Matcher m, String replacement) {
    StringBuilder out = new StringBuilder();
    java.util.regex.Matcher g = GROUP.matcher(replacement);
    int from = 0;
    while (g.find()) {
      out.append(replacement, from, g.start());
      String name = g.group(1) == null ? g.group(2) : g.group(1);
      out.append(name == null ? "$" : group(m, name));
      from = g.end();
    }
    return out.append(replacement.substring(from)).toString();
  }

  private static String group(Matcher m, String name) {
    String text = "";
    if (name.matches("\\d{1,4}")) {
      int number = Integer.parseInt(name);
      text = number <= m.groupCount() ? m.group(number) : "";
    } else if (m.pattern().namedGroups().containsKey(name)) {
      text = m.group(name);
    }
    return text == null ? "" : text;
  }
}
