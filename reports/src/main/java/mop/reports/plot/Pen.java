package mop.reports.plot;

import java.util.Locale;
import mop.reports.markup.Markup;
import mop.reports.words.Standing;

/** Draws the parts that the plots share. Colours come from the page's style sheet, by class. */
final class Pen {

  private final Markup out;

  Pen(Markup out) {
    this.out = out;
  }

  void line(String style, double x1, double y1, double x2, double y2) {
    out.empty("line", "class", style, "x1", px(x1), "y1", px(y1), "x2", px(x2), "y2", px(y2));
  }

  void rect(String style, Box box) {
    out.empty(
        "rect",
        "class",
        style,
        "x",
        px(box.left()),
        "y",
        px(box.top()),
        "width",
        px(box.width()),
        "height",
        px(box.height()));
  }

  /**
   * @param anchor {@code start}, {@code middle} or {@code end}
   */
  void text(String style, double x, double y, String anchor, String text) {
    out.leaf("text", text, "class", style, "x", px(x), "y", px(y), "text-anchor", anchor);
  }

  /** A mark whose shape tells the standing as well as its colour does. */
  void mark(Standing standing, double x, double y) {
    String style = "m " + style(standing);
    switch (standing) {
      case Standing.Baseline b -> path(style, square(x, y, 5));
      case Standing.Adopted a -> circle(style, x, y, 7);
      case Standing.Qualifies q -> circle(style, x, y, 5);
      case Standing.Undecided u -> circle(style, x, y, 5);
      case Standing.TooLossy t -> path(style, cross(x, y, 5));
      case Standing.NoSaving n -> path(style, triangle(x, y, 6));
      case Standing.Invalid i -> path(style, cross(x, y, 4) + square(x, y, 6));
    }
  }

  /** An arrow's head with its point at ({@code x}, {@code y}), {@code back} wide. */
  void arrow(Standing standing, double x, double y, double back) {
    String data = "M" + px(x) + " " + px(y) + "l" + px(back) + " -5v10z";
    path("arrow " + style(standing), data);
  }

  /** Class of a standing in the style sheet. */
  static String style(Standing standing) {
    return "s-" + standing.word().replace(' ', '-');
  }

  /** A width that holds {@code text} in any common sans-serif face of 13 px. */
  static double width(String text) {
    return 7.6 * text.codePointCount(0, text.length()) + 4;
  }

  /** The text, or its beginning where it is longer than {@code most} characters. */
  static String shortened(String text, int most) {
    if (text.codePointCount(0, text.length()) <= most) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
  }

  static String px(double value) {
    double rounded = Math.rint(10 * value) / 10;
    return rounded == Math.rint(rounded)
        ? Long.toString((long) rounded)
        : String.format(Locale.ROOT, "%.1f", rounded);
  }

  private void circle(String style, double x, double y, double r) {
    out.empty("circle", "class", style, "cx", px(x), "cy", px(y), "r", px(r));
  }

  private void path(String style, String data) {
    out.empty("path", "class", style, "d", data);
  }

  private static String square(double x, double y, double r) {
    return "M" + px(x - r) + " " + px(y - r) + "h" + px(2 * r) + "v" + px(2 * r) + "h-" + px(2 * r)
        + "z";
  }

  private static String cross(double x, double y, double r) {
    return "M" + px(x - r) + " " + px(y - r) + "l" + px(2 * r) + " " + px(2 * r) + "M" + px(x - r)
        + " " + px(y + r) + "l" + px(2 * r) + " -" + px(2 * r);
  }

  private static String triangle(double x, double y, double r) {
    return "M" + px(x) + " " + px(y - r) + "l" + px(r) + " " + px(2 * r) + "h-" + px(2 * r) + "z";
  }
}
