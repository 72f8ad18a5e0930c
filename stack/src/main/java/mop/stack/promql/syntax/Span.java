package mop.stack.promql.syntax;

/**
 * A part of a query's text.
 *
 * @param start place of the first character, from 0
 * @param end place behind the last character
 */
public record Span(int start, int end) {
  /** From the start of this to the end of another. */
  Span to(Span other) {
    return new Span(start, other.end);
  }

  /** {@code line:column} of the start, both from 1, as Prometheus writes positions. */
  public String position(String text) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < Math.min(start, text.length()); i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return line + ":" + (start - lineStart + 1);
  }
}
