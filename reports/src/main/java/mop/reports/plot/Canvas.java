package mop.reports.plot;

import mop.reports.markup.Markup;

/** Opens and closes an SVG image with the title and the description that screen readers speak. */
final class Canvas {

  private Canvas() {}

  static void open(
      Markup out, String id, Size size, double height, String title, String description) {
    String key = id + "-" + size.style();
    out.open(
        "svg",
        "class",
        "plot " + size.style(),
        "viewBox",
        "0 0 " + Pen.px(size.width()) + " " + Pen.px(height),
        "role",
        "img",
        "aria-labelledby",
        key + "-t " + key + "-d");
    out.leaf("title", title, "id", key + "-t");
    out.leaf("desc", description, "id", key + "-d");
    out.line();
  }

  static void close(Markup out) {
    out.close("svg").line();
  }
}
