package mop.reports.page;

import java.util.Comparator;
import java.util.List;
import mop.analysis.result.Provenance;
import mop.analysis.result.Result.Outcome;
import mop.analysis.result.Result.Treatment;
import mop.reports.markup.Markup;
import mop.reports.words.Findings;
import mop.reports.words.Headline;
import mop.reports.words.Shown;
import mop.reports.words.Standing;

/** A tile a treatment: where it stands, what it costs, what it finds. */
final class Tiles {

  /** More would fill the first screen; the table below has all. */
  private static final int MOST = 6;

  private final Markup out;
  private final Findings f;

  private Tiles(Markup out, Findings f) {
    this.out = out;
    this.f = f;
  }

  static void write(Markup out, Findings f) {
    new Tiles(out, f).write();
  }

  private void write() {
    List<Treatment> all = f.treatments();
    List<Treatment> shown =
        all.size() <= MOST
            ? all
            : all.stream().sorted(Comparator.comparingInt(this::rank)).limit(MOST).toList();
    out.open("ul", "class", "tiles").line();
    shown.forEach(this::tile);
    out.close("ul").line();
    if (shown.size() < all.size()) {
      int more = all.size() - shown.size();
      out.open("p", "class", "small").text(more + " more are in the ");
      out.leaf("a", "table of treatments", "href", "#treatments").text(".").close("p").line();
    }
  }

  /** What the answer is about first; the sort is stable, so the rest stays as designed. */
  private int rank(Treatment t) {
    return switch (f.standing(t)) {
      case Standing.Adopted a -> 0;
      case Standing.Baseline b -> 1;
      case Standing.Qualifies q -> 2;
      case Standing.Undecided u -> 3;
      case Standing.TooLossy l -> 4;
      case Standing.NoSaving n -> 5;
      case Standing.Invalid i -> 6;
    };
  }

  private void tile(Treatment t) {
    Standing standing = f.standing(t);
    boolean lead = standing instanceof Standing.Adopted;
    out.open("li", "class", lead ? "lead" : "plain").open("p", "class", "who");
    out.leaf("strong", t.name()).text(" ");
    Badge.standing(out, standing);
    out.close("p").open("div", "class", "figures");
    f.bill(t.name())
        .ifPresent(b ->
            figure(
                f.money().value(b.monthly()),
                "a month",
                Provenance.MODELLED,
                f.result().cost().catalog().name()));
    String outcome = f.primaryAccuracy();
    Provenance how = f.outcome(outcome).map(Outcome::provenance).orElse(Provenance.MEASURED);
    String source = f.outcome(outcome).map(Outcome::source).orElse("");
    f.level(t, outcome)
        .ifPresent(
            e -> figure(f.unit(outcome).value(e), Headline.lower(f.label(outcome)), how, source));
    out.close("div").close("li").line();
  }

  private void figure(Shown shown, String what, Provenance how, String source) {
    out.open("p").leaf("span", shown.point(), "class", "big").text(" ");
    out.leaf("span", shown.interval(), "class", "ci-text").text(" ");
    out.leaf("span", what, "class", "by").text(" ");
    Badge.provenance(out, how, source);
    out.close("p");
  }
}
