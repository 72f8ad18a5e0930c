package mop.experiments.cli;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import mop.analysis.cost.Words;
import mop.analysis.cost.focus.Reconciliation;
import mop.analysis.cost.focus.Reconciliation.Bridge;
import mop.analysis.cost.focus.Reconciliation.Loose;
import mop.analysis.cost.focus.Reconciliation.Row;
import mop.analysis.cost.focus.Reconciliation.Verdict;

/** An invoice beside our bill, for people, in at most 80 columns. */
final class ReconciliationText {
  private static final int COLUMNS = 80;
  private static final int NAME = 34;

  private final StringBuilder text = new StringBuilder();
  private final Reconciliation told;

  private ReconciliationText(Reconciliation told) {
    this.told = told;
  }

  static String render(Reconciliation told) {
    ReconciliationText text = new ReconciliationText(told);
    text.headline();
    text.items();
    text.sum();
    text.loose("Usage that nothing of ours explains", told.unexplained());
    text.loose("Commitments paid for and not used", told.unusedCommitments());
    text.loose("Taxes, credits, adjustments, purchases", told.other());
    text.basis();
    return text.text.toString();
  }

  private void say(String line) {
    text.append(Wrapped.at(COLUMNS, line, "  "));
  }

  private void line(String name, String ours, String theirs, String verdict) {
    String[] parts = Wrapped.at(NAME, name, "  ").split("\n", -1);
    text.append(
            String.format(Locale.ROOT, "%-34s %15s %15s  %s", parts[0], ours, theirs, verdict)
                .stripTrailing())
        .append('\n');
    for (int i = 1; i < parts.length - 1; i++) {
      text.append(parts[i]).append('\n');
    }
  }

  private void headline() {
    long matched = told.rows().stream().filter(row -> row.verdict() == Verdict.MATCHED).count();
    say(
        told.invoice()
            + (told.agrees() ? " agrees with " : " disagrees with ")
            + told.ours()
            + ": "
            + matched
            + " of "
            + told.rows().size()
            + " items matched within "
            + told.tolerancePercent().toPlainString()
            + " %; lines that nothing explains: "
            + told.unexplained().size());
    if (!told.scope().isEmpty()) {
      say("! " + told.scope());
    }
    told.assumptions().forEach(what -> say("! assumed: " + what));
    text.append('\n');
  }

  private void items() {
    line("in " + told.currency(), "ours", "invoiced", "");
    for (Row row : told.rows()) {
      line(
          row.item(),
          Words.money(row.ourAmount()),
          Words.money(row.invoicedAmount()),
          row.verdict().words());
      if (row.verdict() == Verdict.DIFFERS) {
        say(
            "  "
                + Words.of(row.ourQuantity().doubleValue())
                + " "
                + row.unit()
                + " ours, "
                + row.invoicedQuantity()
                    .map(quantity -> Words.of(quantity.doubleValue()) + " invoiced")
                    .orElse("the invoice gives no quantity in that unit"));
      } else if (row.verdict() == Verdict.MATCHED && !row.note().isEmpty()) {
        say("  " + row.note());
      }
    }
  }

  private void sum() {
    line("unexplained usage", "", Words.money(sum(told.unexplained())), "");
    line("unused commitments", "", Words.money(sum(told.unusedCommitments())), "");
    line("taxes, credits, other", "", Words.money(sum(told.other())), "");
    if (told.rounding().signum() != 0 || told.ourRounding().signum() != 0) {
      line(
          "rounding of the rows",
          Words.money(told.ourRounding()),
          Words.money(told.rounding()),
          "");
    }
    String total = told.bridge().none() ? "total" : "total at effective cost";
    line(total, Words.money(told.ourTotal()), Words.money(told.effectiveTotal()), "");
    bridge(told.bridge());
  }

  /** From what use costs to what is due, where commitments make two totals of an invoice. */
  private void bridge(Bridge bridge) {
    if (bridge.none()) {
      return;
    }
    step("commitments bought, then spread", bridge.purchases());
    step("covered by them, so not billed", bridge.covered());
    step("unused, billed as bought", bridge.unused());
    step("other lines, billed beyond cost", bridge.other());
    step("rounding of these", bridge.rounding());
    line("total billed", "", Words.money(told.billedTotal()), "");
  }

  private void step(String name, BigDecimal amount) {
    if (amount.signum() != 0) {
      line(name, "", Words.money(amount), "");
    }
  }

  private void basis() {
    text.append('\n');
    told.basis().forEach(this::say);
  }

  private static BigDecimal sum(List<Loose> lines) {
    return lines.stream().map(Loose::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private void loose(String title, List<Loose> lines) {
    if (lines.isEmpty()) {
      return;
    }
    text.append('\n');
    say(title);
    for (Loose each : lines) {
      say(
          String.format(Locale.ROOT, "%14s", Words.money(each.amount()))
              + "  line "
              + each.line()
              + ": "
              + each.text()
              + (each.billed().compareTo(each.amount()) == 0
                  ? ""
                  : " (billed " + Words.money(each.billed()) + ")"));
    }
  }
}
