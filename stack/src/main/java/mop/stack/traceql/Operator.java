package mop.stack.traceql;

/** Operators between two values. */
public enum Operator {
  AND("&&", 2),
  OR("||", 2),
  EQUAL("=", 3),
  NOT_EQUAL("!=", 3),
  REGEX("=~", 3),
  NOT_REGEX("!~", 3),
  GREATER(">", 3),
  GREATER_EQUAL(">=", 3),
  LESS("<", 3),
  LESS_EQUAL("<=", 3),
  ADD("+", 4),
  SUBTRACT("-", 4),
  MULTIPLY("*", 6),
  DIVIDE("/", 6),
  MODULO("%", 6),
  POWER("^", 7);

  /** Binds as Tempo's grammar says: {@code !} stands between {@code +} and {@code *}. */
  static final int NOT_PRECEDENCE = 5;

  /** Of {@code -} before an operand inside of braces. */
  static final int MINUS_PRECEDENCE = 4;

  private final String symbol;
  private final int precedence;

  Operator(String symbol, int precedence) {
    this.symbol = symbol;
    this.precedence = precedence;
  }

  public String symbol() {
    return symbol;
  }

  int precedence() {
    return precedence;
  }

  public boolean logical() {
    return this == AND || this == OR;
  }

  public boolean equality() {
    return this == EQUAL || this == NOT_EQUAL;
  }

  public boolean ordering() {
    return precedence == 3 && !equality() && !regex();
  }

  public boolean regex() {
    return this == REGEX || this == NOT_REGEX;
  }

  public boolean arithmetic() {
    return precedence > 3;
  }

  /** Whether its result is true or false. */
  public boolean truth() {
    return precedence <= 3;
  }

  /** The operator that says the same with the sides exchanged. */
  public Operator flipped() {
    return switch (this) {
      case GREATER -> LESS;
      case GREATER_EQUAL -> LESS_EQUAL;
      case LESS -> GREATER;
      case LESS_EQUAL -> GREATER_EQUAL;
      case AND, OR, EQUAL, NOT_EQUAL, REGEX, NOT_REGEX -> this;
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, POWER -> this;
    };
  }
}
