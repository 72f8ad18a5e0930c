package mop.stack.traceql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Takes a query apart into words, as Tempo's {@code lexer.go} does: it stands on Go's text scanner,
 * so comments of Go are passed over too. The name of an attribute ends at white space or at one of
 * <code>{}()=~!&lt;&gt;&amp;|^,</code>, so {@code .a-b} is one attribute.
 */
final class Lexer {
  /** Bytes that Tempo takes at most: {@code max_query_expression_size_bytes}. */
  private static final int MAX_LENGTH = 128 << 10;

  private static final Set<String> DOTTED =
      Set.of("span", "resource", "parent", "event", "link", "instrumentation");
  private static final Set<String> COLONED =
      Set.of("span", "trace", "event", "link", "instrumentation");

  /** Longest first. */
  private static final String[] SYMBOLS = {
    "!>>", "!<<", "&>>", "&<<", "&&", "||", ">>", "<<", "!=", "=~", "!~", ">=", "<=", "!>", "!<",
    "&>", "&<", "&~", "{", "}", "(", ")", ",", "=", ">", "<", "+", "-", "*", "/", "%", "^", "!",
    "|", "~"
  };

  private final int[] text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int line = 1;
  private int lineStart;

  private Lexer(String query) {
    text = query.codePoints().toArray();
  }

  static List<Token> tokens(String query) {
    if (query.length() > MAX_LENGTH) {
      throw new Position(1, 1)
          .refuse(
              "a query of " + query.length() + " characters",
              "at most " + MAX_LENGTH,
              "Ask for less at once.");
    }
    Lexer lexer = new Lexer(query);
    lexer.run();
    return lexer.tokens;
  }

  static boolean attributeRune(int c) {
    return !Character.isWhitespace(c) && !space(c) && "{}()=~!<>&|^,".indexOf(c) < 0;
  }

  /** White space of Unicode that Java does not count as such. */
  private static boolean space(int c) {
    return c == 0x85 || c == 0xa0 || Character.isSpaceChar(c);
  }

  private void run() {
    for (skipBlank(); at < text.length; skipBlank()) {
      int c = text[at];
      if (c == '"') {
        string();
      } else if (c == '`') {
        rawString();
      } else if (digit(c) || (c == '.' && digit(peek(1)))) {
        number();
      } else if (c == '.') {
        scope(here(), ".", 1);
      } else if (c == '_' || Character.isLetter(c)) {
        word();
      } else {
        symbol();
      }
    }
    add(Token.Type.END, "", Value.Nil.NIL, here());
  }

  private int peek(int ahead) {
    return at + ahead < text.length ? text[at + ahead] : -1;
  }

  private Position here() {
    return new Position(line, at - lineStart + 1);
  }

  private void add(Token.Type type, String word, Value value, Position position) {
    tokens.add(new Token(type, word, value, position));
  }

  private String slice(int from) {
    return new String(text, from, at - from);
  }

  private void advance() {
    if (text[at++] == '\n') {
      line++;
      lineStart = at;
    }
  }

  private void skipBlank() {
    while (at < text.length) {
      if (text[at] == '/' && peek(1) == '/') {
        while (at < text.length && text[at] != '\n') {
          advance();
        }
      } else if (text[at] == '/' && peek(1) == '*') {
        comment();
      } else if (Character.isWhitespace(text[at])) {
        advance();
      } else {
        return;
      }
    }
  }

  private void comment() {
    Position start = here();
    while (at < text.length && !(text[at] == '*' && peek(1) == '/')) {
      advance();
    }
    if (at == text.length) {
      throw start.refuse("a comment has no end", "*/", "Close it.");
    }
    at += 2;
  }

  private void string() {
    Position start = here();
    int from = at++;
    while (peek(0) != '"') {
      if (peek(0) < 0 || text[at] == '\n') {
        throw start.refuse("a string has no end", "a closing \"", "Close it.");
      }
      at += text[at] == '\\' && peek(1) >= 0 && peek(1) != '\n' ? 2 : 1;
    }
    at++;
    String quoted = slice(from);
    add(Token.Type.STRING, quoted, new Value.Text(Escapes.unquote(quoted, start)), start);
  }

