package mop.stack.logql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mop.analysis.input.InvalidInput;
import mop.stack.logs.QuotedText;

/** Cuts a query into tokens. */
final class Lexer {
  private static final List<String> SYMBOLS =
      List.of(
          "|=", "|~", "|>", "!=", "!~", "!>", "=~", "==", ">=", "<=", "--", "{", "}", "(", ")", "[",
          "]", ",", "|", "=", ">", "<", "+", "-", "*", "/", "%", "^");
  private static final String DURATION_UNIT = "(?:ns|us|µs|ms|s|m|h|d|w|y)";
  private static final Pattern DURATION =
      Pattern.compile("(?:\\d+(?:\\.\\d+)?" + DURATION_UNIT + ")+(?![A-Za-z0-9_])");
  private static final Pattern BYTES =
      Pattern.compile("\\d+(?:\\.\\d+)?(?:[kKMGTPE]i?)?[bB](?![A-Za-z0-9_])");
  private static final Pattern NUMBER =
      Pattern.compile("(?:0[xX][0-9a-fA-F]+|\\d+(?:\\.\\d*)?(?:[eE][+-]?\\d+)?|\\.\\d+)");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern BLANK = Pattern.compile("(?:\\s|#[^\\n]*)+");

  private Lexer() {}

  static List<Token> tokens(String query) {
    List<Token> tokens = new ArrayList<>();
    int at = 0;
    while (true) {
      at = skip(BLANK, query, at);
      if (at == query.length()) {
        tokens.add(new Token(Token.Kind.END, "the end", at));
        return tokens;
      }
      if ("\"'`".indexOf(query.charAt(at)) >= 0) {
        int start = at;
        QuotedText.Read text =
            QuotedText.at(query, at).orElseThrow(() -> wrong(start, "a text is not closed"));
        tokens.add(new Token(Token.Kind.TEXT, text.text(), at));
        at = text.end();
      } else {
        Token next = plain(query, at);
        tokens.add(next);
        at += next.text().length();
      }
    }
  }

  private static Token plain(String query, int at) {
    for (Token.Kind kind :
        List.of(Token.Kind.DURATION, Token.Kind.BYTES, Token.Kind.NUMBER, Token.Kind.NAME)) {
      int end = skip(pattern(kind), query, at);
      if (end > at) {
        return new Token(kind, query.substring(at, end), at);
      }
    }
    for (String s : SYMBOLS) {
      if (query.startsWith(s, at)) {
        return new Token(Token.Kind.SYMBOL, s, at);
      }
    }
    throw wrong(at, "unexpected character '" + query.charAt(at) + "'");
  }

  private static Pattern pattern(Token.Kind kind) {
    return switch (kind) {
      case DURATION -> DURATION;
      case BYTES -> BYTES;
      case NUMBER -> NUMBER;
      default -> NAME;
    };
  }

  private static int skip(Pattern pattern, String query, int at) {
    Matcher m = pattern.matcher(query).region(at, query.length());
    return m.lookingAt() ? m.end() : at;
  }

  static InvalidInput wrong(int at, String what) {
    return new InvalidInput(
        "LogQL, character " + (at + 1), what, "a LogQL query", "Correct the query there.");
  }
}
