package mop.reports.page;

import mop.analysis.result.Result.Design;
import mop.analysis.result.Result.Experiment;
import mop.analysis.result.Result.Power;
import mop.reports.markup.Markup;
import mop.reports.words.Findings;
import mop.reports.words.Headline;
import mop.reports.words.Trials;

/** How the answer was found, in plain words, and what it cannot say. */
record MethodSection() implements Section {

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
    PowerTable.write(out, f);
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
    String warmUp =
        d.warmUpBlocks() == 0
            ? ""
            : " Warm-up blocks before them, not counted: " + d.warmUpBlocks() + ".";
    return "A block is one draw of the workload, and treatments are compared on the same blocks, so"
        + " on the same traces. "
        + Trials.blocks(f)
        + " "
        + Trials.product(f)
        + "."
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

  private static String smallest(Findings f, Power p) {
    Double margin = p.smallestMargin();
    return margin == null ? "" : "; the smallest that could is " + PowerTable.change(f, p, margin);
  }

  private static String limit(Findings f, Power p) {
    String label = f.label(p.outcome());
    if (!p.decidable()) {
      return label
          + ": the margin cannot be reached with "
          + p.units()
          + " units, whatever is found"
          + smallest(f, p)
          + ".";
    }
    return p.outcome().equals(f.primaryAccuracy())
        ? label
            + ": where nothing is lost, a margin of "
            + PowerTable.change(f, p, p.minimumDetectableEffect())
            + " or more is shown in four runs of five; a real loss needs more faults."
        : label
            + ": a true change of "
            + PowerTable.change(f, p, p.minimumDetectableEffect())
            + " or more is found in four runs of five; a smaller one may stay undecided.";
  }
}
