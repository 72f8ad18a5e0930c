package mop.stack.traceql;

import java.util.List;

/** Walks over the words of a query. Refuses what is nested or chained beyond measure. */
final class TokenCursor {
  /** Parentheses within parentheses; each takes some frames of the stack. */
  private static final int MAX_DEPTH = 100;

  /** Operators of a query: a chain of them is as deep as it is long. */
  private static final int MAX_OPERATORS = 1000;

  private final List<Token> tokens;
  private int at;
  private int depth;
  private int operators;

  TokenCursor(String query) {
    tokens = Lexer.tokens(query);
  }

  Token peek() {
    return tokens.get(at);
  }

  Token peekSecond() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  Token next() {
    Token t = tokens.get(at);
    at = Math.min(at + 1, tokens.size() - 1);
    return t;
  }

  boolean is(String symbolOrWord) {
    return peek().is(symbolOrWord);
  }

  /** Passes over the word when it is the next. */
  boolean accept(String symbolOrWord) {
    if (is(symbolOrWord)) {
      next();
      return true;
    }
    return false;
  }

  Token expect(String symbolOrWord) {
    if (!is(symbolOrWord)) {
      throw unexpected('"' + symbolOrWord + '"');
    }
    return next();
  }

  /** The next word does not belong here. */
  RuntimeException unexpected(String expected) {
    return peek().at().refuse(peek().shown(), expected, "Correct the query there.");
  }

  void enter() {
    if (++depth > MAX_DEPTH) {
      throw peek()
          .at()
          .refuse("nested more than " + MAX_DEPTH + " deep", "less", "Remove some parentheses.");
    }
  }

  void leave() {
    depth--;
  }

  /** Takes an operator. */
  Token operator() {
    if (++operators > MAX_OPERATORS) {
      throw peek()
          .at()
          .refuse("more than " + MAX_OPERATORS + " operators", "fewer", "Ask with a regex.");
    }
    return next();
  }
}
