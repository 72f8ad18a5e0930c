package mop.reports.plot;

import java.util.List;
import java.util.stream.Stream;
import mop.analysis.result.Estimate;
import mop.analysis.result.Result.Treatment;
import mop.reports.markup.Markup;
import mop.reports.words.Findings;
import mop.reports.words.Headline;
import mop.reports.words.Shown;
import mop.reports.words.Standing;

/** The change of the primary accuracy of every treatment against the margin, one row each. */
public final class Forest {

  /** How many margins the axis reaches at most; what lies beyond gets an arrow. */
  private static final double WIDEST = 14;

  /** The longest interval ends a little before the edge of the axis. */
  private static final double ROOM = 1.04;

  private static final double NARROWEST = 1.7;
  private static final double PERCENT = 100;

  /**
   * @param change in per cent or percentage points
   */
  record Row(String name, Standing standing, Estimate change, Shown shown) {

    String sentence() {
      return name + " (" + standing.word() + "): " + shown.text();
    }
  }

  private final Findings findings;
  private final double margin;
  private final List<Row> rows;

  public Forest(Findings findings) {
    this.findings = findings;
    this.margin = PERCENT * findings.result().experiment().margin();
    this.rows =
        findings.treatments().stream().filter(t -> !t.baseline()).flatMap(this::row).toList();
  }

  /** Whether there is anything to draw: a margin, and a change to hold against it. */
  public boolean drawable() {
    return !rows.isEmpty() && margin > 0;
  }

  /** Draws the plot as an {@code svg} element; does nothing if it is not {@link #drawable}. */
  public void draw(Markup out, Size size) {
    if (!drawable()) {
      return;
    }
    double worse = findings.higherIsBetter() ? -margin : margin;
    ForestPanel panel = new ForestPanel(out, size, rows.size(), from(), to(), worse);
    Canvas.open(out, "forest", size, panel.height(), title(), description());
    panel.draw(rows);
    Canvas.close(out);
  }

  private Stream<Row> row(Treatment t) {
    return findings.accuracyEffect(t.name()).stream()
        .filter(e -> findings.primaryIsShare() || e.relativeChange() != null)
        .filter(e -> drawable(findings.changed(e)))
        .map(e ->
            new Row(
                t.name(), findings.standing(t), percent(findings.changed(e)), findings.change(e)));
  }

  private static Estimate percent(Estimate e) {
    return new Estimate(
        PERCENT * e.estimate(),
        PERCENT * e.low(),
        PERCENT * e.high(),
        e.level(),
        e.method(),
        e.n());
  }

  private static boolean drawable(Estimate e) {
    return e.n() > 0
        && Double.isFinite(e.estimate())
        && Double.isFinite(e.low())
        && Double.isFinite(e.high());
  }

  private double from() {
    double least = rows.stream().mapToDouble(r -> r.change.low()).min().orElse(0);
    return Math.clamp(ROOM * least, -WIDEST * margin, -NARROWEST * margin);
  }

  private double to() {
    double most = rows.stream().mapToDouble(r -> r.change.high()).max().orElse(0);
    return Math.clamp(ROOM * most, NARROWEST * margin, WIDEST * margin);
  }

  private String title() {
    return "Change of "
        + Headline.lower(findings.label(findings.primaryAccuracy()))
        + " against the "
        + findings.margin()
        + " margin";
  }

  private String description() {
    StringBuilder text = new StringBuilder("One row a treatment, lines are intervals.");
    rows.forEach(r -> text.append(' ').append(r.sentence()).append('.'));
    return text.toString();
  }
}
