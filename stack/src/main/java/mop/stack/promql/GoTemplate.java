package mop.stack.promql;

import com.google.re2j.Matcher;

/**
 * A replacement with the groups of a match, in the syntax of Go's {@code Regexp.Expand}: {@code
 * $1}, {@code $name}, {@code ${1}}, {@code $$}; a name is as long as letters, digits and
 * underscores go, and a group that does not exist is empty.
 */
final class GoTemplate {
  private GoTemplate() {}

  static String expand(String template, Matcher match) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < template.length()) {
      char c = template.charAt(i);
      if (c != '$') {
        out.append(c);
        i++;
      } else if (template.startsWith("$$", i)) {
        out.append('$');
        i += 2;
      } else {
        i = reference(template, i, match, out);
      }
    }
    return out.toString();
  }

  private static int reference(String template, int dollar, Matcher match, StringBuilder out) {
    boolean braces = template.startsWith("${", dollar);
    int start = dollar + (braces ? 2 : 1);
    int end = start;
    while (end < template.length() && isNamePart(template.charAt(end))) {
      end++;
    }
    if (end == start || (braces && !template.startsWith("}", end))) {
      out.append('$');
      return dollar + 1;
    }
    out.append(group(template.substring(start, end), match));
    return end + (braces ? 1 : 0);
  }

  private static boolean isNamePart(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }

  private static String group(String name, Matcher match) {
    try {
      boolean number = name.chars().allMatch(c -> c >= '0' && c <= '9');
      if (!number) {
        String value = match.group(name);
        return value == null ? "" : value;
      }
      int group = Integer.parseInt(name);
      String value = group <= match.groupCount() ? match.group(group) : null;
      return value == null ? "" : value;
    } catch (IllegalArgumentException e) {
      // No group of that name, or a number beyond all groups.
      return "";
    }
  }
}
