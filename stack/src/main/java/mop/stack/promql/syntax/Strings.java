package mop.stack.promql.syntax;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** String literals, whose escapes are Go's. */
final class Strings {
  private Strings() {}

  /**
   * The text between the quotes with its escapes resolved.
   *
   * @throws IllegalArgumentException when an escape is none, with the reason
   */
  static String unquote(String literal) {
    String body = literal.substring(1, literal.length() - 1);
    if (literal.charAt(0) == '`' || body.indexOf('\\') < 0) {
      return body;
    }
    // Bytes, because \x and octal escapes give bytes of UTF-8, not characters.
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length());
    int i = 0;
    while (i < body.length()) {
      int c = body.codePointAt(i);
      i += Character.charCount(c);
      if (c == '\\') {
        i = escape(literal.charAt(0), body, i, out);
      } else {
        append(c, out);
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static int escape(char quote, String body, int i, ByteArrayOutputStream out) {
    char c = i < body.length() ? body.charAt(i) : 0;
    int simple = "abfnrtv\\".indexOf(c);
    if (simple >= 0 || c == quote) {
      out.write(c == quote ? quote : "\007\b\f\n\r\t\013\\".charAt(simple));
      return i + 1;
    }
    return switch (c) {
      case 'x' -> number(body, i + 1, 2, 16, out);
      case 'u' -> number(body, i + 1, 4, 16, out);
      case 'U' -> number(body, i + 1, 8, 16, out);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> number(body, i, 3, 8, out);
      default -> throw new IllegalArgumentException("unknown escape sequence \\" + c);
    };
  }

  private static int number(String body, int i, int digits, int radix, ByteArrayOutputStream out) {
    long value = 0;
    for (int k = i; k < i + digits; k++) {
      int digit = k < body.length() ? Character.digit(body.charAt(k), radix) : -1;
      if (digit < 0) {
        throw new IllegalArgumentException("escape sequence with too few digits");
      }
      value = value * radix + digit;
    }
    boolean isByte = digits < 4;
    boolean surrogate = value >= 0xD800 && value < 0xE000;
    if (isByte ? value > 255 : value > Character.MAX_CODE_POINT || surrogate) {
      throw new IllegalArgumentException("escape sequence is an invalid Unicode code point");
    }
    if (isByte) {
      out.write((int) value);
    } else {
      append((int) value, out);
    }
    return i + digits;
  }

  private static void append(int codePoint, ByteArrayOutputStream out) {
    if (codePoint < 0x80) {
      out.write(codePoint);
    } else {
      out.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
    }
  }

  /** A literal in double quotes that gives this text. */
  static String quote(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20) {
            out.append(String.format(Locale.ROOT, "\\x%02x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
