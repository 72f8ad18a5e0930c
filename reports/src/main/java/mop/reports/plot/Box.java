package mop.reports.plot;

/** A rectangle in pixels, {@code y} growing downwards. */
record Box(double left, double top, double width, double height) {

  static Box around(double x, double y, double halfWidth, double halfHeight) {
    return new Box(x - halfWidth, y - halfHeight, 2 * halfWidth, 2 * halfHeight);
  }

  double right() {
    return left + width;
  }

  double bottom() {
    return top + height;
  }

  boolean overlaps(Box other) {
    return left < other.right()
        && other.left < right()
        && top < other.bottom()
        && other.top < bottom();
  }

  boolean inside(Box outer) {
    return left >= outer.left
        && right() <= outer.right()
        && top >= outer.top
        && bottom() <= outer.bottom();
  }

  /** Length of the common edge-to-edge area's longer side, 0 where they do not touch. */
  double shared(Box other) {
    double wide = Math.min(right(), other.right()) - Math.max(left, other.left);
    double high = Math.min(bottom(), other.bottom()) - Math.max(top, other.top);
    return wide > 0 && high > 0 ? Math.max(wide, high) : 0;
  }
}
