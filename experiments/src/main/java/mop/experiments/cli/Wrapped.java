package mop.experiments.cli;

import java.util.regex.Pattern;

/** Breaks a long line at spaces. */
final class Wrapped {
  private static final Pattern SPACES = Pattern.compile(" +");

  private Wrapped() {}

  /** Lines of at most {@code columns}; all but the first begin with {@code indent}. */
  static String at(int columns, String text, String indent) {
    StringBuilder out = new StringBuilder();
    int start = text.length() - text.stripLeading().length();
    StringBuilder line = new StringBuilder(text.substring(0, start));
    boolean empty = true;
    for (String word : SPACES.splitAsStream(text.strip()).toList()) {
      if (!empty && line.length() + 1 + word.length() > columns) {
        out.append(line).append('\n');
        line = new StringBuilder(indent);
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    return out.append(line).append('\n').toString();
  }
}
