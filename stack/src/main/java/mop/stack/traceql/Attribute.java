package mop.stack.traceql;

/**
 * An attribute by its key.
 *
 * @param parent whether the parent span's is meant
 */
public record Attribute(Scope scope, boolean parent, String name) implements FieldName {
  @Override
  public ValueType type() {
    return ValueType.ATTRIBUTE;
  }

  @Override
  public String key() {
    return name;
  }

  @Override
  public String print() {
    StringBuilder out = new StringBuilder(parent ? "parent." : "");
    if (scope != Scope.NONE) {
      out.append(scope.word()).append('.');
    } else if (!parent) {
      out.append('.');
    }
    if (!needsQuotes()) {
      return out.append(name).toString();
    }
    String escaped = name.replace("\\", "\\\\").replace("\"", "\\\"");
    return out.append('"').append(escaped).append('"').toString();
  }

  private boolean needsQuotes() {
    boolean readsOtherwise =
        scope == Scope.NONE
            && (parent
                ? name.startsWith("span.") || name.startsWith("resource.")
                : !name.isEmpty() && Character.isDigit(name.codePointAt(0)));
    return name.isEmpty()
        || readsOtherwise
        || name.codePoints().anyMatch(c -> c == '"' || !Lexer.attributeRune(c));
  }
}
