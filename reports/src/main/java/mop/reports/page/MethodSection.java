package mop.reports.page;

import java.util.List;
import mop.analysis.result.Provenance;
import mop.analysis.result.Result.Design;
import mop.analysis.result.Result.Experiment;
import mop.analysis.result.Result.Power;
import mop.reports.markup.Markup;
import mop.reports.page.Table.Column;
import mop.reports.words.Findings;
import mop.reports.words.Headline;
import mop.reports.words.Numbers;
import mop.reports.words.Unit;

/** How the answer was found, in plain words, and what it cannot say. */
record MethodSection() implements Section {

  /** Power above this would round to certainty, which no design has. */
  private static final double MOST = 0.99;

  @Override
  public String id() {
    return "method";
  }

  @Override
  public String title() {
    return "Method";
  }

  @Override
  public void write(Markup out, Findings f) {
    Experiment x = f.result().experiment();
    out.leaf("p", "The question: " + x.question());
    out.leaf("p", design(f));
    out.leaf("p", rule(f, x));
    out.leaf("p", "Stopping: " + f.result().design().stopping() + ".");
    power(out, f);
    RobustnessTable.write(out, f);
    out.leaf("h3", "What it can and cannot decide").open("ul").line();
    f.result().design().power().forEach(p -> out.leaf("li", limit(f, p)).line());
    out.leaf(
            "li",
            "It holds for this workload ("
                + f.result().run().workload().spec()
                + ") and this scenario. Other traffic needs its own run.")
        .line();
    out.leaf(
            "li",
            "All other outcomes have intervals only. With many of them some intervals miss by"
                + " chance, so none of them decides anything.")
        .line();
    out.close("ul").line();
  }

  private static String design(Findings f) {
    Design d = f.result().design();
    int treatments = d.treatments().size();
    String warmUp =
        d.warmUpBlocks() == 0
            ? ""
            : " Warm-up blocks before them, not counted: " + d.warmUpBlocks() + ".";
    return "A block is one draw of the workload, and every treatment saw every block, so that they"
        + " are compared on the same traces: "
        + treatments
        + " treatments × "
        + d.replicates()
        + " blocks = "
        + treatments * d.replicates()
        + " trials."
        + warmUp
        + " The trial is the unit of analysis, never a window or a span inside it.";
  }

  private static String rule(Findings f, Experiment x) {
    return "Two outcomes were named before the run: "
        + Headline.lower(f.label(x.primaryCost()))
        + " and "
        + Headline.lower(f.label(x.primaryAccuracy()))
        + ". A treatment is adopted only if the first is lower than under "
        + f.baseline()
        + " and the second at most "
        + f.margin()
        + " worse, both beyond doubt (intersection-union test, with Holm's correction over the"
        + " treatments).";
  }

  private static void power(Markup out, Findings f) {
    List<Power> powers = f.result().design().power();
    if (powers.isEmpty()) {
      return;
    }
    Table table =
        Table.open(
            out,
            "power-t",
            "What the design could decide, computed before the run.",
            false,
            List.of(
                Column.text("Outcome that decides"),
                modelled("Power"),
                modelled("Smallest change or margin"),
                modelled("Units"),
                Column.text("If"),
                Column.text("Method")));
    for (Power p : powers) {
      table.row(f.label(p.outcome()));
      table.number(p.power() > MOST ? "> 0.99" : Numbers.fixed(p.power(), 2), p.power());
      table.number(change(f, p), p.minimumDetectableEffect());
      table.number(Numbers.count(p.units()), p.units());
      table.prose(f.prose(p.assumption())).prose(f.prose(p.method())).end();
    }
    table.close();
  }

  private static Column modelled(String title) {
    return Column.number(title)
        .had(Provenance.MODELLED, "power of the design under the assumption");
  }

  private static String limit(Findings f, Power p) {
    String label = f.label(p.outcome());
    if (!p.decidable()) {
      return label
          + ": the margin cannot be reached with "
          + p.units()
          + " units, whatever is found.";
    }
    return p.outcome().equals(f.primaryAccuracy())
        ? label
            + ": where nothing is lost, a margin of "
            + change(f, p)
            + " or more is shown in four runs of five; a real loss needs more faults."
        : label
            + ": a true change of "
            + change(f, p)
            + " or more is found in four runs of five; a smaller one may stay undecided.";
  }

  private static String change(Findings f, Power p) {
    String number = Numbers.fixed(100 * p.minimumDetectableEffect(), 1);
    return number + (f.unit(p.outcome()) instanceof Unit.Share ? " pp" : " %");
  }
}
