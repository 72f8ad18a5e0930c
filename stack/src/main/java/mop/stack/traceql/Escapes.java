package mop.stack.traceql;

/** Strings between double quotes, with the escapes of Go's {@code strconv.Unquote}. */
final class Escapes {
  private Escapes() {}

  /**
   * @param quoted with its quotes
   * @param at where it begins
   */
  static String unquote(String quoted, Position at) {
    StringBuilder out = new StringBuilder();
    int end = quoted.length() - 1;
    for (int i = 1; i < end; ) {
      char c = quoted.charAt(i++);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      char kind = quoted.charAt(i++);
      int digits =
          switch (kind) {
            case 'x' -> 2;
            case 'u' -> 4;
            case 'U' -> 8;
            case '0', '1', '2', '3', '4', '5', '6', '7' -> 3;
            default -> 0;
          };
      if (digits == 0) {
        out.append(simple(kind, at));
      } else {
        int from = digits == 3 ? i - 1 : i;
        int radix = digits == 3 ? 8 : 16;
        out.appendCodePoint(code(quoted, from, Math.min(end, from + digits), digits, radix, at));
        i = from + digits;
      }
    }
    return out.toString();
  }

  private static char simple(char kind, Position at) {
    return switch (kind) {
      case 'a' -> 7;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> 11;
      case '\\' -> '\\';
      case '"' -> '"';
      default -> throw invalid(at, "\\" + kind);
    };
  }

  private static int code(String s, int from, int to, int digits, int radix, Position at) {
    try {
      if (to - from == digits) {
        int code = Integer.parseUnsignedInt(s.substring(from, to), radix);
        boolean surrogate = code >= 0xd800 && code < 0xe000;
        if (Character.isValidCodePoint(code) && !surrogate && (radix == 16 || code < 256)) {
          return code;
        }
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw invalid(at, "\\" + s.substring(from - (radix == 16 ? 1 : 0), to));
  }

  private static RuntimeException invalid(Position at, String escape) {
    return at.refuse(
        "the escape " + escape + " in a string",
        "one of Go's: \\n, \\t, \\\\, \\\", \\x41, \\u0041",
        "Double the \\, or write the string between back quotes.");
  }
}
