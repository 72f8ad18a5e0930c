package mop.reports.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import mop.reports.markup.Markup;

/** Draws marks with the intervals of both figures, and labels that keep clear of each other. */
final class Scatter {

  private static final double MARGIN_HEIGHT = 17;
  private static final String ADOPT = "adopt: cheaper and accurate enough";

  private final Markup out;
  private final Pen pen;
  private final Frame frame;
  private final List<Mark> marks;
  private final List<Box> obstacles = new ArrayList<>();
  private String marginText = "";
  private Box marginBox = new Box(0, 0, 0, 0);
  private Box region = new Box(0, 0, 0, 0);

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

  /**
   * Draws the region of what is cheaper than the baseline and accurate enough; it gets its name in
   * {@link #draw}, where nothing stands in the way.
   *
   * @param cost of the baseline
   * @param level at which exactly the margin is lost
   * @param above whether higher levels are better
   */
  void adopt(double cost, double level, boolean above) {
    Box plot = frame.plot();
    double right = frame.x().at(cost);
    double edge = frame.y().at(level);
    double top = above ? plot.top() : edge;
    double bottom = above ? edge : plot.bottom();
    region = new Box(plot.left(), top, right - plot.left(), bottom - top);
    pen.rect("adopt", region);
  }

  /** The name of the region comes last: those of the treatments matter more. */
  private void nameRegion() {
    for (String text : List.of(ADOPT, "adopt")) {
      Optional<Box> place = free(Pen.width(text));
      if (place.isPresent()) {
        Box box = place.get();
        pen.text("note good", box.left(), box.bottom() - 4, "start", text);
        return;
      }
    }
  }

  /** A place at the top of the region where nothing is in the way. */
  private Optional<Box> free(double width) {
    return DoubleStream.of(0, 0.25, 0.5, 0.75)
        .map(at -> region.left() + 6 + at * (region.width() - width - 12))
        .mapToObj(left -> new Box(left, region.top() + 5, width, MARGIN_HEIGHT))
        .filter(box -> box.inside(region) && crowd(box) == 0)
        .findFirst();
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
      out.close("g").line();
    }
    labels();
    nameRegion();
  }

  private long crowd(Box box) {
    return marks.stream()
            .flatMap(m ->
                Stream.of(
                    Box.around(x(m), y(m), 7, 7),
                    frame.horizontal(m.cost(), y(m)),
                    frame.vertical(m.accuracy(), x(m))))
            .filter(box::overlaps)
            .count()
        + obstacles.stream().filter(box::overlaps).count();
  }

  private double x(Mark m) {
    return frame.x().clamped(m.cost().estimate());
  }

  private double y(Mark m) {
    return frame.y().clamped(m.accuracy().estimate());
  }

  private void intervals(Mark m) {
    String style = "ci " + Pen.style(m.standing());
    Scale across = frame.x();
    Scale up = frame.y();
    pen.line(style, across.clamped(m.cost().low()), y(m), across.clamped(m.cost().high()), y(m));
    pen.line(style, x(m), up.clamped(m.accuracy().low()), x(m), up.clamped(m.accuracy().high()));
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
      labels
          .place(x(m), y(m), Pen.width(name))
          .ifPresent(p -> {
            label(m, name, p);
            obstacles.add(p.box());
          });
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
