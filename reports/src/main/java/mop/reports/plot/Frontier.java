package mop.reports.plot;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import mop.analysis.result.Estimate;
import mop.analysis.result.Result.Treatment;
import mop.analysis.result.Result.TreatmentCost;
import mop.reports.markup.Markup;
import mop.reports.words.Findings;
import mop.reports.words.Headline;
import mop.reports.words.Standing;

/** Cost against accuracy, one mark a treatment, with the intervals of both. */
public final class Frontier {

  private final Findings findings;
  private final List<Mark> marks;

  public Frontier(Findings findings) {
    this.findings = findings;
    this.marks =
        findings.treatments().stream()
            .flatMap(t -> mark(findings, t).stream())
            .filter(Mark::drawable)
            .sorted(Comparator.comparingInt(Mark::rank))
            .toList();
  }

  /** Whether there is anything to draw. */
  public boolean drawable() {
    return !marks.isEmpty();
  }

  /** Treatments that have no place in the plot because a figure of theirs is missing. */
  public List<String> missing() {
    List<String> drawn = marks.stream().map(Mark::name).toList();
    return findings.treatments().stream()
        .map(Treatment::name)
        .filter(n -> !drawn.contains(n))
        .toList();
  }

  /** Draws the plot as an {@code svg} element; does nothing if it is not {@link #drawable}. */
  public void draw(Markup out, Size size) {
    if (drawable()) {
      Canvas.open(out, "frontier", size, size.height(), title(), description());
      Scatter scatter = new Scatter(out, frame(size), marks);
      limit()
          .ifPresent(level -> {
            baseline()
                .ifPresent(
                    b -> scatter.adopt(b.cost().estimate(), level, findings.higherIsBetter()));
            scatter.margin(level, marginLabel(size));
          });
      scatter.draw(this::sentence);
      Canvas.close(out);
    }
  }

  private static Optional<Mark> mark(Findings f, Treatment t) {
    Optional<Estimate> accuracy = f.level(t, f.primaryAccuracy());
    return f.bill(t.name())
        .map(TreatmentCost::monthly)
        .flatMap(c -> accuracy.map(a -> new Mark(t.name(), f.standing(t), c, a)));
  }

  private Frame frame(Size size) {
    double least = marks.stream().mapToDouble(m -> m.cost().low()).min().orElseThrow();
    double most = marks.stream().mapToDouble(m -> m.cost().high()).max().orElseThrow();
    Axis cost = Axis.of(findings.money(), least, most);
    Axis accuracy = accuracyAxis();
    String better = findings.higherIsBetter() ? "   ↑ better" : "   ↓ better";
    return new Frame(
        size,
        cost,
        accuracy,
        "Monthly cost, " + findings.currency() + "   ← cheaper",
        findings.label(findings.primaryAccuracy()) + accuracy.suffix() + better);
  }

  /** An axis that holds every interval and the margin, so that nothing is cut off. */
  private Axis accuracyAxis() {
    double level = limit().orElseGet(() -> marks.getFirst().accuracy().estimate());
    double least = marks.stream().mapToDouble(m -> m.accuracy().low()).min().orElse(level);
    double most = marks.stream().mapToDouble(m -> m.accuracy().high()).max().orElse(level);
    return Axis.of(
        findings.unit(findings.primaryAccuracy()), Math.min(least, level), Math.max(most, level));
  }

  private Optional<Mark> baseline() {
    return marks.stream().filter(m -> m.standing() instanceof Standing.Baseline).findFirst();
  }

  /** The level at which the baseline would have lost exactly the margin. */
  private Optional<Double> limit() {
    double margin = findings.result().experiment().margin();
    double loss = findings.higherIsBetter() ? -margin : margin;
    boolean share = findings.primaryIsShare();
    return findings.treatments().stream()
        .filter(t -> t.baseline() && margin > 0)
        .flatMap(t -> findings.level(t, findings.primaryAccuracy()).stream())
        .map(e -> share ? e.estimate() + loss : e.estimate() * (1 + loss))
        .findFirst();
  }

  private String marginLabel(Size size) {
    String side = findings.higherIsBetter() ? " below " : " above ";
    String name = Pen.shortened(findings.baseline(), 12);
    return size == Size.WIDE
        ? "margin: " + findings.margin() + side + name
        : findings.margin() + " margin";
  }

  private String title() {
    return "Monthly cost against " + Headline.lower(findings.label(findings.primaryAccuracy()));
  }

  private String description() {
    StringBuilder text = new StringBuilder("One mark a treatment, lines are intervals.");
    marks.forEach(m -> text.append(' ').append(sentence(m)).append('.'));
    return text.toString();
  }

  private String sentence(Mark m) {
    return m.name()
        + " ("
        + m.standing().word()
        + "): "
        + findings.money().value(m.cost()).text()
        + " a month, "
        + findings.unit(findings.primaryAccuracy()).value(m.accuracy()).text();
  }
}
