package mop.reports.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mop.reports.markup.Markup;
import mop.reports.plot.Forest;
import mop.reports.plot.Frontier;
import mop.reports.plot.Legend;
import mop.reports.plot.Size;
import mop.reports.words.Findings;
import mop.reports.words.Standing;

/** Cost against accuracy, and the change of accuracy against the margin. */
record FrontierSection() implements Section {

  /** With more treatments than this the plot has no room for every name. */
  private static final int CROWD = 12;

  @Override
  public String id() {
    return "frontier";
  }

  @Override
  public String title() {
    return "Cost against accuracy";
  }

  @Override
  public void write(Markup out, Findings f) {
    Frontier frontier = new Frontier(f);
    if (!frontier.drawable()) {
      out.leaf("p", "No treatment has both a bill and a figure of accuracy, so there is no plot.");
      return;
    }
    out.open("figure").line();
    for (Size size : Size.values()) {
      frontier.draw(out, size);
    }
    legend(out, f);
    out.leaf(
        "figcaption",
        "Lines are the intervals of both figures; the table below has the numbers. "
            + "Cost is "
            + had(f, f.result().experiment().primaryCost())
            + ", accuracy "
            + had(f, f.primaryAccuracy())
            + "; the axes span the data and need not start at zero. What is adopted is judged on the paired change in the"
            + " next plot, not on where a mark lies."
            + crowded(f)
            + listed(" Not in the plot, as a figure is missing: ", frontier.missing()));
    out.close("figure").line();
    forest(out, f);
  }

  private static String listed(String what, List<String> names) {
    return names.isEmpty() ? "" : what + String.join(", ", names) + ".";
  }

  private static String had(Findings f, String outcome) {
    return f.outcome(outcome).map(o -> Badge.word(o.provenance())).orElse("of unknown origin");
  }

  private static String crowded(Findings f) {
    return f.treatments().size() > CROWD
        ? " Where marks crowd, some names are left out; resting the pointer on a mark tells it."
        : "";
  }

  private static void forest(Markup out, Findings f) {
    Forest forest = new Forest(f);
    if (!forest.drawable()) {
      return;
    }
    out.leaf("h3", "Is the accuracy inside the margin?").open("figure").line();
    for (Size size : Size.values()) {
      forest.draw(out, size);
    }
    out.leaf(
        "figcaption",
        "Change against "
            + f.baseline()
            + " over the same blocks. A treatment is accurate enough when all of its interval is"
            + " on the good side of the dashed line and stays so when corrected for several"
            + " treatments. Arrows: the interval goes on beyond the edge.");
    out.close("figure").line();
  }

  private static void legend(Markup out, Findings f) {
    Map<String, Standing> present = new LinkedHashMap<>();
    f.treatments().stream().map(f::standing).forEach(s -> present.putIfAbsent(s.word(), s));
    out.open("ul", "class", "legend").line();
    present.forEach((word, standing) -> {
      out.open("li");
      Legend.key(out, standing);
      out.text(word).close("li").line();
    });
    if (f.result().experiment().margin() > 0) {
      out.open("li");
      Legend.region(out);
      out.text("cheaper than " + f.baseline() + " and inside the margin").close("li").line();
    }
    out.close("ul").line();
  }
}
