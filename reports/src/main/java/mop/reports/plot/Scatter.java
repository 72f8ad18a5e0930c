package mop.reports.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import mop.reports.markup.Markup;

/** Draws marks with the intervals of both figures, and labels that keep clear of each other. */
final class Scatter {

  private static final double MARGIN_HEIGHT = 17;

  private final Markup out;
  private final Pen pen;
  private final Frame frame;
  private final List<Mark> marks;
  private final List<Box> obstacles = new ArrayList<>();
  private String marginText = "";
  private Box marginBox = new Box(0, 0, 0, 0);

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

  /** Draws the level that marks the margin. */
  void margin(double level, String text) {
    Box plot = frame.plot();
    double y = frame.y().at(level);
    pen.line("margin", plot.left(), y, plot.right(), y);
    marginText = text;
    marginBox = freest(plot, y, Pen.width(text));
    obstacles.add(marginBox);
  }

  /** The place along the margin's line where the fewest marks and intervals are in the way. */
  private Box freest(Box plot, double y, double width) {
    Box best = new Box(plot.right() - width, y + 2, width, MARGIN_HEIGHT);
    for (double left :
        List.of(plot.right() - width, plot.left() + 4, plot.left() + 0.7 * plot.width() - width)) {
      for (double top : List.of(y + 2, y - MARGIN_HEIGHT - 2)) {
        Box box = new Box(left, top, width, MARGIN_HEIGHT);
        if (box.inside(plot) && crowd(box) < crowd(best)) {
          best = box;
        }
      }
    }
    return best;
  }

  /**
   * @param sentence what a pointer at rest on a mark reads
   */
  void draw(Function<Mark, String> sentence) {
    marks.forEach(this::intervals);
    if (!marginText.isEmpty()) {
      boolean left = marginBox.left() < frame.plot().left() + 10;
      double x = left ? marginBox.left() : marginBox.right() - 4;
      pen.text("note", x, marginBox.bottom() - 4, left ? "start" : "end", marginText);
    }
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
    return marks.stream()
        .flatMap(m ->
            Stream.of(
                Box.around(x(m), y(m), 7, 7),
                frame.horizontal(m.cost(), y(m)),
                frame.vertical(m.accuracy(), x(m))))
        .filter(box::overlaps)
        .count();
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
