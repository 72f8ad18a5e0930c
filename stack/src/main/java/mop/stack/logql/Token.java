package mop.stack.logql;

/**
 * A piece of a query.
 *
 * @param text as it is written, of a quoted text what it stands for
 * @param start place of its first character
 */
record Token(Kind kind, String text, int start) {
  enum Kind {
    NAME,
    TEXT,
    NUMBER,
    DURATION,
    BYTES,
    SYMBOL,
    END
  }

  boolean is(String symbol) {
    return (kind == Kind.SYMBOL || kind == Kind.NAME) && text.equals(symbol);
  }

  /** Whether it compares a label with something. */
  boolean isOperator() {
    return kind == Kind.SYMBOL
        && java.util.Set.of("=", "==", "!=", "=~", "!~", ">", ">=", "<", "<=").contains(text);
  }
}
