package mop.stack.traceql;

/** What an attribute belongs to. */
public enum Scope {
  /** Not said: the span's attribute counts, where it has none the resource's. */
  NONE(""),
  SPAN("span"),
  RESOURCE("resource"),
  EVENT("event"),
  LINK("link"),
  INSTRUMENTATION("instrumentation");

  private final String word;

  Scope(String word) {
    this.word = word;
  }

  /** As queries and tag lists spell it; empty for {@link #NONE}. */
  public String word() {
    return word;
  }
}
