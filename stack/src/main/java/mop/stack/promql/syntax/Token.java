package mop.stack.promql.syntax;

/**
 * A word, number, string or sign of a query.
 *
 * @param text as written
 */
record Token(TokenKind kind, String text, Span span) {
  boolean is(TokenKind other) {
    return kind == other;
  }

  boolean isWord(String word) {
    return kind == TokenKind.IDENTIFIER && text.equalsIgnoreCase(word);
  }

  /** As error messages name it. */
  String describe() {
    return switch (kind) {
      case END -> kind.text();
      case IDENTIFIER, METRIC_IDENTIFIER, NUMBER, DURATION -> kind.text() + " \"" + text + "\"";
      case STRING -> kind.text() + " " + text;
      default -> "\"" + text + "\"";
    };
  }
}
