package mop.stack.promql.syntax;

import java.util.Locale;

/**
 * Cuts a query into tokens, one at a time, so that of several errors the first in the text is told.
 * Within braces words are label names and signs are matchers; within brackets stand durations.
 */
final class Lexer {
  private final String text;
  private int pos;
  private int start;
  private int openParens;
  private boolean inBraces;
  private boolean inBrackets;

  Lexer(String text) {
    this.text = text;
  }

  /** The next token; at the end of the text {@link TokenKind#END}, again and again. */
  Token next() {
    skipSpaceAndComments();
    start = pos;
    if (pos == text.length()) {
      return end();
    }
    char c = text.charAt(pos);
    if (c == '"' || c == '\'' || c == '`') {
      return string(c);
    }
    if (inBraces) {
      return insideBraces(c);
    }
    if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
      return numberOrDuration();
    }
    if (!inBrackets && (isLetter(c) || c == ':')) {
      return word();
    }
    return sign(c);
  }

  private Token end() {
    if (inBraces) {
      throw error("unexpected end of input inside braces, expected \"}\"");
    }
    if (openParens > 0) {
      throw error("unclosed left parenthesis, expected \")\"");
    }
    if (inBrackets) {
      throw error("unclosed left bracket, expected \"]\"");
    }
    return token(TokenKind.END, 0);
  }

  private Token insideBraces(char c) {
    if (isLetter(c)) {
      while (isLetter(peek(0)) || isDigit(peek(0))) {
        pos++;
      }
      return token(TokenKind.IDENTIFIER, 0);
    }
    boolean tilde = peek(1) == '~';
    return switch (c) {
      case ',' -> token(TokenKind.COMMA, 1);
      case '}' -> {
        inBraces = false;
        yield token(TokenKind.RIGHT_BRACE, 1);
      }
      case '=' -> tilde ? token(TokenKind.MATCH, 2) : token(TokenKind.EQUAL, 1);
      case '!' -> {
        if (!tilde && peek(1) != '=') {
          throw error("unexpected character after '!' inside braces, expected '=' or '~'");
        }
        yield token(tilde ? TokenKind.NO_MATCH : TokenKind.NOT_EQUAL, 2);
      }
      default -> throw error("unexpected character inside braces: " + quote());
    };
  }

  private Token sign(char c) {
    return switch (c) {
      case '(' -> {
        openParens++;
        yield token(TokenKind.LEFT_PAREN, 1);
      }
      case ')' -> {
        if (--openParens < 0) {
          throw error("unexpected right parenthesis ')'");
        }
        yield token(TokenKind.RIGHT_PAREN, 1);
      }
      case '{' -> {
        inBraces = true;
        yield token(TokenKind.LEFT_BRACE, 1);
      }
      case '[' -> bracket(TokenKind.LEFT_BRACKET, true);
      case ']' -> bracket(TokenKind.RIGHT_BRACKET, false);
      case ':' -> token(TokenKind.COLON, 1);
      case ',' -> token(TokenKind.COMMA, 1);
      case '@' -> token(TokenKind.AT, 1);
      case '+' -> token(TokenKind.ADD, 1);
      case '-' -> token(TokenKind.SUBTRACT, 1);
      case '*' -> token(TokenKind.MULTIPLY, 1);
      case '/' -> token(TokenKind.DIVIDE, 1);
      case '%' -> token(TokenKind.MODULO, 1);
      case '^' -> token(TokenKind.POWER, 1);
      default -> comparison(c);
    };
  }

  private Token comparison(char c) {
    boolean equals = peek(1) == '=';
    return switch (c) {
      case '=' -> {
        if (peek(1) == '~') {
          throw error("unexpected character after '=': '~' stands only inside braces");
        }
        yield equals ? token(TokenKind.EQUALS, 2) : token(TokenKind.EQUAL, 1);
      }
      case '!' -> {
        if (!equals) {
          throw error("unexpected character after '!', expected '='");
        }
        yield token(TokenKind.NOT_EQUAL, 2);
      }
      case '<' -> equals ? token(TokenKind.LESS_OR_EQUAL, 2) : token(TokenKind.LESS, 1);
      case '>' -> equals ? token(TokenKind.GREATER_OR_EQUAL, 2) : token(TokenKind.GREATER, 1);
      default -> throw error("unexpected character: " + quote());
    };
  }

  private Token bracket(TokenKind kind, boolean open) {
    if (inBrackets == open) {
      throw error("unexpected " + (open ? "left bracket '['" : "right bracket ']'"));
    }
    inBrackets = open;
    return token(kind, 1);
  }

  private Token word() {
    boolean colon = false;
    while (isLetter(peek(0)) || isDigit(peek(0)) || peek(0) == ':') {
      colon |= peek(0) == ':';
      pos++;
    }
    String lower = text.substring(start, pos).toLowerCase(Locale.ROOT);
    if (lower.equals("inf") || lower.equals("nan")) {
      return token(TokenKind.NUMBER, 0);
    }
    return token(colon ? TokenKind.METRIC_IDENTIFIER : TokenKind.IDENTIFIER, 0);
  }

  /** Takes all that could belong to the number or duration, and judges it as a whole. */
  private Token numberOrDuration() {
    while (isLetter(peek(0)) || isDigit(peek(0)) || peek(0) == '.' || isExponentSign()) {
      pos++;
    }
    String word = text.substring(start, pos);
    if (Numbers.isNumber(word)) {
      return token(TokenKind.NUMBER, 0);
    }
    if (Durations.looksLikeOne(word)) {
      return token(TokenKind.DURATION, 0);
    }
    throw error("bad number or duration syntax: \"" + word + "\"");
  }

  private boolean isExponentSign() {
    char sign = peek(0);
    char before = text.charAt(pos - 1);
    boolean hex = pos - start > 1 && Character.toLowerCase(text.charAt(start + 1)) == 'x';
    return (sign == '+' || sign == '-') && (before == 'e' || before == 'E') && !hex;
  }

  private Token string(char quote) {
    pos++;
    while (pos < text.length() && text.charAt(pos) != quote) {
      char c = text.charAt(pos);
      if (quote != '`' && c == '\n') {
        break;
      }
      pos += quote != '`' && c == '\\' ? 2 : 1;
    }
    if (pos >= text.length() || text.charAt(pos) != quote) {
      pos = Math.min(pos, text.length());
      throw error("unterminated quoted string, expected " + quote);
    }
    return token(TokenKind.STRING, 1);
  }

  private void skipSpaceAndComments() {
    while (pos < text.length()) {
      char c = text.charAt(pos);
      if (c == '#') {
        while (pos < text.length() && text.charAt(pos) != '\n' && text.charAt(pos) != '\r') {
          pos++;
        }
      } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        pos++;
      } else {
        return;
      }
    }
  }

  private Token token(TokenKind kind, int more) {
    pos += more;
    return new Token(kind, text.substring(start, pos), new Span(start, pos));
  }

  private char peek(int ahead) {
    return pos + ahead < text.length() ? text.charAt(pos + ahead) : 0;
  }

  private String quote() {
    return "'" + new String(Character.toChars(text.codePointAt(pos))) + "'";
  }

  private QueryError error(String message) {
    return QueryError.at(text, new Span(start, pos), message);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
