package mop.stack.promql.syntax;

/** Kinds of tokens; of those that are always written alike, how. */
enum TokenKind {
  LEFT_PAREN("("),
  RIGHT_PAREN(")"),
  LEFT_BRACE("{"),
  RIGHT_BRACE("}"),
  LEFT_BRACKET("["),
  RIGHT_BRACKET("]"),
  COMMA(","),
  COLON(":"),
  AT("@"),
  EQUAL("="),
  MATCH("=~"),
  NO_MATCH("!~"),
  NOT_EQUAL("!="),
  EQUALS("=="),
  LESS("<"),
  LESS_OR_EQUAL("<="),
  GREATER(">"),
  GREATER_OR_EQUAL(">="),
  ADD("+"),
  SUBTRACT("-"),
  MULTIPLY("*"),
  DIVIDE("/"),
  MODULO("%"),
  POWER("^"),
  /** A word without a colon; keywords are told apart by the parser, where they matter. */
  IDENTIFIER("identifier"),
  /** A word with a colon. */
  METRIC_IDENTIFIER("metric identifier"),
  NUMBER("number"),
  DURATION("duration"),
  STRING("string"),
  END("end of input");

  private final String text;

  TokenKind(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }
}
