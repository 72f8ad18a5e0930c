package mop.reports.page;

import java.util.ArrayList;
import java.util.List;
import mop.analysis.result.Provenance;
import mop.analysis.result.Result.Treatment;
import mop.reports.markup.Markup;
import mop.reports.page.Table.Column;
import mop.reports.words.Budgets;
import mop.reports.words.Findings;
import mop.reports.words.Headline;
import mop.reports.words.Scores;
import mop.reports.words.Standing;
import mop.reports.words.Trials;

/** All treatments in one table: money, accuracy, budget and verdict. */
record TreatmentsSection() implements Section {

  @Override
  public String id() {
    return "treatments";
  }

  @Override
  public String title() {
    return "Treatments";
  }

  @Override
  public void write(Markup out, Findings f) {
    String caption =
        Trials.blocks(f)
            + " Intervals in brackets"
            + Intervals.level(f)
            + "; changes are against "
            + f.baseline()
            + ".";
    Table table = Table.open(out, "treatments-t", caption, true, columns(f));
    f.treatments().forEach(t -> row(out, table, f, t));
    table.close();
    levels(out, f);
  }

  private static List<Column> columns(Findings f) {
    String catalog = f.result().cost().catalog().name();
    Column change = Column.number("Change of the bill");
    Column judged = Column.number("Change of " + Headline.lower(f.label(f.primaryAccuracy())));
    return List.of(
        Column.text("Treatment"),
        Column.number("Monthly cost").had(Provenance.MODELLED, catalog),
        f.outcome(f.result().experiment().primaryCost())
            .map(o -> change.had(o.provenance(), o.source()))
            .orElse(change),
        Column.number("Visible faults found")
            .had(Provenance.MEASURED, "faults found by the detector in the kept data"),
        f.outcome(f.primaryAccuracy())
            .map(o -> judged.had(o.provenance(), o.source()))
            .orElse(judged),
        Column.number("Kept: asked → achieved").had(Provenance.MEASURED, "counted in the pipeline"),
        Column.text("Verdict"));
  }

  private static void row(Markup out, Table table, Findings f, Treatment t) {
    Standing standing = f.standing(t);
    String style = standing instanceof Standing.Adopted ? "lead" : "r";
    table.row(style, t.name());
    f.bill(t.name())
        .ifPresentOrElse(
            b -> table.figure(f.money().value(b.monthly()), b.monthly().estimate()),
            () -> table.none("no bill"));
    f.costEffect(t.name())
        .ifPresentOrElse(
            e -> table.figure(f.change(e), f.changed(e).estimate()),
            () -> table.none(t.baseline() ? "–" : "not judged"));
    f.accuracy(t.name())
        .map(a -> a.visibleFaults())
        .filter(s -> s.faults() > 0)
        .ifPresentOrElse(
            s -> table.figure(Scores.share(s.recall()), s.recall().estimate()),
            () -> table.none("no faults"));
    f.accuracyEffect(t.name())
        .ifPresentOrElse(
            e -> table.figure(f.change(e), f.changed(e).estimate()),
            () -> table.none(t.baseline() ? "–" : "not judged"));
    f.budget(t.name())
        .ifPresentOrElse(
            b -> table.number(Budgets.askedAndAchieved(b), b.achieved()),
            () -> table.none("not recorded"));
    table.cell("why", () -> verdict(out, standing));
    table.end();
  }

  private static void verdict(Markup out, Standing standing) {
    Badge.standing(out, standing);
    out.empty("br").leaf("span", standing.because(), "class", "soft small");
  }

  private static void levels(Markup out, Findings f) {
    List<String> units =
        f.result().diagnostics().budgets().stream().map(Budgets::of).distinct().sorted().toList();
    if (!units.isEmpty()) {
      out.leaf(
          "p",
          "Kept is the share of "
              + String.join(" or ", units)
              + " that the treatment stored; a dash means that it has no budget of its own.",
          "class",
          "soft small");
    }
    out.open("details")
        .open("summary")
        .leaf("span", "Settings of every treatment", "class", "what");
    out.close("summary").open("div", "class", "inside").line();
    List<String> factors = f.result().design().factors().stream().map(x -> x.name()).toList();
    List<Column> columns = new ArrayList<>(List.of(Column.text("Treatment")));
    factors.forEach(name -> columns.add(Column.text(name)));
    Table table = Table.open(out, "levels-t", "Factor levels of every treatment.", false, columns);
    for (Treatment t : f.treatments()) {
      table.row(t.name());
      factors.forEach(name -> table.text(t.levels().getOrDefault(name, "–")));
      table.end();
    }
    table.close();
    out.close("div").close("details").line();
  }
}
