package mop.reports.plot;

import java.util.List;
import mop.reports.markup.Markup;
import mop.reports.words.Numbers;
import mop.reports.words.Standing;

/**
 * Draws the rows of a {@link Forest}: name, interval and figures side by side where there is room,
 * else the interval below its name and figures.
 */
final class ForestPanel {

  private static final double TOP = 46;
  private static final double BOTTOM = 34;
  private static final double NAMES = 210;
  private static final String BEYOND = "beyond the margin";
  private static final String SAME = "no change";
  private static final double FIGURES = 190;

  private final Markup out;
  private final Pen pen;
  private final boolean wide;
  private final double width;
  private final double pitch;
  private final Box plot;
  private final Scale scale;
  private final double limit;

  /**
   * @param from left end of the axis, in per cent or percentage points
   * @param to its right end
   * @param limit the change that is exactly the margin
   */
  ForestPanel(Markup out, Size size, int rows, double from, double to, double limit) {
    this.out = out;
    this.pen = new Pen(out);
    this.wide = size == Size.WIDE;
    this.width = size.width();
    this.pitch = wide ? 28 : 48;
    this.plot =
        wide
            ? new Box(NAMES, TOP, width - NAMES - FIGURES, pitch * rows)
            : new Box(6, TOP, width - 12, pitch * rows);
    this.scale = new Scale(from, to, plot.left(), plot.right());
    this.limit = limit;
  }

  double height() {
    return plot.bottom() + BOTTOM;
  }

  void draw(List<Forest.Row> rows) {
    axis();
    if (wide) {
      ground(plot.top(), plot.bottom());
    }
    for (int i = 0; i < rows.size(); i++) {
      row(rows.get(i), TOP + pitch * i);
    }
  }

  private void axis() {
    boolean left = limit < 0;
    double nudge = left ? -6 : 6;
    double edge = scale.at(limit);
    double room = Math.abs(edge - (left ? 0 : width));
    String beyond = Pen.width(BEYOND) < room ? BEYOND : "beyond";
    pen.text("note", edge + nudge, TOP - 10, left ? "end" : "start", beyond);
    double half = Pen.width(SAME) / 2;
    double zero = Math.clamp(scale.at(0), half, width - half);
    pen.text("note", zero, TOP - 27, "middle", SAME);
    pen.line("zero", scale.at(0), TOP - 23, scale.at(0), TOP);
    int wanted = wide ? 8 : 5;
    int decimals = scale.decimals(wanted);
    for (double tick : scale.ticks(wanted)) {
      String text = Numbers.signed(tick, decimals);
      pen.text("tick", scale.at(tick), plot.bottom() + 18, "middle", text);
    }
  }

  /** What lies beyond the margin, the margin itself and the line of no change. */
  private void ground(double top, double bottom) {
    double edge = scale.at(limit);
    double end = limit < 0 ? plot.left() : plot.right();
    pen.rect("beyond", new Box(Math.min(edge, end), top, Math.abs(end - edge), bottom - top));
    pen.line("zero", scale.at(0), top, scale.at(0), bottom);
    pen.line("margin", edge, top, edge, bottom);
  }

  private void row(Forest.Row r, double top) {
    double y = wide ? top + pitch / 2 : top + pitch - 14;
    double text = wide ? y + 4.5 : top + 17;
    if (!wide) {
      ground(y - 9, y + 9);
    }
    String style = "name " + Pen.style(r.standing());
    if (wide) {
      pen.text(style, NAMES - 14, text, "end", Pen.shortened(r.name(), 24));
    } else {
      pen.text(style, plot.left(), text, "start", Pen.shortened(r.name(), 20));
    }
    pen.text("value", width - 4, text, "end", r.shown().text());
    out.open("g").leaf("title", r.sentence());
    interval(r, y);
    out.close("g").line();
  }

  private void interval(Forest.Row r, double y) {
    String style = "ci " + Pen.style(r.standing());
    double low = r.change().low();
    double high = r.change().high();
    pen.line(style, scale.clamped(low), y, scale.clamped(high), y);
    if (low < scale.from()) {
      arrow(r.standing(), scale.start(), y, 8);
    }
    if (high > scale.to()) {
      arrow(r.standing(), scale.end(), y, -8);
    }
    if (scale.holds(r.change().estimate())) {
      pen.mark(r.standing(), scale.at(r.change().estimate()), y);
    }
  }

  /** The interval, or all of it, goes on beyond the edge. */
  private void arrow(Standing standing, double x, double y, double back) {
    pen.line("ci " + Pen.style(standing), x + 4 * back, y, x + back, y);
    pen.arrow(standing, x, y, back);
  }
}
