package mop.stack.promql.syntax;

import org.jspecify.annotations.Nullable;

/** The tokens of a query as a parser takes them, with one more to look at. */
final class Tokens {
  private final String text;
  private final Lexer lexer;
  private Token current;
  private @Nullable Token ahead;
  private Span last = new Span(0, 0);

  Tokens(String text) {
    this.text = text;
    this.lexer = new Lexer(text);
    this.current = lexer.next();
  }

  Token current() {
    return current;
  }

  /** The token behind the current one. */
  Token ahead() {
    if (ahead == null) {
      ahead = lexer.next();
    }
    return ahead;
  }

  boolean at(TokenKind kind) {
    return current.is(kind);
  }

  boolean atWord(String word) {
    return current.isWord(word);
  }

  Token take() {
    Token taken = current;
    last = taken.span();
    current = ahead();
    ahead = null;
    return taken;
  }

  /** Takes the current token if it is of that kind. */
  boolean skip(TokenKind kind) {
    boolean is = current.is(kind);
    if (is) {
      take();
    }
    return is;
  }

  Token expect(TokenKind kind, String context) {
    if (!current.is(kind)) {
      String what = kind.text();
      throw unexpected(context, Character.isLetter(what.charAt(0)) ? what : "\"" + what + "\"");
    }
    return take();
  }

  /** The place of the token that was taken last. */
  Span last() {
    return last;
  }

  QueryError unexpected(String context, String expected) {
    String in = context.isEmpty() ? "" : " in " + context;
    return error(
        current.span(), "unexpected " + current.describe() + in + ", expected " + expected);
  }

  QueryError error(Span span, String message) {
    return QueryError.at(text, span, message);
  }
}