  private void rawString() {
    Position start = here();
    int from = ++at;
    while (peek(0) != '`') {
      if (peek(0) < 0) {
        throw start.refuse("a string has no end", "a closing `", "Close it.");
      }
      advance();
    }
    String raw = slice(from);
    at++;
    add(Token.Type.STRING, "`" + raw + "`", new Value.Text(raw.replace("\r", "")), start);
  }

  private void number() {
    Position start = here();
    int from = at;
    digits();
    boolean real = false;
    if (peek(0) == '.') {
      real = true;
      at++;
      digits();
    }
    if ((peek(0) == 'e' || peek(0) == 'E')
        && (digit(peek(1)) || ((peek(1) == '+' || peek(1) == '-') && digit(peek(2))))) {
      real = true;
      at += 2;
      digits();
    }
    int end = at;
    while (at < text.length && durationRune(text[at])) {
      at++;
    }
    if (at > end) {
      Value duration = Durations.parse(slice(from));
      if (!duration.isNil()) {
        add(Token.Type.NUMBER, slice(from), duration, start);
        return;
      }
      at = end;
    }
    add(Token.Type.NUMBER, slice(from), number(slice(from), real, start), start);
  }

  private void digits() {
    while (digit(peek(0))) {
      at++;
    }
  }

  private static boolean digit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean durationRune(int c) {
    return Character.isDigit(c) || c == '.' || "nsumhµdwy".indexOf(c) >= 0;
  }

  private static Value number(String word, boolean real, Position at) {
    try {
      if (!real) {
        return new Value.Int(Long.parseLong(word));
      }
      double v = Double.parseDouble(word);
      if (!Double.isInfinite(v)) {
        return new Value.Real(v);
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw at.refuse("the number " + word, "a number of 64 bits", "Write a smaller one.");
  }

  private void word() {
    Position start = here();
    int from = at;
    while (at < text.length && (text[at] == '_' || Character.isLetterOrDigit(text[at]))) {
      at++;
    }
    String word = slice(from);
    if (peek(0) == '.' && DOTTED.contains(word)) {
      scope(start, word + ".", 1);
    } else if (peek(0) == ':' && COLONED.contains(word)) {
      at++;
      add(Token.Type.SCOPE, word + ":", Value.Nil.NIL, start);
    } else {
      add(Token.Type.WORD, word, Value.Nil.NIL, start);
    }
  }

  /** A scope that ends in a dot, and the name that must follow at once. */
  private void scope(Position start, String scope, int length) {
    at += length;
    add(Token.Type.SCOPE, scope, Value.Nil.NIL, start);
    if (scope.equals("parent.")) {
      for (String inner : List.of("span.", "resource.")) {
        if (startsWith(inner)) {
          scope(here(), inner, inner.length());
          return;
        }
      }
    }
    if (at < text.length && attributeRune(text[at])) {
      attribute();
    }
  }

  private boolean startsWith(String s) {
    return at + s.length() <= text.length && new String(text, at, s.length()).equals(s);
  }

  private void attribute() {
    Position start = here();
    StringBuilder name = new StringBuilder();
    while (at < text.length && attributeRune(text[at])) {
      if (text[at] == '"') {
        quotedPart(name);
      } else {
        name.appendCodePoint(text[at++]);
      }
    }
    add(Token.Type.ATTRIBUTE, name.toString(), Value.Nil.NIL, start);
  }

  private void quotedPart(StringBuilder into) {
    Position start = here();
    at++;
    while (peek(0) != '"') {
      if (peek(0) < 0) {
        throw start.refuse("the name of an attribute has no end", "a closing \"", "Close it.");
      }
      if (text[at] == '\\') {
        at++;
        if (peek(0) != '"' && peek(0) != '\\') {
          throw here().refuse("\\ before another character", "\\\" or \\\\", "Double the \\.");
        }
      }
      into.appendCodePoint(text[at]);
      advance();
    }
    at++;
  }

  private void symbol() {
    Position start = here();
    for (String s : SYMBOLS) {
      if (startsWith(s)) {
        at += s.length();
        add(Token.Type.SYMBOL, s, Value.Nil.NIL, start);
        return;
      }
    }
    throw start.refuse(
        "unexpected \"" + Character.toString(text[at]) + '"',
        "a query of TraceQL",
        "Remove it, or put text between quotes.");
  }
}
