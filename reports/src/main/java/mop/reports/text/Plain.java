package mop.reports.text;

import java.util.ArrayList;
import java.util.List;

/** Plain text of a given width. */
public final class Plain {

  private Plain() {}

  /**
   * Text on one line without control characters, so that no name in a result can move the cursor or
   * colour the screen.
   */
  public static String safe(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          boolean space = c == '\n' || c == '\r' || c == '\t';
          boolean control = Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
          out.appendCodePoint(space ? ' ' : control ? 0xFFFD : c);
        });
    return out.toString();
  }

  /** Columns that a text takes. */
  public static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Lines of at most {@code width} columns; a longer word stands alone and is not broken. */
  public static List<String> wrap(String text, int width) {
    return fill(List.of(text.split(" ", -1)), " ", width);
  }

  /** Pieces joined into lines of at most {@code width} columns, no piece broken. */
  public static List<String> fill(List<String> pieces, String between, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String piece : pieces) {
      boolean fits = width(line.toString()) + width(between) + width(piece) <= width;
      if (!line.isEmpty() && !fits) {
        lines.add(common(line));
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : between).append(piece);
    }
    lines.add(common(line));
    return lines;
  }

  /** A line whose spaces that did not break are common ones. */
  private static String common(StringBuilder line) {
    return line.toString().replace('\u00A0', ' ');
  }

  static String padded(String text, int width, boolean right) {
    String space = " ".repeat(Math.max(0, width - width(text)));
    return right ? space + text : text + space;
  }
}
