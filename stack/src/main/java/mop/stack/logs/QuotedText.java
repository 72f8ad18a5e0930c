package mop.stack.logs;

import java.util.Optional;

/** Text in quotes as Go and Prometheus' languages write it: "…", '…' with escapes, `…` without. */
public final class QuotedText {
  private final String source;
  private final StringBuilder text = new StringBuilder();
  private final char quote;
  private int at;

  private QuotedText(String source, int start) {
    this.source = source;
    this.quote = source.charAt(start);
    this.at = start + 1;
  }

  /**
   * What stands between quotes.
   *
   * @param end place behind the closing quote
   */
  public record Read(String text, int end) {}

  /** Reads the text whose opening quote stands at {@code start}; empty when it is malformed. */
  public static Optional<Read> at(String source, int start) {
    if (start >= source.length() || "\"'`".indexOf(source.charAt(start)) < 0) {
      return Optional.empty();
    }
    return new QuotedText(source, start).read();
  }

  private Optional<Read> read() {
    while (at < source.length()) {
      char c = source.charAt(at++);
      if (c == quote) {
        return Optional.of(new Read(text.toString(), at));
      }
      if (c == '\n' && quote != '`') {
        return Optional.empty();
      }
      if (c != '\\' || quote == '`') {
        text.append(c);
      } else if (!escape()) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private boolean escape() {
    if (at >= source.length()) {
      return false;
    }
    char c = source.charAt(at++);
    int known = "abfnrtv\\".indexOf(c);
    if (known >= 0) {
      text.append("\u0007\b\f\n\r\t\u000b\\".charAt(known));
      return true;
    }
    return switch (c) {
      case '"', '\'' -> {
        text.append(c);
        yield c == quote;
      }
      case 'x' -> number(2, 16);
      case 'u' -> number(4, 16);
      case 'U' -> number(8, 16);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        at--;
        yield number(3, 8);
      }
      default -> false;
    };
  }

  private boolean number(int digits, int radix) {
    if (at + digits > source.length()) {
      return false;
    }
    int code = 0;
    for (int i = 0; i < digits; i++) {
      int digit = Character.digit(source.charAt(at++), radix);
      if (digit < 0 || code > Character.MAX_CODE_POINT) {
        return false;
      }
      code = code * radix + digit;
    }
    if (!Character.isValidCodePoint(code)) {
      return false;
    }
    text.appendCodePoint(code);
    return true;
  }
}
