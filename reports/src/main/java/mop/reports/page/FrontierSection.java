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
        "Lines are the intervals of both figures; the table below has the numbers."
            + listed(" Off the scale, drawn at its edge: ", frontier.offScale())
            + listed(" Not in the plot, as a figure is missing: ", frontier.missing()));
    out.close("figure").line();
    forest(out, f);
  }

  private static String listed(String what, List<String> names) {
    return names.isEmpty() ? "" : what + String.join(", ", names) + ".";
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
            + " on the good side of the dashed line. Arrows: the interval goes on beyond the edge.");
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
    out.close("ul").line();
  }
}
