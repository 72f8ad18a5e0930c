package mop.reports.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import mop.reports.markup.Markup;

/** Draws marks with the intervals of both figures, and labels that keep clear of each other. */
final class Scatter {

  private final Markup out;
  private final Pen pen;
  private final Frame frame;
  private final List<Mark> marks;
  private final List<Box> obstacles = new ArrayList<>();

  /**
   * @param marks the most important ones first
   */
  Scatter(Markup out, Frame frame, List<Mark> marks) {
    this.out = out;
    this.pen = new Pen(out);
    this.frame = frame;
    this.marks = marks;
    frame.draw(pen);
  }

  /** Draws the level that marks the margin, with its name where no mark stands in the way. */
  void margin(double level, String text) {
    Box plot = frame.plot();
    double y = frame.y().at(level);
    double width = Pen.width(text);
    pen.line("margin", plot.left(), y, plot.right(), y);
    Box below = new Box(plot.right() - width, y + 2, width, 17);
    Box above = new Box(plot.right() - width, y - 19, width, 17);
    Box box = crowd(below) <= crowd(above) && below.inside(plot) ? below : above;
    pen.text("note", plot.right() - 4, box.bottom() - 4, "end", text);
    obstacles.add(box);
  }

  /**
   * @param sentence what a pointer at rest on a mark reads
   */
  void draw(Function<Mark, String> sentence) {
    marks.forEach(this::intervals);
    for (Mark m : marks.reversed()) {
      out.open("g").leaf("title", sentence.apply(m));
      pen.mark(m.standing(), x(m), y(m));
      if (!frame.accuracy().holds(m.accuracy().estimate())) {
        edge(m);
      }
      out.close("g").line();
    }
    labels();
  }

  private long crowd(Box box) {
    return marks.stream().filter(m -> Box.around(x(m), y(m), 7, 7).overlaps(box)).count();
  }

  private double x(Mark m) {
    return frame.x().clamped(m.cost().estimate());
  }

  private double y(Mark m) {
    Scale scale = frame.y();
    double inset = 16;
    double at = scale.clamped(m.accuracy().estimate());
    boolean below = m.accuracy().estimate() < scale.from();
    boolean above = m.accuracy().estimate() > scale.to();
    return below ? at - inset : above ? at + inset : at;
  }

  private void intervals(Mark m) {
    String style = "ci " + Pen.style(m.standing());
    double left = frame.x().clamped(m.cost().low());
    pen.line(style, left, y(m), frame.x().clamped(m.cost().high()), y(m));
    if (frame.accuracy().holds(m.accuracy().estimate())) {
      double low = frame.y().clamped(m.accuracy().low());
      pen.line(style, x(m), low, x(m), frame.y().clamped(m.accuracy().high()));
    }
  }

  /** An arrow to the edge that the mark lies beyond. */
  private void edge(Mark m) {
    String style = "ci " + Pen.style(m.standing());
    double end = frame.y().clamped(m.accuracy().estimate());
    double back = end > y(m) ? -5 : 5;
    pen.line(style, x(m), y(m), x(m), end);
    pen.line(style, x(m), end, x(m) - 4, end + back);
    pen.line(style, x(m), end, x(m) + 4, end + back);
  }

  private void labels() {
    List<Box> lines = new ArrayList<>();
    for (Mark m : marks) {
      obstacles.add(Box.around(x(m), y(m), 6, 6));
      lines.add(frame.horizontal(m.cost(), y(m)));
      lines.add(frame.vertical(m.accuracy(), x(m)));
    }
    Labels labels = new Labels(frame.plot(), obstacles, lines);
    int longest = frame.size() == Size.WIDE ? 26 : 18;
    for (Mark m : marks) {
      String name = Pen.shortened(m.name(), longest);
      labels.place(x(m), y(m), Pen.width(name)).ifPresent(p -> label(m, name, p));
    }
  }

  private void label(Mark m, String name, Labels.Placed placed) {
    Box box = placed.box();
    double x = x(m);
    double y = y(m);
    if (placed.leader()) {
      double near = box.top() > y ? box.top() : box.bottom();
      pen.line("leader", x, y, Math.clamp(x, box.left(), box.right()), near);
    }
    String style = "name " + Pen.style(m.standing());
    double baseline = box.bottom() - 4;
    if (box.left() >= x) {
      pen.text(style, box.left(), baseline, "start", name);
    } else if (box.right() <= x) {
      pen.text(style, box.right(), baseline, "end", name);
    } else {
      pen.text(style, box.left() + box.width() / 2, baseline, "middle", name);
    }
  }
}
