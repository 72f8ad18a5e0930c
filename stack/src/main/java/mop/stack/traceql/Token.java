package mop.stack.traceql;

/**
 * A word of a query.
 *
 * @param text as written; of a quoted string and an attribute what it means
 * @param value of a string, number or duration; nil for others
 */
record Token(Type type, String text, Value value, Position at) {
  enum Type {
    SYMBOL,
    WORD,
    STRING,
    NUMBER,
    /** {@code .}, {@code span.}, {@code trace:}: the name of a field follows. */
    SCOPE,
    ATTRIBUTE,
    END
  }

  boolean is(String symbolOrWord) {
    return (type == Type.SYMBOL || type == Type.WORD) && text.equals(symbolOrWord);
  }

  /** For messages. */
  String shown() {
    return type == Type.END ? "the query ends" : "unexpected \"" + text + '"';
  }
}
