package mop.reports.markup;

/** Escaping of text for HTML and XML, in content and in quoted attributes alike. */
public final class Escape {

  private static final char REPLACEMENT = '\uFFFD';

  private Escape() {}

  /**
   * {@code text} with the five special characters as references and illegal characters replaced.
   */
  public static String markup(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    into(out, text);
    return out.toString();
  }

  static void into(StringBuilder out, String text) {
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&#39;");
            default -> out.appendCodePoint(legal(c) ? c : REPLACEMENT);
          }
        });
  }

  /** The characters of XML 1.0 (Char), without the control characters that HTML forbids. */
  private static boolean legal(int c) {
    return c == '\t'
        || c == '\n'
        || (c >= 0x20 && c < 0x7F)
        || (c >= 0xA0 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || (c >= 0x10000 && (c & 0xFFFE) != 0xFFFE);
  }
}
