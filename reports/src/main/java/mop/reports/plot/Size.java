package mop.reports.plot;

/** The two forms of each plot; the style sheet shows the one that suits the screen. */
public enum Size {
  /** For laptops, large screens and paper. */
  WIDE("wide", 880, 430),
  /** For phones: the same text size on a narrower canvas. */
  NARROW("narrow", 350, 400);

  private final String style;
  private final double width;
  private final double height;

  Size(String style, double width, double height) {
    this.style = style;
    this.width = width;
    this.height = height;
  }

  String style() {
    return style;
  }

  double width() {
    return width;
  }

  double height() {
    return height;
  }
}
