package mop.stack.logql;

import java.util.List;

/** The tokens of a query and a place among them. */
final class Tokens {
  private final List<Token> all;
  private int at;

  Tokens(String query) {
    all = Lexer.tokens(query);
  }

  Token peek() {
    return all.get(at);
  }

  /** The token behind the next one. */
  Token second() {
    return all.get(Math.min(at + 1, all.size() - 1));
  }

  Token next() {
    Token t = peek();
    at = Math.min(at + 1, all.size() - 1);
    return t;
  }

  boolean accept(String symbol) {
    boolean there = peek().is(symbol);
    if (there) {
      next();
    }
    return there;
  }

  void expect(String symbol) {
    if (!accept(symbol)) {
      throw unexpected(symbol);
    }
  }

  Token expectKind(Token.Kind kind, String what) {
    if (peek().kind() != kind) {
      throw unexpected(what);
    }
    return next();
  }

  String name(String what) {
    return expectKind(Token.Kind.NAME, what).text();
  }

  RuntimeException unexpected(String expected) {
    return Lexer.wrong(peek().start(), "unexpected " + peek().text() + ", expected " + expected);
  }
}
