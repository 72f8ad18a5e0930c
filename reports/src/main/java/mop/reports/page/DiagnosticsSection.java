package mop.reports.page;

import java.util.List;
import mop.analysis.result.Provenance;
import mop.analysis.result.Result.Budget;
import mop.analysis.result.Result.Diagnostics;
import mop.analysis.result.Result.Gate;
import mop.reports.markup.Markup;
import mop.reports.page.Table.Column;
import mop.reports.words.Budgets;
import mop.reports.words.Findings;
import mop.reports.words.Notices;

/** Whether the run can be trusted: budgets, evictions, invalidated trials, gates, warnings. */
record DiagnosticsSection() implements Section {

  @Override
  public String id() {
    return "diagnostics";
  }

  @Override
  public String title() {
    return "Diagnostics";
  }

  @Override
  public void write(Markup out, Findings f) {
    Diagnostics d = f.result().diagnostics();
    warnings(out, Notices.warnings(f));
    budgets(out, d);
    invalidated(out, d);
    gates(out, f.result().gates());
  }

  private static void warnings(Markup out, List<String> warnings) {
    out.leaf("h3", "Warnings");
    if (warnings.isEmpty()) {
      out.leaf("p", "None.");
      return;
    }
    out.open("ul").line();
    warnings.forEach(w -> out.leaf("li", w).line());
    out.close("ul").line();
  }

  private static void budgets(Markup out, Diagnostics d) {
    if (d.budgets().isEmpty()) {
      return;
    }
    out.leaf("h3", "Budgets and assembly");
    Table table =
        Table.open(
            out,
            "budgets-t",
            "What was asked of each sampler and what came out, over all blocks.",
            true,
            List.of(
                Column.text("Treatment"),
                Column.number("Asked → achieved").had(Provenance.MEASURED, "counted"),
                Column.text("Of"),
                Column.text("Budget held"),
                counted("Evicted traces"),
                counted("Late spans"),
                counted("Incomplete traces")));
    for (Budget b : d.budgets()) {
      table
          .row(b.treatment())
          .number(Budgets.askedAndAchieved(b), b.achieved())
          .text(Budgets.of(b));
      table.text(!Budgets.limited(b) ? "no budget" : Budgets.missed(b) ? "missed" : "yes");
      table.count(b.evictedTraces());
      table.count(b.lateSpans());
      table.count(b.incompleteTraces()).end();
    }
    table.close();
  }

  private static Column counted(String title) {
    return Column.number(title).had(Provenance.MEASURED, "counted in the pipeline");
  }

  private static void invalidated(Markup out, Diagnostics d) {
    out.leaf("h3", "Invalidated trials");
    if (d.invalidated().isEmpty()) {
      out.leaf("p", "None.");
      return;
    }
    Table table =
        Table.open(
            out,
            "invalidated-t",
            "Trials that were left out, and why.",
            true,
            List.of(Column.text("Treatment"), Column.number("Block"), Column.text("Reason")));
    d.invalidated()
        .forEach(i ->
            table
                .row(i.treatment())
                .number(Integer.toString(i.block()), i.block())
                .prose(i.reason())
                .end());
    table.close();
  }

  private static void gates(Markup out, List<Gate> gates) {
    if (gates.isEmpty()) {
      return;
    }
    out.leaf("h3", "Gates", "id", "gates");
    Table table =
        Table.open(
            out,
            "gates-t",
            "Conditions that this run was asked to meet.",
            false,
            List.of(Column.text("Gate"), Column.text("Outcome"), Column.text("Reason")));
    gates.forEach(g -> table.row(g.expression()).text(g.outcome()).prose(g.reason()).end());
    table.close();
  }
}
