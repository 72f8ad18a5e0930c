package mop.stack.otlp;

import java.util.Locale;

/** Foreign text in a message: harmless to a terminal, and short. */
final class Printable {
  private Printable() {}

  /**
   * The text with whatever a terminal would not print as a character written as {@code \\uXXXX},
   * cut to {@code max} characters of the original with an ellipsis behind.
   */
  static String text(String text, int max) {
    StringBuilder out = new StringBuilder();
    int end = Math.min(max, text.length());
    for (int i = 0; i < end; ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (printable(c)) {
        out.appendCodePoint(c);
      } else {
        out.append(String.format(Locale.ROOT, "\\u%04x", c));
      }
    }
    return end < text.length() ? out.append('…').toString() : out.toString();
  }

  private static boolean printable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
