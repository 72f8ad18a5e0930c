package mop.stack.logs;

import org.jspecify.annotations.Nullable;

/**
 * Reads {@code key=value} pairs from a line, as Loki's logfmt decoder does: values may be quoted
 * with the escapes of JSON, a key may lack a value, what is no pair ends the reading.
 */
public final class Logfmt {
  private final String line;
  private int at;
  private String key = "";
  private @Nullable String value;
  private @Nullable String problem;

  public Logfmt(String line) {
    this.line = line;
  }

  /** Moves to the next pair; false at the end of the line or at what is no pair. */
  public boolean next() {
    while (at < line.length() && line.charAt(at) <= ' ') {
      at++;
    }
    if (at >= line.length() || problem != null) {
      return false;
    }
    int start = at;
    while (at < line.length() && isKey(line.charAt(at))) {
      at++;
    }
    key = line.substring(start, at);
    value = null;
    if (key.isEmpty()) {
      return fail("unexpected '" + line.charAt(at) + "'");
    }
    if (at < line.length() && line.charAt(at) == '"') {
      return fail("unexpected '\"'");
    }
    if (at < line.length() && line.charAt(at) == '=') {
      at++;
      return readValue();
    }
    return true;
  }

  private static boolean isKey(char c) {
    return c > ' ' && c != '=' && c != '"';
  }

  private boolean readValue() {
    if (at < line.length() && line.charAt(at) == '"') {
      return readQuoted();
    }
    int start = at;
    while (at < line.length() && line.charAt(at) > ' ') {
      char c = line.charAt(at);
      if (c == '=' || c == '"') {
        return fail("unexpected '" + c + "'");
      }
      at++;
    }
    value = line.substring(start, at);
    return true;
  }

  private boolean readQuoted() {
    StringBuilder text = new StringBuilder();
    at++;
    while (at < line.length()) {
      char c = line.charAt(at++);
      if (c == '"') {
        value = text.toString();
        return true;
      }
      if (c != '\\') {
        text.append(c);
      } else if (!readEscape(text)) {
        return fail("invalid quoted value");
      }
    }
    return fail("unterminated quoted value");
  }

  private boolean readEscape(StringBuilder text) {
    if (at >= line.length()) {
      return false;
    }
    char c = line.charAt(at++);
    switch (c) {
      case '"', '\\', '/', '\'' -> text.append(c);
      case 'n' -> text.append('\n');
      case 't' -> text.append('\t');
      case 'r' -> text.append('\r');
      case 'b' -> text.append('\b');
      case 'f' -> text.append('\f');
      case 'u' -> {
        if (at + 4 > line.length() || !line.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
          return false;
        }
        text.append((char) Integer.parseInt(line.substring(at, at + 4), 16));
        at += 4;
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean fail(String what) {
    problem = "logfmt syntax error at pos " + (at + 1) + " : " + what;
    return false;
  }

  /** Passes over what was no pair, up to the next blank; false at the end of the line. */
  public boolean resume() {
    problem = null;
    while (at < line.length() && line.charAt(at) > ' ') {
      at++;
    }
    return at < line.length();
  }

  public String key() {
    return key;
  }

  /** The value; null where the key stands alone. */
  public @Nullable String value() {
    return value;
  }

  /** What ended the reading, if it was not the end of the line. */
  public @Nullable String problem() {
    return problem;
  }
}
