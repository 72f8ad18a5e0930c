package mop.stack.logs.ingest;

import mop.analysis.input.InvalidInput;
import mop.stack.labels.Labels;
import mop.stack.logs.QuotedText;

/** Reads the labels of a pushed stream: {@code {job="api", zone="a"}}. */
final class PushLabels {
  private final String text;
  private int at;

  private PushLabels(String text) {
    this.text = text;
  }

  static Labels parse(String text) {
    return new PushLabels(text).read();
  }

  private Labels read() {
    Labels.Builder labels = Labels.builder();
    expect('{');
    while (!accept('}')) {
      String name = name();
      expect('=');
      skipSpace();
      QuotedText.Read value = QuotedText.at(text, at).orElseThrow(() -> wrong("a quoted value"));
      labels.set(name, value.text());
      at = value.end();
      if (!accept(',')) {
        expect('}');
        break;
      }
    }
    skipSpace();
    if (at < text.length()) {
      throw wrong("the end");
    }
    return labels.build();
  }

  private String name() {
    skipSpace();
    int start = at;
    while (at < text.length() && isName(text.charAt(at), at == start)) {
      at++;
    }
    if (at == start) {
      throw wrong("a label's name");
    }
    return text.substring(start, at);
  }

  /** Whether a text is the name of a label. */
  static boolean isName(String text) {
    boolean name = !text.isEmpty();
    for (int i = 0; i < text.length(); i++) {
      name &= isName(text.charAt(i), i == 0);
    }
    return name;
  }

  private static boolean isName(char c, boolean first) {
    boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    return letter || (!first && c >= '0' && c <= '9');
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean accept(char c) {
    skipSpace();
    boolean there = at < text.length() && text.charAt(at) == c;
    at += there ? 1 : 0;
    return there;
  }

  private void expect(char c) {
    if (!accept(c)) {
      throw wrong("'" + c + "'");
    }
  }

  private InvalidInput wrong(String expected) {
    String found = at < text.length() ? "'" + text.charAt(at) + "'" : "the end";
    return new InvalidInput(
        "Loki push: labels " + text,
        found + " at character " + (at + 1),
        expected,
        "Write labels as {name=\"value\", name=\"value\"}.");
  }
}
