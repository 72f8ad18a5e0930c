package mop.reports.page;

import java.util.List;
import java.util.Optional;
import mop.analysis.result.Result.Effect;
import mop.analysis.result.Result.Outcome;
import mop.reports.markup.Markup;
import mop.reports.page.Table.Column;
import mop.reports.words.Findings;
import mop.reports.words.Numbers;
import mop.reports.words.Unit;

/** Every outcome: how it was had, and what every treatment did to it. */
record OutcomesSection() implements Section {

  @Override
  public String id() {
    return "outcomes";
  }

  @Override
  public String title() {
    return "Measured, modelled, assumed";
  }

  @Override
  public void write(Markup out, Findings f) {
    out.leaf(
        "p",
        "Measured was observed in this run; modelled was computed by a named model or price list"
            + " from what was measured; assumed was set by hand, with a reason.");
    Table table =
        Table.open(
            out,
            "outcomes-t",
            "Every outcome of the run and where its figures come from.",
            true,
            List.of(
                Column.text("Outcome"),
                Column.text("Unit"),
                Column.text("Better"),
                Column.text("Role"),
                Column.text("Provenance"),
                Column.text("Source")));
    for (Outcome o : f.result().outcomes()) {
      table.row(f.label(o.name())).text(o.unit()).text(o.better());
      table.text(o.primary() ? "decides" : "informs");
      table.cell("t", () -> Badge.provenance(out, o.provenance(), o.source()));
      table.prose(f.prose(o.source())).end();
    }
    table.close();
    out.leaf("h3", "What every treatment did to every outcome");
    int position = 0;
    for (Outcome o : f.result().outcomes()) {
      if (!ofFaults(f, o)) {
        effects(out, f, o, "effects-" + position++);
      }
    }
  }

  /**
   * Shares of faults have their intervals over faults, under accuracy; those over blocks mislead.
   */
  private static boolean ofFaults(Findings f, Outcome o) {
    return !o.name().equals(f.primaryAccuracy())
        && (o.name().endsWith("FaultRecall") || o.name().startsWith("accuracy.rootCause"));
  }

  private static void effects(Markup out, Findings f, Outcome o, String id) {
    List<Effect> effects =
        f.result().effects().stream().filter(e -> e.outcome().equals(o.name())).toList();
    if (effects.isEmpty()) {
      return;
    }
    out.open("details").open("summary");
    out.leaf("span", f.label(o.name()), "class", "what");
    out.close("summary").open("div", "class", "inside").line();
    Table table =
        Table.open(
            out,
            id,
            f.label(o.name()) + " against " + f.baseline() + ", " + how(effects) + ".",
            true,
            List.of(
                Column.text("Treatment"),
                Column.number("Treatment's level").had(o.provenance(), f.prose(o.source())),
                Column.number(f.baseline()).had(o.provenance(), f.prose(o.source())),
                Column.number("Difference").had(o.provenance(), f.prose(o.source())),
                Column.number("Relative change").had(o.provenance(), f.prose(o.source())),
                Column.text(o.primary() ? "Test" : "Remarks")));
    effects.forEach(e -> effect(table, f, e));
    table.close();
    out.close("div").close("details").line();
  }

  private static String how(List<Effect> effects) {
    var difference = effects.getFirst().difference();
    return difference.method() + ", n = " + difference.n();
  }

  private static void effect(Table table, Findings f, Effect e) {
    Unit unit = f.unit(e.outcome());
    table
        .row(e.treatment())
        .figure(unit.value(e.value()), e.value().estimate())
        .figure(unit.value(e.baseline()), e.baseline().estimate())
        .figure(unit.difference(e.difference()), e.difference().estimate());
    Optional.ofNullable(e.relativeChange())
        .ifPresentOrElse(r -> table.figure(Unit.change(r), r.estimate()), () -> table.none("–"));
    table.prose(f.prose(remarks(e))).end();
  }

  private static String remarks(Effect e) {
    StringBuilder text = new StringBuilder();
    Optional.ofNullable(e.test())
        .ifPresent(t -> text.append(t.name()).append(", ").append(p(t.pAdjusted())));
    e.warnings().forEach(w -> text.append(text.isEmpty() ? "" : "; ").append(w));
    return text.isEmpty() ? "–" : text.toString();
  }

  /** An adjusted p-value; below a ten-thousandth only that. */
  private static String p(double p) {
    return p < 1e-4 ? "adjusted p < 0.0001" : "adjusted p = " + Numbers.significant(p);
  }
}
