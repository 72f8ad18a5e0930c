package mop.stack.logql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A pattern of literal text and captures: {@code <ip> - <_> "<method> <path>"}. */
final class LinePattern {
  private static final Pattern CAPTURE = Pattern.compile("<([A-Za-z_][A-Za-z0-9_]*)>");
  private static final String UNNAMED = "_";

  private final List<Part> parts = new ArrayList<>();

  private record Part(boolean capture, String text) {}

  private LinePattern() {}

  static LinePattern of(String text, int at) {
    LinePattern p = new LinePattern();
    Matcher m = CAPTURE.matcher(text);
    int from = 0;
    while (m.find()) {
      if (m.start() > from) {
        p.parts.add(new Part(false, text.substring(from, m.start())));
      } else if (from > 0) {
        throw Lexer.wrong(at, "two captures of the pattern follow each other");
      }
      p.parts.add(new Part(true, m.group(1)));
      from = m.end();
    }
    if (from < text.length()) {
      p.parts.add(new Part(false, text.substring(from)));
    }
    return p;
  }

  boolean hasNamed() {
    return parts.stream().anyMatch(p -> p.capture && !p.text.equals(UNNAMED));
  }

  /** Whether a whole line looks like this; a capture stands for at least one character. */
  boolean test(String line) {
    if (line.isEmpty() || parts.isEmpty()) {
      return line.isEmpty() && parts.isEmpty();
    }
    int at = 0;
    for (int i = 0; i < parts.size(); i++) {
      Part p = parts.get(i);
      if (p.capture) {
        continue;
      }
      int found = line.indexOf(p.text, at);
      if (found < 0 || (i == 0) != (found == at)) {
        return false;
      }
      at = found + p.text.length();
    }
    return parts.getLast().capture == (at != line.length());
  }

  /** What the named captures hold, as far as the line goes along with the pattern. */
  Map<String, String> captures(String line) {
    Map<String, String> found = new LinkedHashMap<>();
    int at = 0;
    int i = 0;
    if (!parts.isEmpty() && !parts.getFirst().capture) {
      if (!line.startsWith(parts.getFirst().text)) {
        return found;
      }
      at = parts.getFirst().text.length();
      i = 1;
    }
    for (; i < parts.size(); i += 2) {
      String name = parts.get(i).text;
      String literal = i + 1 < parts.size() ? parts.get(i + 1).text : "";
      int next = literal.isEmpty() ? -1 : line.indexOf(literal, at);
      String value = line.substring(at, next < 0 ? line.length() : next);
      if (!name.equals(UNNAMED)) {
        found.put(name, value);
      }
      if (next < 0) {
        return found;
      }
      at = next + literal.length();
    }
    return found;
  }
}
