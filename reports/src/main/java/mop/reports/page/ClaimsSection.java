package mop.reports.page;

import java.util.List;
import mop.analysis.result.Result.Claim;
import mop.reports.markup.Markup;
import mop.reports.page.Table.Column;
import mop.reports.words.Findings;

/** Published figures beside what was found here. */
record ClaimsSection() implements Section {

  @Override
  public String id() {
    return "claims";
  }

  @Override
  public String title() {
    return "Claims beside findings";
  }

  @Override
  public void write(Markup out, Findings f) {
    if (f.result().claims().isEmpty()) {
      out.leaf("p", "No published claim was audited in this run.");
      return;
    }
    out.leaf(
        "p",
        "A claim that does not reproduce is a finding about the claim, not a failure. Amounts of"
            + " money found here are modelled from measured use and list prices; all else is"
            + " measured.");
    Table table =
        Table.open(
            out,
            "claims-t",
            "Claims, their source, and the finding of this run.",
            false,
            List.of(
                Column.text("Claim"),
                Column.text("Statement"),
                Column.text("Claimed"),
                Column.text("Found here"),
                Column.text("Verdict")));
    f.result().claims().forEach(c -> claim(out, table, f, c));
    table.close();
  }

  private static void claim(Markup out, Table table, Findings f, Claim c) {
    table
        .row(c.id())
        .cell(
            "long",
            () -> {
              out.text(c.statement()).empty("br");
              out.leaf("span", c.source(), "class", "soft small");
            })
        .text(c.claimed())
        .text(c.measured().isBlank() ? "–" : f.figure(c.measured()))
        .cell(
            "why",
            () -> {
              out.leaf("span", c.verdict(), "class", "verdict " + tone(c.verdict()));
              out.empty("br").leaf("span", f.prose(c.reason()), "class", "soft small");
            })
        .end();
  }

  private static String tone(String verdict) {
    return switch (verdict) {
      case "reproduced" -> "good";
      case "not reproduced", "inconsistent in itself" -> "bad";
      case "inconclusive" -> "open";
      default -> "plain";
    };
  }
}
