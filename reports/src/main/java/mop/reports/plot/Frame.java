package mop.reports.plot;

import mop.analysis.result.Estimate;

/** The plane of a scatter plot: its two scales, grid and axis titles. */
record Frame(Size size, Axis cost, Axis accuracy, String costTitle, String accuracyTitle) {

  private static final double LEFT = 46;
  private static final double TOP = 34;
  private static final double RIGHT = 12;
  private static final double BOTTOM = 48;

  Box plot() {
    return new Box(LEFT, TOP, size.width() - LEFT - RIGHT, size.height() - TOP - BOTTOM);
  }

  Scale x() {
    return cost.between(plot().left(), plot().right());
  }

  Scale y() {
    return accuracy.between(plot().bottom(), plot().top());
  }

  void draw(Pen pen) {
    Box plot = plot();
    Scale across = cost.ticksBetween(plot.left(), plot.right());
    int columns = size == Size.WIDE ? 7 : 5;
    int costDecimals = across.decimals(columns);
    for (double tick : across.ticks(columns).stream().filter(cost::ticked).toList()) {
      pen.line("grid", across.at(tick), plot.top(), across.at(tick), plot.bottom());
      String text = Axis.tick(tick, costDecimals);
      pen.text("tick", across.at(tick), plot.bottom() + 18, "middle", text);
    }
    Scale up = accuracy.ticksBetween(plot.bottom(), plot.top());
    int decimals = up.decimals(6);
    for (double tick : up.ticks(6).stream().filter(accuracy::ticked).toList()) {
      pen.line("grid", plot.left(), up.at(tick), plot.right(), up.at(tick));
      pen.text("tick", plot.left() - 8, up.at(tick) + 4, "end", Axis.tick(tick, decimals));
    }
    pen.line("axis", plot.left(), plot.bottom(), plot.right(), plot.bottom());
    pen.text("axis-title", plot.right(), plot.bottom() + 40, "end", costTitle);
    pen.text("axis-title", 2, 18, "start", accuracyTitle);
  }

  Box horizontal(Estimate e, double y) {
    double left = x().clamped(e.low());
    return new Box(left, y - 1, x().clamped(e.high()) - left, 2);
  }

  Box vertical(Estimate e, double x) {
    double top = y().clamped(e.high());
    return new Box(x - 1, top, 2, y().clamped(e.low()) - top);
  }
}
