package mop.stack.promql.syntax;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Operators between two expressions, by rising precedence. */
public enum BinaryOp {
  OR("or", 1, Kind.SET),
  AND("and", 2, Kind.SET),
  UNLESS("unless", 2, Kind.SET),
  EQUAL("==", 3, Kind.COMPARISON),
  NOT_EQUAL("!=", 3, Kind.COMPARISON),
  LESS("<", 3, Kind.COMPARISON),
  LESS_OR_EQUAL("<=", 3, Kind.COMPARISON),
  GREATER(">", 3, Kind.COMPARISON),
  GREATER_OR_EQUAL(">=", 3, Kind.COMPARISON),
  ADD("+", 4, Kind.ARITHMETIC),
  SUBTRACT("-", 4, Kind.ARITHMETIC),
  MULTIPLY("*", 5, Kind.ARITHMETIC),
  DIVIDE("/", 5, Kind.ARITHMETIC),
  MODULO("%", 5, Kind.ARITHMETIC),
  ATAN2("atan2", 5, Kind.ARITHMETIC),
  POWER("^", 6, Kind.ARITHMETIC);

  private enum Kind {
    SET,
    COMPARISON,
    ARITHMETIC
  }

  private final String text;
  private final int precedence;
  private final Kind kind;

  BinaryOp(String text, int precedence, Kind kind) {
    this.text = text;
    this.precedence = precedence;
    this.kind = kind;
  }

  public String text() {
    return text;
  }

  int precedence() {
    return precedence;
  }

  /** The least precedence of what may stand on the right without parentheses. */
  int rightPrecedence() {
    return this == POWER ? precedence : precedence + 1;
  }

  public boolean isSet() {
    return kind == Kind.SET;
  }

  public boolean isComparison() {
    return kind == Kind.COMPARISON;
  }

  /** The operator that a token stands for; null when it is none. */
  static @Nullable BinaryOp of(Token token) {
    String word = token.text().toLowerCase(Locale.ROOT);
    for (BinaryOp op : values()) {
      boolean isWord = Character.isLetter(op.text.charAt(0));
      if (isWord == (token.kind() == TokenKind.IDENTIFIER) && op.text.equals(word)) {
        return token.kind() == TokenKind.STRING ? null : op;
      }
    }
    return null;
  }
}
