package mop.reports.markup;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes HTML or XML that is always well-formed: text and attribute values are escaped, elements
 * close in the order in which they were opened, and void elements are closed too, so that an XML
 * parser can read the page as well. Not thread-safe.
 */
public final class Markup {

  private final StringBuilder out = new StringBuilder(1 << 16);
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Opens an element.
   *
   * @param attributes names and values in turn
   * @throws IllegalArgumentException if a name has no value or is not a name
   */
  public Markup open(String element, String... attributes) {
    start(element, attributes).append('>');
    open.push(element);
    return this;
  }

  /**
   * Closes the innermost element.
   *
   * @throws IllegalStateException if that is another one
   */
  public Markup close(String element) {
    if (open.isEmpty() || !open.peek().equals(element)) {
      throw new IllegalStateException("cannot close " + element + ": open are " + open);
    }
    open.pop();
    out.append("</").append(element).append('>');
    return this;
  }

  /** An element without content, such as {@code br} or a {@code path} of SVG. */
  public Markup empty(String element, String... attributes) {
    start(element, attributes).append("/>");
    return this;
  }

  /** An element with nothing but text in it. */
  public Markup leaf(String element, String text, String... attributes) {
    return open(element, attributes).text(text).close(element);
  }

  /** Text, escaped. */
  public Markup text(String text) {
    Escape.into(out, text);
    return this;
  }

  /** A line break in the source, to keep diffs of two reports readable. */
  public Markup line() {
    out.append('\n');
    return this;
  }

  /**
   * Content that is already markup: the module's own style sheet, script or a finished plot. Never
   * anything that came in with a result.
   */
  public Markup verbatim(String own) {
    out.append(own);
    return this;
  }

  /**
   * All that was written.
   *
   * @throws IllegalStateException if an element is still open
   */
  public String finish() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("still open: " + open);
    }
    return out.toString();
  }

  private StringBuilder start(String element, String... attributes) {
    if (attributes.length % 2 != 0) {
      throw new IllegalArgumentException("attribute without value in " + element);
    }
    out.append('<').append(name(element));
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(name(attributes[i])).append("=\"");
      Escape.into(out, attributes[i + 1]);
      out.append('"');
    }
    return out;
  }

  private static String name(String name) {
    boolean sound =
        !name.isEmpty()
            && name.chars()
                .allMatch(c -> c == '-' || c == ':' || (c < 128 && Character.isLetterOrDigit(c)));
    if (!sound) {
      throw new IllegalArgumentException("not a markup name: " + name);
    }
    return name;
  }
}
