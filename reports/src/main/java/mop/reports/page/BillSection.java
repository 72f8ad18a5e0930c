package mop.reports.page;

import java.math.BigDecimal;
import java.util.List;
import mop.analysis.result.Provenance;
import mop.analysis.result.Result.Cost;
import mop.analysis.result.Result.Line;
import mop.analysis.result.Result.TreatmentCost;
import mop.reports.markup.Markup;
import mop.reports.page.Table.Column;
import mop.reports.words.Findings;
import mop.reports.words.Laws;
import mop.reports.words.Numbers;

/** The bill of every treatment, line by line. */
record BillSection() implements Section {

  @Override
  public String id() {
    return "bill";
  }

  @Override
  public String title() {
    return "Bill by line";
  }

  @Override
  public void write(Markup out, Findings f) {
    Cost cost = f.result().cost();
    out.leaf(
        "p",
        "Written at the size of scenario "
            + cost.scenario().name()
            + ": "
            + cost.scenario().description().replaceFirst("\\.$", "")
            + ".");
    out.open("details").open("summary").leaf("span", "Prices and scenario", "class", "what");
    out.leaf("span", cost.catalog().name() + ", " + cost.catalog().date(), "class", "sum soft");
    out.close("summary").open("div", "class", "inside").line();
    facts(out, f);
    out.close("div").close("details").line();
    int position = 0;
    for (TreatmentCost bill : cost.treatments()) {
      boolean lead = bill.name().equals(f.result().recommendation().treatment());
      treatment(out, f, bill, lead, position++);
    }
  }

  private static void facts(Markup out, Findings f) {
    Cost cost = f.result().cost();
    out.open("dl", "class", "facts").line();
    Facts.fact(out, "Prices", cost.catalog().name() + ", " + cost.catalog().region());
    Facts.fact(out, "Dated", cost.catalog().date());
    Facts.fact(out, "Source", cost.catalog().source());
    out.close("dl").line();
    ScenarioTable.write(out, cost.scenario());
  }

  private static void treatment(
      Markup out, Findings f, TreatmentCost bill, boolean open, int position) {
    if (open) {
      out.open("details", "open", "open");
    } else {
      out.open("details");
    }
    out.open("summary").leaf("span", bill.name(), "class", "what");
    out.open("span", "class", "n sum").text(f.money().value(bill.monthly()).point() + " a month ");
    out.leaf("span", f.money().value(bill.monthly()).interval(), "class", "ci-text");
    out.close("span").close("summary").open("div", "class", "inside").line();
    Laws.open(f, bill).ifPresent(words -> out.leaf("p", words));
    if (bill.lines().isEmpty()) {
      out.leaf("p", "No line of this bill is known.");
    } else {
      lines(out, f, bill, position);
    }
    bill.notes().forEach(note -> out.leaf("p", f.prose(note), "class", "soft small"));
    out.close("div").close("details").line();
  }

  private static void lines(Markup out, Findings f, TreatmentCost bill, int position) {
    Table table =
        Table.open(
            out,
            "bill-" + position,
            "Bill of " + bill.name() + ", " + f.currency() + " a month.",
            false,
            List.of(
                Column.text("Component"),
                Column.text("Item"),
                Column.number("Quantity"),
                Column.number("Grows with size to the power"),
                Column.number("Unit price, " + f.currency()),
                Column.number("Amount, " + f.currency()),
                Column.text("How it was had")));
    bill.lines().forEach(line -> line(out, table, f, line));
    BigDecimal sum =
        bill.lines().stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    table.row("Sum of the lines").text("").text("").text("").text("");
    table.number(Numbers.cents(sum), sum.doubleValue());
    table.cell("long", () -> Badge.provenance(out, Provenance.MODELLED, "sum of the lines")).end();
    table.close();
  }

  /** A quantity with its unit; units that are counts themselves are multiplied. */
  private static String quantity(Line line) {
    boolean count = !line.unit().isEmpty() && Character.isDigit(line.unit().charAt(0));
    return Numbers.significant(line.quantity()) + (count ? " × " : " ") + line.unit();
  }

  private static void line(Markup out, Table table, Findings f, Line line) {
    table
        .row(line.component())
        .text(line.item())
        .number(quantity(line), line.quantity())
        .number(Laws.power(line), Laws.order(line))
        .number(Numbers.exact(line.unitPrice()), line.unitPrice().doubleValue())
        .number(Numbers.cents(line.amount()), line.amount().doubleValue())
        .cell(
            "long",
            () -> {
              Badge.provenance(out, line.provenance(), line.source());
              out.leaf("span", " " + f.prose(line.source()), "class", "soft small");
            })
        .end();
  }
}
