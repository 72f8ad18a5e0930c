package mop.reports.text;

/** Colours of a terminal, or none. Without colour the text is the same. */
public enum Ink {
  BOLD("1"),
  SOFT("2"),
  GOOD("1;32"),
  BAD("31"),
  OPEN("33"),
  NONE("");

  private final String code;

  Ink(String code) {
    this.code = code;
  }

  /** The text in this ink where {@code color} is on. */
  public String on(String text, boolean color) {
    return color && !code.isEmpty() && !text.isEmpty()
        ? "\u001b[" + code + "m" + text + "\u001b[0m"
        : text;
  }
}
